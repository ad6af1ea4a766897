import type { listPolicies } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Rows } from '../ui/section.tsx';
import { policyWords as words } from './policy-messages.ts';

/** Policies, each with its size and who uses it; a row opens its path. */
export function PolicyRows({ policies }: { policies: AnswerOf<typeof listPolicies>['items'] }) {
  return (
    <Rows label={words.title}>
      {policies.map((one) => (
        <li key={one.name}>
          <Go
            to={paths.policy(one.name)}
            data-row
            className="block px-3 py-2.5 text-sm -outline-offset-2 hover:bg-sunken"
          >
            <span className="font-medium">{one.name}</span>{' '}
            <span className="text-quiet">
              {words.steps(one.steps)}, {words.repeat(one.repeat)}
              {one.services.length > 0 && ` · ${one.services.join(', ')}`}
            </span>
          </Go>
        </li>
      ))}
    </Rows>
  );
}

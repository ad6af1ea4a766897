import type { Plan } from '@muster/contract/catalog/organisation';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { words } from './messages.ts';

type Change = Plan['changes'][number];

/** What the file does, line by line: problems first, then what changes, and how much stays. */
export function PlanView({ plan }: { plan: Plan }) {
  const moved = plan.changes.filter((one) => one.change !== 'none');
  const keys = plan.changes.filter((one) => one.key !== undefined);
  const same = plan.changes.length - moved.length;
  return (
    <div className="space-y-5">
      {plan.problems.length > 0 && (
        <Section title={words.organisation.problems}>
          <ul className="space-y-1 text-sm">
            {plan.problems.map((one) => (
              <li key={`${one.pointer} ${one.message}`} className="flex flex-wrap gap-x-3">
                <Mark tone="critical" word={one.pointer || '/'} />
                <span>{one.message}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {keys.length > 0 && (
        <CopyBlock
          label={words.organisation.keys}
          text={keys.map((one) => `${one.name}: ${one.key}`).join('\n')}
        />
      )}
      {plan.problems.length === 0 && (
        <Section title={words.organisation.changes}>
          {moved.length === 0 && <p className="text-sm">{words.organisation.nothing}</p>}
          <ul className="divide-y divide-line text-sm">
            {moved.map((one) => (
              <li
                key={`${one.kind} ${one.name}`}
                className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 py-1.5"
              >
                <Mark tone={tones[one.change]} word={words.organisation.change[one.change]} />
                <span>
                  <span className="text-quiet">{one.kind}</span>{' '}
                  <span className="font-medium">{one.name}</span>
                  {one.fields && one.fields.length > 0 && (
                    <span className="text-quiet"> ({one.fields.join(', ')})</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {same > 0 && <p className="mt-2 text-sm text-quiet">{words.organisation.same(same)}</p>}
        </Section>
      )}
    </div>
  );
}

const tones: Record<Change['change'], Tone> = {
  create: 'ok',
  update: 'info',
  delete: 'warning',
  none: 'quiet',
};

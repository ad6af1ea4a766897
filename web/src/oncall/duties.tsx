import { getDuties } from '@muster/contract/oncall/duties';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Shape, type Tone } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { At } from '../ui/time.tsx';
import { words } from './messages.ts';

const dutiesOf = (name: string) =>
  queryOptions({
    queryKey: ['schedules', 'duties', name],
    queryFn: ({ signal }) => call(getDuties, { params: { name }, signal }),
    meta: { from: ['pages', 'policies', 'people'] },
  });

/** What goes on without somebody: which slots nobody holds then, which steps call nobody, which pages go on at once. */
export function Duties({ name }: { name: string }) {
  return (
    <QueryView query={useQuery(dutiesOf(name))} rows={2}>
      {(duties) => <DutyList duties={duties} />}
    </QueryView>
  );
}

function DutyList({ duties: { slots, policies, pages } }: { duties: AnswerOf<typeof getDuties> }) {
  if (slots.length + policies.length + pages.length === 0)
    return <p className="text-sm text-quiet">{words.duties.none}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line text-sm">
      {slots.map((slot) => (
        <Duty
          key={slot.schedule}
          tone={slot.emptyFrom ? 'critical' : 'warning'}
          to={paths.schedule(slot.schedule)}
          name={slot.schedule}
        >
          {slot.emptyFrom ? (
            <>
              {words.duties.empty} <At at={slot.emptyFrom} />
            </>
          ) : (
            <>
              {words.duties.fewer} <At at={slot.from} />
            </>
          )}
          ; {words.duties.slots(slot.slots)}
        </Duty>
      ))}
      {policies.map(({ policy, step }) => (
        <Duty key={`${policy} ${step}`} tone="warning" to={paths.onCall} name={policy}>
          {words.duties.step(step)}
        </Duty>
      ))}
      {pages.map((page) => (
        <Duty key={page.id} tone="warning" to={paths.page(page.id)} name={page.title}>
          {words.duties.page}
        </Duty>
      ))}
    </ul>
  );
}

interface DutyProps {
  tone: Tone;
  to: string;
  name: string;
  children: ReactNode;
}

function Duty({ tone, to, name, children }: DutyProps) {
  return (
    <li className="flex items-baseline gap-2.5 px-3 py-2">
      <span className="translate-y-0.5">
        <Shape tone={tone} />
      </span>
      <span className="min-w-0">
        <Go to={to} className="font-medium underline underline-offset-2 [overflow-wrap:anywhere]">
          {name}
        </Go>{' '}
        <span className="text-quiet">{children}</span>
      </span>
    </li>
  );
}

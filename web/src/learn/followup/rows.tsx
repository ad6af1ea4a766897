import type { FollowUp, FollowUpState } from '@muster/contract/learn/followups';
import type { ReactNode } from 'react';
import type { Search } from '../../app/search.ts';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Rows } from '../../ui/section.tsx';
import { words } from './row-messages.ts';

const tones: Record<FollowUpState, Tone> = {
  idea: 'quiet',
  open: 'info',
  started: 'info',
  done: 'ok',
  cancelled: 'quiet',
};

/** Follow-ups one below the other; each opens to all that is known of it. */
export function FollowUpRows({
  items,
  label,
  keep,
}: {
  items: readonly FollowUp[];
  label: string;
  keep?: Search;
}) {
  return (
    <Rows label={label}>
      {items.map((one) => (
        <li key={one.id}>
          <FollowUpLine one={one} beside={<StateMark one={one} />} {...(keep ? { keep } : {})} />
        </li>
      ))}
    </Rows>
  );
}

export function StateMark({ one }: { one: Pick<FollowUp, 'state' | 'isOverdue'> }) {
  return one.isOverdue ? (
    <Mark tone="warning" word={words.overdue} />
  ) : (
    <Mark tone={tones[one.state]} word={words.states[one.state]} />
  );
}

/** What is to be done, who does it, until when; in one block that is a link. `keep`: what else stays in the address. */
export function FollowUpLine({ one, beside, keep }: { one: FollowUp; beside?: ReactNode; keep?: Search }) {
  return (
    <Go
      to={paths.followUps({ ...keep, open: one.ref })}
      data-row
      className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
    >
      <span className="min-w-0 flex-1 basis-48 font-medium wrap-anywhere">{one.title}</span>
      {beside}
      <span className="flex w-full flex-wrap gap-x-3 text-sm text-quiet">
        <span className="figures">{one.ref}</span>
        {one.kind && <span>{words.kinds[one.kind]}</span>}
        <span className="wrap-anywhere">{one.owner ?? words.nobody}</span>
        <DueText one={one} />
        {one.incident && <span className="figures">{one.incident.ref}</span>}
        {one.recurred.length > 0 && <span className="text-warning">{words.recurred}</span>}
        {one.check?.state === 'asked' && <span className="text-info">{words.askCheck}</span>}
        {one.approval?.state === 'waiting' && <span className="text-info">{words.waits}</span>}
        {one.effect && <span>{words.effects[one.effect.outcome]}</span>}
      </span>
    </Go>
  );
}

function DueText({ one }: { one: FollowUp }) {
  if (one.state === 'done' || one.state === 'cancelled') return null;
  if (one.dueOn === null) return <span>{words.noDate}</span>;
  return (
    <span className="figures">
      {words.due} {dayText(one.dueOn)}
      {one.moves > 0 && ` (${words.moved(one.moves)})`}
    </span>
  );
}

/** A day without a time: it means that day where the owner lives. */
export function dayText(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

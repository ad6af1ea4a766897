import { useQuery } from '@tanstack/react-query';
import { useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { useTicking } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { softOf } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './handover-card-messages.ts';
import { type Ending, endingFor, waitingFor } from './handover-due.ts';
import { ownHandovers } from './handover-queries.ts';
import { onCallNow } from './queries.ts';

/** For those whom a handover concerns: what waits for me to accept it, and what I hand over soon. Else nothing. */
export function HandoverCards() {
  const me = useMe().name;
  const handovers = useQuery(ownHandovers).data?.items ?? [];
  const shifts = useQuery(onCallNow).data?.items ?? [];
  const waiting = waitingFor(me, handovers);
  const due = useTicking((now) => JSON.stringify(endingFor(me, shifts, { handed: handovers, now })));
  const ending = endingsIn(due);
  if (waiting.length + ending.length === 0) return null;
  return (
    <Section title={words.cards}>
      <ul className="space-y-3">
        {waiting.map((one) => (
          <Card key={one.id} schedule={one.schedule} action={words.read} isPrimary>
            <p className="font-semibold">{words.handed(one.from)}</p>
            <p className="text-sm">
              {one.schedule}, <Ago at={one.handedAt} />. {words.open(one.facts.open.length)}.
            </p>
          </Card>
        ))}
        {ending.map((one) => (
          <Card key={one.schedule} schedule={one.schedule} action={words.write}>
            <p className="font-semibold">
              {words.ending(one.schedule)} <Ago at={one.at} />
            </p>
            <p className="text-sm">{words.nextIs(one.to)}</p>
          </Card>
        ))}
      </ul>
    </Section>
  );
}

interface CardProps {
  schedule: string;
  action: string;
  isPrimary?: boolean;
  children: React.ReactNode;
}

function Card({ schedule, action, isPrimary = false, children }: CardProps) {
  return (
    <li
      className={`flex flex-wrap items-center justify-between gap-3 rounded-xl p-4 ${softOf[isPrimary ? 'info' : 'quiet']}`}
    >
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
      <Go
        to={`${paths.schedule(schedule)}#handover`}
        className={buttonClass(isPrimary ? 'primary' : 'plain')}
      >
        {action}
      </Go>
    </li>
  );
}

/** Reads back what this file itself has just written as text, so that a second's tick draws nothing anew. */
function endingsIn(text: string): Ending[] {
  return JSON.parse(text) as Ending[];
}

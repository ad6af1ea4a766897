import type { Incident } from '@muster/contract/respond/incidents';
import { type Roster, type RosterLine, reachableOf, rosterOf } from '@muster/contract/respond/roster';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty, Trouble } from '../../ui/states.tsx';
import { Ago, At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import type { PanelProps } from '../panel.ts';
import { goesOn } from '../roles/holders.ts';
import { AskDialog } from './ask-dialog.tsx';
import { CheckInLine } from './check-in.tsx';
import { words } from './messages.ts';
import { MissingHands } from './missing-hands.tsx';
import { rosterOfIncident, useJoin, useLetGo } from './queries.ts';

/** Who is here with their task, who is on the way, who is missing. */
export function RosterPanel({ incident, readOnly }: PanelProps) {
  const { name } = useMe();
  const [asks, setAsks] = useState(false);
  const query = useQuery({ ...rosterOfIncident(incident), enabled: !readOnly });
  const minute = useTicking((now) => Math.floor(now / 60_000));
  const lines = rosterOf(incident, new Date(minute * 60_000).toISOString());
  const isHere = lines.some((one) => one.person === name && one.hereAt !== null);
  const mayAct = !readOnly && goesOn(incident);
  return (
    <Section
      title={words.title}
      beside={
        mayAct && (
          <div className="flex gap-2">
            {!isHere && <Join incident={incident} />}
            <Button size="small" onClick={() => setAsks(true)} aria-haspopup="dialog">
              {words.more}
            </Button>
          </div>
        )
      }
    >
      <div className="space-y-3">
        {lines.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
        {lines.length > 0 && (
          <Rows label={words.title}>
            {lines.map((line) => (
              <PersonRow
                key={line.person}
                incident={incident}
                line={line}
                extra={query.data}
                mayAct={mayAct}
              />
            ))}
          </Rows>
        )}
        <Reachable incident={incident} now={new Date(minute * 60_000).toISOString()} />
        {mayAct && <Idle lines={lines} />}
        {query.isError && !readOnly && <Trouble error={query.error} retry={() => void query.refetch()} />}
        {query.data && <Calls pages={query.data.pages} />}
        {mayAct && query.data && <MissingHands incident={incident} missing={query.data.missing} />}
        {mayAct && query.data?.mine && <CheckInLine incident={incident} mine={query.data.mine} />}
      </div>
      {asks && <AskDialog incident={incident} onClose={() => setAsks(false)} />}
    </Section>
  );
}

/** Whoever handed over stays within reach for a while. */
function Reachable({ incident, now }: { incident: Incident; now: string }) {
  return reachableOf(incident, now).map(({ person, role, until }) => (
    <p key={`${person} ${role}`} className="text-sm text-quiet">
      {words.reachable(person)} <At at={until} />
    </p>
  ));
}

function Join({ incident }: { incident: Incident }) {
  const join = useJoin(incident);
  return (
    <Button
      size="small"
      busy={join.isPending}
      onClick={() => join.mutate(undefined, { onSuccess: () => say(words.joined) })}
    >
      {words.here}
    </Button>
  );
}

interface RowProps {
  incident: Incident;
  line: RosterLine;
  extra: Roster | undefined;
  mayAct: boolean;
}

function PersonRow({ incident, line, extra, mayAct }: RowProps) {
  const { name } = useMe();
  const letGo = useLetGo(incident);
  const { person, tasks, also, roles } = line;
  const known = extra?.people.find((one) => one.name === person);
  const mayLetGo = mayAct && person !== incident.commander;
  return (
    <li className="flex items-start justify-between gap-3 px-3 py-2">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium" title={known && `${known.fullName}, ${known.timeZone}`}>
            {person}
          </span>
          <span className="text-quiet">{roles.join(', ')}</span>
          <Standing line={line} extra={extra} />
        </p>
        {line.hereAt === null && line.asked && <p className="text-quiet">{line.asked}</p>}
        {tasks.map((one) => (
          <p key={one.id} className="wrap-anywhere">
            {one.text}
          </p>
        ))}
        {also.map((text) => (
          <p key={text} className="wrap-anywhere text-quiet">
            {text}
          </p>
        ))}
      </div>
      {mayLetGo && (
        <Button
          size="small"
          look="quiet"
          aria-label={person === name ? words.leave : words.letGoOf(person)}
          busy={letGo.isPending}
          onClick={() => letGo.mutate(person, { onSuccess: () => say(words.letGoDone(person)) })}
        >
          {person === name ? words.leave : words.letGo}
        </Button>
      )}
    </li>
  );
}

/** How far they are: on the way, or with nothing to do. Whoever has something to do needs no word for it. */
function Standing({ line, extra }: { line: RosterLine; extra: Roster | undefined }) {
  if (line.hereAt === null) {
    const page = extra?.pages.find((one) => one.id === line.page);
    const isComing = page?.owner === line.person;
    return <Mark tone={isComing ? 'info' : 'quiet'} word={isComing ? words.acknowledged : words.onTheWay} />;
  }
  if (line.standingBySince === null) return null;
  return (
    <span className="text-quiet">
      {words.standingBy}, <Ago at={line.standingBySince} />
    </span>
  );
}

/** Pages that still call somebody, each with how far it got; whoever answers stands in the list above by then. */
function Calls({ pages }: Pick<Roster, 'pages'>) {
  const open = pages.filter((one) => one.state !== 'resolved');
  if (open.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium text-quiet">{words.pages}</h3>
      <ul className="space-y-1 text-sm">
        {open.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Go to={paths.page(one.id)} className="min-w-0 wrap-anywhere underline underline-offset-2">
              {one.title}
            </Go>
            {one.owner ? (
              <Mark tone="info" word={words.answered(one.owner)} />
            ) : (
              <Mark tone="quiet" word={words.noAnswer} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Idle({ lines }: { lines: readonly RosterLine[] }) {
  const idle = lines.filter((one) => one.isIdle).map((one) => one.person);
  if (idle.length === 0) return null;
  return (
    <p className="rounded-md bg-warning-soft px-3 py-2 text-sm">
      {words.idle(idle.join(', '), idle.length > 1)}
    </p>
  );
}

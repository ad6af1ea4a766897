import type { IncidentRow } from '@muster/contract/respond/incidents';
import { paths } from '../../paths.ts';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows } from '../../ui/section.tsx';
import { Ago, Countdown } from '../../ui/time.tsx';
import { Commander, HealthMark, SeverityMark, useStatusLabel } from '../marks.tsx';
import { words } from '../messages.ts';

/** Incidents to scan: how bad, what, who commands, when the next news is due. What is out of sight is not laid out. */
export function IncidentRows({ incidents, label }: { incidents: IncidentRow[]; label: string }) {
  const statusLabel = useStatusLabel();
  return (
    <Rows label={label}>
      {incidents.map((incident) => (
        <Row key={incident.id} incident={incident} status={statusLabel(incident.status)} />
      ))}
    </Rows>
  );
}

function Row({ incident, status }: { incident: IncidentRow; status: string }) {
  const open = isOpen(incident);
  return (
    <li
      data-incident={incident.ref}
      className="[content-visibility:auto] [contain-intrinsic-size:auto_4.5rem]"
    >
      <Go
        to={paths.incident(incident.ref)}
        data-row
        className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-3 py-2.5 -outline-offset-2 hover:bg-sunken @2xl:grid-cols-[7rem_minmax(0,1fr)_minmax(11rem,auto)]"
      >
        <span>
          <SeverityMark name={incident.severity} rank={incident.severityRank} past={!open} />
        </span>
        <span className="order-3 col-span-2 min-w-0 @2xl:order-0 @2xl:col-span-1">
          <span className={`block font-medium [overflow-wrap:anywhere] ${open ? '' : 'text-quiet'}`}>
            {incident.title}
          </span>
          <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-quiet">
            <span className="whitespace-nowrap">{incident.ref}</span>
            <span>{status}</span>
            {incident.private && <span>{words.private}</span>}
            {incident.kind !== 'real' && <span>{words.kinds[incident.kind]}</span>}
            <Commander name={incident.commander} open={open} />
            {open && incident.health !== 'ok' && <HealthMark level={incident.health} />}
            {open && incident.commander !== null && incident.healthWhy && <span>{incident.healthWhy}</span>}
            {incident.services.length > 0 && <span>{incident.services.join(', ')}</span>}
          </span>
        </span>
        <span className="justify-self-end text-right text-sm text-quiet">
          <Age incident={incident} />
          {open && incident.nextUpdateAt && (
            <span className="block">
              <NextNews at={incident.nextUpdateAt} />
            </span>
          )}
        </span>
      </Go>
    </li>
  );
}

function Age({ incident }: { incident: IncidentRow }) {
  return incident.endedAt && !isOpen(incident) ? (
    <span className="block">
      {words.list.ended} <Ago at={incident.endedAt} />
    </span>
  ) : (
    <span className="block">
      {words.list.began} <Ago at={incident.declaredAt} />
    </span>
  );
}

/** What was promised counts down; what is late says since when, and is loud. */
export function NextNews({ at }: { at: string }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0));
  if (late === 0)
    return (
      <>
        {words.list.nextNews} <Countdown to={at} />
      </>
    );
  return (
    <span className="inline-flex flex-wrap justify-end gap-x-1 text-warning">
      <Mark tone="warning" word={words.list.newsLate} /> <Ago at={at} />
    </span>
  );
}

export function isOpen({ category }: Pick<IncidentRow, 'category'>): boolean {
  return category === 'triage' || category === 'active' || category === 'paused';
}

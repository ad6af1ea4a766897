import type { Incident } from '@muster/contract/respond/incidents';
import { commanderRole } from '@muster/contract/respond/roles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/mark.tsx';
import { Ago, Countdown } from '../../ui/time.tsx';
import { OfferDialog } from '../handoff/offer-dialog.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { ReliefBanner } from '../roster/relief-banner.tsx';
import { HandoffBanner } from './handoff-banner.tsx';
import { goesOn } from './holders.ts';
import { words } from './messages.ts';
import { useTakeRole } from './queries.ts';

/** What concerns people and cannot wait, above every tab: an empty chair, an offer to me, somebody worn out. */
export function PeopleBanners({ incident, readOnly }: PanelProps) {
  if (!goesOn(incident)) return null;
  return (
    <>
      {incident.commander === null && <CommandAlarm incident={incident} readOnly={readOnly} />}
      {!readOnly && <HandoffBanner incident={incident} />}
      {!readOnly && <ReliefBanner incident={incident} />}
    </>
  );
}

/** Nobody commands: since when, what happens by itself, and the one press that ends it (R4). */
function CommandAlarm({ incident, readOnly }: PanelProps) {
  const { name } = useMe();
  const [asks, setAsks] = useState(false);
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const take = useTakeRole(incident);
  const role = roles.find((one) => one.name === commanderRole);
  const isOffered = incident.handoffs.some((one) => one.state === 'offered' && one.role === commanderRole);
  const isMine = incident.handoffs.some((one) => one.state === 'offered' && one.to === name);
  return (
    <section
      aria-label={words.alarm.title}
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-critical/60 bg-critical-soft px-4 py-3"
    >
      <div className="flex min-w-0 items-start gap-3">
        <span className="mt-0.5">
          <Shape tone="critical" size={18} />
        </span>
        <p className="text-sm">
          <span role="alert" className="font-semibold">
            {words.alarm.title}
          </span>
          , {words.alarm.since} <Ago at={emptySince(incident)} />. <Calling incident={incident} />
        </p>
      </div>
      {!readOnly && !isMine && (
        <div className="flex gap-2 max-sm:w-full">
          <Button
            look="primary"
            className="max-sm:flex-1"
            busy={take.isPending}
            onClick={() => take.mutate({ role: commanderRole })}
          >
            {words.alarm.take}
          </Button>
          {role && !isOffered && <Button onClick={() => setAsks(true)}>{words.alarm.offer}</Button>}
        </div>
      )}
      {asks && role && <OfferDialog incident={incident} role={role} onClose={() => setAsks(false)} />}
    </section>
  );
}

function Calling({ incident }: { incident: Incident }) {
  const clock = incident.clocks.find((one) => one.kind === 'command');
  if (incident.commandPage !== null) return words.alarm.paged;
  if (!clock || !incident.rule.rolesRequired.includes(commanderRole)) return words.alarm.notNeeded;
  return (
    <>
      {words.alarm.pagedAt} <Countdown to={clock.dueAt} />.
    </>
  );
}

function emptySince({ assignments, declaredAt }: Incident): string {
  const ends = assignments.flatMap((one) => (one.role === commanderRole ? (one.until ?? []) : []));
  return ends.sort().at(-1) ?? declaredAt;
}

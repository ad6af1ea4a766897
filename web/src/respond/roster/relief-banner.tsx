import type { Incident } from '@muster/contract/respond/incidents';
import { type Roster, type Tiring, tiringOf } from '@muster/contract/respond/roster';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Shape, softOf, type Tone } from '../../ui/mark.tsx';
import { Ago } from '../../ui/time.tsx';
import { OfferDialog } from '../handoff/offer-dialog.tsx';
import { respondSettings } from '../queries.ts';
import { CheckIn, useIsDue } from './check-in.tsx';
import { words } from './messages.ts';
import { rosterOfIncident } from './queries.ts';

type Mine = NonNullable<Roster['mine']>;

/** Whoever is worn out, told to those who can do something about it; and the question how oneself is. */
export function ReliefBanner({ incident }: { incident: Incident }) {
  const { name } = useMe();
  const { data } = useQuery(rosterOfIncident(incident));
  const minute = useTicking((now) => Math.floor(now / 60_000));
  const leads = name === incident.commander || name === incident.roles['planning'];
  const tiring = tiringOf(incident, new Date(minute * 60_000).toISOString()).filter(
    (one) => leads || one.person === name,
  );
  return (
    <>
      {data && data.relief.length > 0 && (
        <Banner tone="warning">{words.relief.asks(data.relief.join(', '))}</Banner>
      )}
      {data?.team && data.team !== 'fine' && <Banner tone="warning">{words.teamFeels[data.team]}</Banner>}
      {tiring.map((one) => (
        <TiringBanner key={one.nudge} incident={incident} tiring={one} />
      ))}
      {data?.mine && <Asked incident={incident} mine={data.mine} />}
    </>
  );
}

function TiringBanner({ incident, tiring }: { incident: Incident; tiring: Tiring }) {
  const { name } = useMe();
  const [open, setOpen] = useState(false);
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const role = roles.find((one) => one.name === tiring.role);
  const isOffered = incident.handoffs.some((one) => one.state === 'offered' && one.role === tiring.role);
  const mayOffer = role && !role.many && !isOffered && [tiring.person, incident.commander].includes(name);
  return (
    <Banner
      tone="info"
      beside={
        mayOffer && (
          <Button size="small" onClick={() => setOpen(true)}>
            {words.relief.handOver}
          </Button>
        )
      }
    >
      {words.relief.tiring(tiring.person, role?.label ?? tiring.role)} <Ago at={tiring.since} />.{' '}
      {words.relief.propose}
      {open && role && <OfferDialog incident={incident} role={role} onClose={() => setOpen(false)} />}
    </Banner>
  );
}

/** Asked once for each time that it is due; put aside, it waits for the next. */
function Asked({ incident, mine }: { incident: Incident; mine: Mine }) {
  const [aside, setAside] = useState<string | null>(null);
  if (!useIsDue(mine) || aside === mine.dueAt) return null;
  return (
    <section aria-label={words.checkIn.title} className="rounded-lg border border-line bg-raised px-4 py-3">
      <h2 className="mb-1 text-base">{words.checkIn.title}</h2>
      <CheckIn incident={incident} mine={mine} onLater={() => setAside(mine.dueAt)} />
    </section>
  );
}

function Banner({ tone, beside, children }: { tone: Tone; beside?: ReactNode; children: ReactNode }) {
  return (
    <div
      className={`flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line px-4 py-2 text-sm ${softOf[tone]}`}
    >
      <div className="flex min-w-0 items-start gap-3">
        <span className="mt-0.5">
          <Shape tone={tone} size={16} />
        </span>
        <p className="min-w-0">{children}</p>
      </div>
      {beside}
    </div>
  );
}

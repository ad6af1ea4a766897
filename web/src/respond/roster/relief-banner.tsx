import type { Incident } from '@muster/contract/respond/incidents';
import { type Roster, type Tiring, tiringOf } from '@muster/contract/respond/roster';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Shape, softOf, type Tone } from '../../ui/mark.tsx';
import { Ago } from '../../ui/time.tsx';
import { OfferDialog } from '../handoff/offer-dialog.tsx';
import { respondSettings } from '../queries.ts';
import { CheckIn, useIsDue } from './check-in.tsx';
import { words } from './messages.ts';
import { rosterOfIncident, useDismissRelief } from './queries.ts';

type Mine = NonNullable<Roster['mine']>;

/** Whoever is worn out, told to those who can do something about it; and the question how oneself is. */
export function ReliefBanner({ incident }: { incident: Incident }) {
  const { name } = useMe();
  const { data } = useQuery(rosterOfIncident(incident));
  const minute = useTicking((now) => Math.floor(now / 60_000));
  const leads = name === incident.commander || name === incident.roles.planning;
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
  const [aside, setAside] = useState(false);
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const role = roles.find((one) => one.name === tiring.role);
  const isOffered = incident.handoffs.some((one) => one.state === 'offered' && one.role === tiring.role);
  const mayOffer = role && !role.many && !isOffered && [tiring.person, incident.commander].includes(name);
  return (
    <Banner
      tone="info"
      beside={
        <div className="flex gap-2">
          {mayOffer && (
            <Button size="small" onClick={() => setOpen(true)}>
              {words.relief.handOver}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => setAside(true)}>
            {words.relief.aside}
          </Button>
        </div>
      }
    >
      {words.relief.tiring(tiring.person, role?.label ?? tiring.role)} <Ago at={tiring.since} />.{' '}
      {words.relief.propose}
      {aside && <AsideDialog incident={incident} tiring={tiring} onClose={() => setAside(false)} />}
      {open && role && <OfferDialog incident={incident} role={role} onClose={() => setOpen(false)} />}
    </Banner>
  );
}

interface AsideProps {
  incident: Incident;
  tiring: Tiring;
  onClose: () => void;
}

function AsideDialog({ incident, tiring: { role, person }, onClose }: AsideProps) {
  const [reason, setReason] = useState('');
  const dismiss = useDismissRelief(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') dismiss.mutate({ role, person, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.relief.asideTitle} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet">{words.relief.asideAbout}</p>
        <Field
          label={words.relief.asideWhy}
          value={reason}
          maxLength={500}
          required
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" className="w-full" busy={dismiss.isPending}>
          {words.relief.asideButton}
        </Button>
      </form>
    </Dialog>
  );
}

/** Asked once for each time that it is due; put aside, it waits for the next. */
function Asked({ incident, mine }: { incident: Incident; mine: Mine }) {
  const [aside, setAside] = useState<string | null>(null);
  if (!useIsDue(mine) || aside === mine.dueAt) return null;
  return (
    <section aria-label={words.checkIn.title} className="rounded-lg border border-line bg-raised px-4 py-2">
      <CheckIn incident={incident} mine={mine} onDone={() => setAside(mine.dueAt)} />
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

import type { Incident } from '@muster/contract/respond/incidents';
import type { OpenEntry } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/mark.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings, useChangeIncident } from '../queries.ts';
import { words } from './messages.ts';
import { useSettle } from './queries.ts';

/** What tripped, with the step that was agreed; whether it gets worse is for people to say. */
export function TripwireBanner({ incident, readOnly }: PanelProps) {
  return incident.open
    .filter((one) => one.tripped)
    .map((wire) => <Tripped key={wire.id} incident={incident} wire={wire} readOnly={readOnly} />);
}

interface Props {
  incident: Incident;
  wire: OpenEntry;
  readOnly: boolean;
}

function Tripped({ incident, wire, readOnly }: Props) {
  const severities = useQuery(respondSettings).data?.severities ?? [];
  const settle = useSettle(incident, wire.id);
  const change = useChangeIncident(incident);
  const rule = severities.find((one) => one.name === wire.raiseTo);
  const raises = rule !== undefined && rule.rank > incident.rule.rank ? rule : undefined;
  const raise = (to: NonNullable<typeof raises>) =>
    change.mutate({
      change: { severity: to.name, reason: words.tripped(wire.text) },
      expected: { severity: to.name, rule: to },
    });
  return (
    <section
      aria-label={words.tripped(wire.text)}
      className="flex flex-wrap items-center gap-3 rounded-lg border border-critical/60 bg-critical-soft px-3 py-2 text-sm"
    >
      <Shape tone="error" />
      <div className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <p className="font-medium">{words.tripped(wire.text)}</p>
        {wire.step && (
          <p>
            {words.agreed}: {wire.step}
          </p>
        )}
      </div>
      {!readOnly && (
        <div className="flex flex-wrap gap-1.5">
          {raises && (
            <Button look="primary" busy={change.isPending} onClick={() => raise(raises)}>
              {words.raise(raises.label)}
            </Button>
          )}
          <Button busy={settle.isPending} onClick={() => settle.mutate({})}>
            {words.taken}
          </Button>
        </div>
      )}
    </section>
  );
}

import type { Incident } from '@muster/contract/respond/incidents';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/mark.tsx';
import { Ago } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { useQuiet } from './queries.ts';

/** While a long step goes on, only the commander writes to the room (R61). */
export function QuietBanner({ incident }: { incident: Incident }) {
  const { name } = useMe();
  const { quiet, commander } = incident;
  if (quiet === null) return null;
  return (
    <p role="status" className="flex items-start gap-2 rounded-md bg-info-soft px-3 py-2 text-sm">
      <span className="mt-0.5">
        <Shape tone="info" />
      </span>
      <span>
        <span className="font-medium">{words.quiet.on(quiet.by)}</span> (<Ago at={quiet.since} />
        ). {name === commander ? words.quiet.yours : words.quiet.about}
      </span>
    </p>
  );
}

export function QuietButton({ incident, readOnly }: PanelProps) {
  const { name } = useMe();
  const change = useQuiet(incident);
  const { quiet, commander } = incident;
  const mayEnd = quiet !== null && (name === commander || commander === null);
  const mayBegin = quiet === null && name === commander;
  if (readOnly || !(mayEnd || mayBegin)) return null;
  return (
    <Button size="small" busy={change.isPending} onClick={() => change.mutate(quiet === null)}>
      {quiet === null ? words.quiet.begin : words.quiet.end}
    </Button>
  );
}

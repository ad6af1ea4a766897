import type { Incident } from '@muster/contract/respond/incidents';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { At } from '../../ui/time.tsx';
import { Markdown } from './markdown.tsx';
import { words } from './messages.ts';
import { drop, put, useWaiting, type Waiting } from './waiting.ts';

/** What was written and is not saved yet, with its own time: honest about whether it waits or was refused. */
export function WaitingLines({ incident, onRetry }: { incident: Incident; onRetry: () => void }) {
  const { name } = useMe();
  const lines = useWaiting(incident.id).filter((one) => one.person === name);
  if (lines.length === 0) return null;
  return (
    <ul aria-label={words.waits} className="divide-y divide-line rounded-md bg-sunken px-2">
      {lines.toReversed().map((one) => (
        <li key={one.key} className="space-y-1 py-2 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-quiet">
            <At at={one.body.at} />
            <span>{words.kinds[one.body.kind ?? 'note']}</span>
            <Standing one={one} />
          </p>
          <Markdown text={one.body.text} />
          {one.refused !== null && <Refused incident={incident} one={one} onRetry={onRetry} />}
        </li>
      ))}
    </ul>
  );
}

function Standing({ one }: { one: Waiting }) {
  if (one.refused !== null) return <Mark tone="error" word={words.refused(one.refused)} />;
  if (one.isOffline) return <Mark tone="warning" word={words.waits} />;
  return <span className="delayed">{words.sends}</span>;
}

function Refused({ incident, one, onRetry }: { incident: Incident; one: Waiting; onRetry: () => void }) {
  const again = () => {
    drop(incident.id, one.key);
    // Another key: with the same one, the server would tell what it answered before.
    put(incident.id, { ...one, key: crypto.randomUUID(), refused: null, isOffline: false });
    onRetry();
  };
  return (
    <div className="flex gap-1.5">
      <Button size="small" onClick={again}>
        {words.again}
      </Button>
      <Button size="small" look="quiet" onClick={() => drop(incident.id, one.key)}>
        {words.discard}
      </Button>
    </div>
  );
}

import type { Sending, Telling } from '@muster/contract/inform/sendings';
import type { Incident } from '@muster/contract/respond/incidents';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { More, QueryView } from '../../ui/query-view.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { sendingsOf, tellingsOf } from './queries.ts';

interface Props {
  incident: Pick<Incident, 'id'>;
  /** The id of the news. */
  update: string;
}

/** Under news that were sent: how many were reached, and each of them with the result. */
export function Told({ incident, update }: Props) {
  const sendings = useQuery(sendingsOf(incident)).data?.items.filter((one) => one.update === update) ?? [];
  // Oldest first: what was taken back was told before.
  return sendings.toReversed().map((one) => <OneSending key={one.id} incident={incident} sending={one} />);
}

const shown = ['failed', 'withheld', 'waiting', 'sent'] as const;

function OneSending({ incident, sending }: { incident: Props['incident']; sending: Sending }) {
  const [open, setOpen] = useState(false);
  const detail = useId();
  const { counts, act, resolved } = sending;
  const all = shown.reduce((sum, state) => sum + counts[state], 0);
  const quiet = 'text-sm text-quiet';
  if (!resolved) return <p className={quiet}>{words.resolving}</p>;
  if (all === 0) return <p className={quiet}>{act === 'published' ? words.nobody : null}</p>;
  return (
    <div className="text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-quiet">
          {words.acts[act]}, {words.people(all)}:
        </span>
        {shown
          .filter((state) => counts[state] > 0)
          .map((state) => (
            <Mark key={state} tone={tones[state]} word={words.count(counts[state], state)} />
          ))}
        <Button
          size="small"
          look="quiet"
          aria-expanded={open}
          aria-controls={detail}
          onClick={() => setOpen(!open)}
        >
          {open ? words.hide : words.show}
        </Button>
      </div>
      <div id={detail} hidden={!open}>
        {open && <Recipients incident={incident} sending={sending.id} />}
      </div>
    </div>
  );
}

function Recipients({ incident, sending }: { incident: Props['incident']; sending: string }) {
  const query = useInfiniteQuery({
    ...tellingsOf(incident, sending),
    meta: { from: [`sendings:${incident.id}`] },
  });
  return (
    <QueryView query={query} rows={2}>
      {({ pages }) => (
        <div className="mt-1 space-y-2">
          <ul
            aria-label={words.show}
            className="divide-y divide-line rounded-md border border-line bg-sunken"
          >
            {pages
              .flatMap((page) => page.items)
              .map((one) => (
                <Recipient key={one.id} one={one} />
              ))}
          </ul>
          <More query={query} />
        </div>
      )}
    </QueryView>
  );
}

function Recipient({ one }: { one: Telling }) {
  return (
    <li className="grid gap-x-3 px-3 py-1.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.2fr)]">
      <span className="min-w-0 wrap-anywhere">
        {one.label} <span className="text-quiet">{words.kinds[one.kind] ?? one.kind}</span>
      </span>
      <span className="min-w-0 text-quiet wrap-anywhere">{one.why}</span>
      <span className="min-w-0">
        <Mark tone={tones[one.state]} word={words.states[one.state]} />{' '}
        <span className="text-xs text-quiet wrap-anywhere">
          {one.reason ? one.reason : one.state === 'sent' && <At at={one.at} />}
        </span>
      </span>
    </li>
  );
}

const tones: Record<Telling['state'], Tone> = {
  waiting: 'info',
  sent: 'ok',
  failed: 'critical',
  withheld: 'quiet',
};

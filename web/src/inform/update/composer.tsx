import type { Draft, Updates } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Audience } from '@muster/contract/respond/settings';
import { useEffect, useRef, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Due } from '../../ui/due.tsx';
import { useWide } from '../../ui/narrow.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { At } from '../../ui/time.tsx';
import { AudienceForm } from './audience-form.tsx';
import { words } from './messages.ts';
import { WaitingCard } from './waiting-card.tsx';

interface Props {
  incident: Incident;
  updates: Updates;
  /** With whom to begin. */
  start: Audience | null;
  onClose: () => void;
}

/** What each audience is told, side by side where there is room; else a tab for each. */
export function Composer({ incident, updates: { items, drafts, waiting }, start, onClose }: Props) {
  const wide = useWide();
  const [tab, setTab] = useState<Audience>(start ?? drafts[0]?.audience ?? 'staff');
  const first = useRef<HTMLElement>(null);
  // A closed dialog gives nothing the focus, so it is given once it is open: to the words for whom it was opened.
  useEffect(() => first.current?.querySelector('textarea')?.focus(), []);
  return (
    <Dialog title={words.compose} onClose={onClose} wide>
      <div className="space-y-4">
        {!wide && (
          <Segmented label={words.audience} value={tab} options={namesOf(drafts)} onChange={setTab} />
        )}
        <div
          className={cx(
            'grid gap-6',
            wide && 'auto-cols-[minmax(19rem,1fr)] grid-flow-col items-start overflow-x-auto pb-2',
          )}
        >
          {drafts.map((draft) => {
            const { audience } = draft;
            const waits = waiting.find((one) => one.audience === audience);
            const due = incident.nextUpdates[audience];
            return (
              <section
                key={audience}
                ref={audience === (start ?? drafts[0]?.audience) ? first : undefined}
                hidden={!wide && audience !== tab}
                aria-label={words.audiences[audience]}
                className="min-w-0 space-y-3 p-1"
              >
                <div className="flex flex-wrap items-baseline gap-x-3">
                  <h3 className="font-semibold">{words.audiences[audience]}</h3>
                  <span className="text-sm text-quiet">
                    {due && <Due at={due} words={words} Late={At} counts />}
                  </span>
                </div>
                {waits ? (
                  <WaitingCard incident={incident} waiting={waits} />
                ) : (
                  <AudienceForm
                    key={draft.saved?.at ?? ''}
                    incident={incident}
                    draft={draft}
                    sent={items}
                    hasFocus={audience === (start ?? tab)}
                  />
                )}
              </section>
            );
          })}
        </div>
      </div>
    </Dialog>
  );
}

function namesOf(drafts: readonly Draft[]): Record<Audience, string> {
  // Only those that are told are offered; the type knows all that there may be.
  return Object.fromEntries(drafts.map(({ audience }) => [audience, words.audiences[audience]])) as Record<
    Audience,
    string
  >;
}

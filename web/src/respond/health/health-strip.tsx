import { type Health, healthOf, type Level } from '@muster/contract/respond/health';
import { useId, useState } from 'react';
import { one, useSearchState } from '../../app/search.ts';
import { useTicking } from '../../ui/clock.ts';
import { Mark, type Tone } from '../../ui/mark.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { SignRow } from './sign-row.tsx';

export const tones: Record<Level, Tone> = { ok: 'ok', amber: 'warning', red: 'error' };

/** Reckoned anew every few seconds from what is shown, as it is now or as it was. */
function useHealth({ incident }: Pick<PanelProps, 'incident'>): Health {
  const [search] = useSearchState();
  const at = one(search.at);
  const step = useTicking((now) => Math.floor(now / 5_000));
  return healthOf(incident, at === '' ? new Date(step * 5_000).toISOString() : at);
}

/** One line that says how the response goes; pressed, why, and what would help (R39). */
export function HealthStrip(props: PanelProps) {
  const health = useHealth(props);
  const [open, setOpen] = useState(false);
  const id = useId();
  if (health.signs.length === 0) return null;
  const raised = health.signs.filter((sign) => sign.level !== 'ok' && sign.dismissed === null);
  return (
    <section aria-label={words.title} className="overflow-hidden rounded-xl border border-line bg-raised">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-10 w-full items-center gap-x-3 px-3 py-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:min-h-11 sm:px-4"
      >
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5" aria-live="polite">
          <Mark tone={tones[health.level]} word={words.levels[health.level]} />
          <span className="min-w-0">
            {health.why || words.all}{' '}
            {raised.length > 1 && <span className="text-quiet">{words.more(raised.length - 1)}</span>}
          </span>
        </span>
        <span className="shrink-0 text-accent underline underline-offset-2 max-sm:sr-only">
          {open ? words.hide : words.show}
        </span>
        <Arrow open={open} />
      </button>
      <div id={id} hidden={!open} className="border-t border-line">
        {open && <Signs {...props} health={health} />}
      </div>
    </section>
  );
}

function Arrow({ open }: { open: boolean }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`shrink-0 text-quiet sm:hidden ${open ? 'rotate-180' : ''}`}
    >
      <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

/** What needs somebody comes first and whole; what is well is one quiet line each. */
function Signs({ health, ...props }: PanelProps & { health: Health }) {
  const raised = health.signs.filter((sign) => sign.level !== 'ok');
  const well = health.signs.filter((sign) => sign.level === 'ok');
  return (
    <>
      {raised.length > 0 && (
        <ul className="divide-y divide-line border-b border-line">
          {raised.map((sign) => (
            <SignRow key={sign.name} sign={sign} {...props} />
          ))}
        </ul>
      )}
      <div className="px-3 py-2 text-sm text-quiet sm:px-4">
        <h3 className="text-xs font-medium">{words.well}</h3>
        <ul className="gap-x-6 sm:columns-2 xl:columns-3">
          {well.map((sign) => (
            <li key={sign.name} className="break-inside-avoid py-0.5">
              {sign.why} {sign.propose}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

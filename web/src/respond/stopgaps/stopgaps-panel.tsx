import type { StopGap } from '@muster/contract/respond/state';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Term } from '../../ui/term.tsx';
import { Dated } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { words } from './messages.ts';
import { StopGapDialog } from './stopgap-dialog.tsx';

/** Since when the damage is limited, and what holds it only for a while (R2, R60). */
export function StopGapsPanel({ incident, readOnly }: PanelProps) {
  const [open, setOpen] = useState(false);
  const { times, stopGaps, category } = incident;
  const goesOn = category !== 'closed' && category !== 'cancelled' && category !== 'merged';
  const limited = (['contained', 'mitigated'] as const).filter((one) => times[one] !== undefined);
  return (
    <Section
      title={words.title}
      beside={
        !readOnly &&
        goesOn && (
          <Button size="small" onClick={() => setOpen(true)} aria-haspopup="dialog">
            {words.say}
          </Button>
        )
      }
    >
      <div className="space-y-3 text-sm">
        {limited.length === 0 && stopGaps.length === 0 && (
          <p className="text-quiet">
            {words.none} {words.about}
          </p>
        )}
        {limited.map((one) => (
          <p key={one}>
            <span className="text-quiet">
              <Term name={one}>{words.reachedAt[one]}</Term>:{' '}
            </span>
            <Dated at={times[one] ?? ''} />
          </p>
        ))}
        {stopGaps.length > 0 && (
          <div className="space-y-1">
            <p className="text-quiet">
              <Term name="stop-gap">{words.list}</Term>
            </p>
            <Rows label={words.list}>
              {stopGaps.map((one) => (
                <StopGapRow key={one.id} incident={incident} readOnly={readOnly} stopGap={one} />
              ))}
            </Rows>
          </div>
        )}
      </div>
      {open && <LimitDialog incident={incident} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function StopGapRow({ incident, readOnly, stopGap }: PanelProps & { stopGap: StopGap }) {
  const [wish, setWish] = useState<'longer' | 'end' | null>(null);
  const stands = stopGap.endedAt === null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="wrap-anywhere">
          <span className={stands ? 'font-medium' : 'text-quiet line-through'}>{stopGap.what}</span>{' '}
          <Stays stopGap={stopGap} />
        </p>
        {stopGap.residual !== '' && <p className="wrap-anywhere text-quiet">{stopGap.residual}</p>}
      </div>
      {stands && !readOnly && (
        <div className="flex gap-2">
          <Button size="small" onClick={() => setWish('longer')} aria-haspopup="dialog">
            {words.longer}
          </Button>
          <Button size="small" onClick={() => setWish('end')} aria-haspopup="dialog">
            {words.end}
          </Button>
        </div>
      )}
      {wish && (
        <StopGapDialog incident={incident} stopGap={stopGap} wish={wish} onClose={() => setWish(null)} />
      )}
    </li>
  );
}

function Stays({ stopGap: { until, endedAt } }: { stopGap: StopGap }) {
  const isLate = useTicking((now) => (until !== null && Date.parse(until) <= now ? 'late' : ''));
  if (endedAt !== null) return <Mark tone="quiet" word={words.gone} />;
  if (until === null) return <Mark tone="warning" word={words.noEnd} />;
  return (
    <span className="text-quiet">
      {words.stays} <Dated at={until} /> {isLate !== '' && <Mark tone="warning" word={words.overdue} />}
    </span>
  );
}

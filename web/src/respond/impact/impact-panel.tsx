import type { Impact } from '@muster/contract/respond/state';
import { useState } from 'react';
import { one, useSearchState } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { nowMs, useTicking } from '../../ui/clock.ts';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { isRunning } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { ImpactDialog } from './impact-dialog.tsx';
import { ImpactLine } from './impact-line.tsx';
import { ImpactPicture } from './impact-picture.tsx';
import { ImpactTable } from './impact-table.tsx';
import { words } from './messages.ts';
import { useStateImpact } from './queries.ts';

/** Who is affected since when and how much, as intervals that are revised while more is known (R58). */
export function ImpactPanel({ incident, readOnly }: PanelProps) {
  const [asTable, setAsTable] = useState(false);
  const [open, setOpen] = useState<Impact | 'new' | null>(null);
  const mayAct = !readOnly && incident.category !== 'merged';
  const [search] = useSearchState();
  // Drawn anew every ten seconds, and never where the past is shown.
  useTicking((now) => Math.floor(now / 10_000));
  const now = one(search.at) || new Date(nowMs()).toISOString();
  const { impact } = incident;
  return (
    <Section
      title={words.title}
      beside={
        <div className="flex gap-2">
          {impact.length > 0 && (
            <Button size="small" look="quiet" onClick={() => setAsTable(!asTable)}>
              {asTable ? words.asPicture : words.asTable}
            </Button>
          )}
          {mayAct && (
            <Button size="small" aria-haspopup="dialog" onClick={() => setOpen('new')}>
              {words.state}
            </Button>
          )}
        </div>
      }
    >
      <div className="space-y-3">
        {mayAct && isRunning(incident) && <ImpactLine incident={incident} />}
        {impact.length === 0 && <Unstated incident={incident} readOnly={!mayAct} />}
        {impact.length > 0 &&
          (asTable ? (
            <ImpactTable impact={impact} />
          ) : (
            <ImpactPicture incident={incident} readOnly={!mayAct} now={now} onRevise={setOpen} />
          ))}
      </div>
      {open !== null && (
        <ImpactDialog
          incident={incident}
          impact={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

/** One press is enough to say that nobody knows yet. */
function Unstated({ incident, readOnly }: PanelProps) {
  const state = useStateImpact(incident);
  if (readOnly || !isRunning(incident)) return <Empty title={words.nobodyAsked} />;
  return (
    <Empty title={words.empty} tone="warning">
      <p>{words.emptyText}</p>
      <Button size="small" busy={state.isPending} onClick={() => state.mutate({ level: 'unknown' })}>
        {words.unknown}
      </Button>
    </Empty>
  );
}

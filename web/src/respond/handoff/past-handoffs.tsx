import { type ReadBackPoint, readBackPoints } from '@muster/contract/respond/handoffs';
import type { Handoff } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { At } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { Brief } from './answer-dialog.tsx';
import { words } from './messages.ts';

/** What became of each offer, the latest first; what was told and what was said back can be read again. */
export function PastHandoffs({ incident }: Pick<PanelProps, 'incident'>) {
  const ended = incident.handoffs.filter((one) => one.state !== 'offered').toReversed();
  const [open, setOpen] = useState<Handoff | null>(null);
  if (ended.length === 0) return null;
  return (
    <div className="mt-3">
      <h3 className="mb-1 text-sm font-medium text-quiet">{words.past}</h3>
      <ul className="max-h-40 space-y-1 overflow-y-auto text-sm">
        {ended.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-3">
            <span className="min-w-0">
              {sentenceOf(one)}{' '}
              <span className="text-xs text-quiet">
                {one.endedAt && <At at={one.endedAt} />}
                {one.state === 'refused' && one.reason && `, ${one.reason}`}
              </span>
            </span>
            <Button
              size="small"
              look="quiet"
              aria-label={words.showOf(sentenceOf(one))}
              onClick={() => setOpen(one)}
            >
              {words.show}
            </Button>
          </li>
        ))}
      </ul>
      {open && <PastDialog handoff={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function sentenceOf({ state, from, to }: Handoff): string {
  return words.pastOf[state](from ?? words.nobody, to);
}

function PastDialog({ handoff, onClose }: { handoff: Handoff; onClose: () => void }) {
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const label = roles.find((one) => one.name === handoff.role)?.label ?? handoff.role;
  return (
    <Dialog title={`${label}: ${sentenceOf(handoff)}`} onClose={onClose}>
      <div className="space-y-4">
        <Brief offer={handoff} />
        <SaidBack handoff={handoff} />
      </div>
    </Dialog>
  );
}

/** The other half: what whoever took over said in their own words. */
function SaidBack({ handoff: { state, readBack, reason } }: { handoff: Handoff }) {
  const said = Object.entries(readBack ?? {});
  return (
    <div className="space-y-2 border-t border-line pt-4 text-sm">
      {said.length > 0 && <h3 className="font-semibold">{words.readBack}</h3>}
      <dl className="space-y-2">
        {said.map(([point, text]) => (
          <div key={point}>
            <dt className="text-xs font-semibold text-quiet">{labelOf(point)}</dt>
            <dd className="wrap-anywhere whitespace-pre-line">{text}</dd>
          </div>
        ))}
      </dl>
      {reason && (
        <p>
          <span className="text-quiet">{state === 'accepted' ? words.notReadBack : words.why}</span> {reason}
        </p>
      )}
    </div>
  );
}

function labelOf(point: string): string {
  const known = readBackPoints.find((one): one is ReadBackPoint => one === point);
  return known ? words.points[known].label : words.all;
}

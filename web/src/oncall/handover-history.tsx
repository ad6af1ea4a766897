import type { Handover } from '@muster/contract/oncall/handover';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Dated } from '../ui/time.tsx';
import { Notes } from './handover-accept.tsx';
import { HandoverFactList } from './handover-facts.tsx';
import { words } from './handover-messages.ts';

const few = 5;

/** Handovers of the last year, latest first; each opens to what it said then. */
export function HandoverHistory({ handovers }: { handovers: readonly Handover[] }) {
  const [isAll, setAll] = useState(false);
  if (handovers.length === 0) return <p className="text-sm text-quiet">{words.history.none}</p>;
  return (
    <div className="space-y-2">
      <h3 className="text-sm text-quiet">{words.history.title(handovers.length)}</h3>
      <ul className="divide-y divide-line rounded-lg border border-line bg-raised text-sm">
        {(isAll ? handovers : handovers.slice(0, few)).map((one) => (
          <li key={one.id} className="px-3">
            <Past one={one} />
          </li>
        ))}
      </ul>
      {!isAll && handovers.length > few && (
        <Button size="small" onClick={() => setAll(true)}>
          {words.history.all(handovers.length)}
        </Button>
      )}
    </div>
  );
}

function Past({ one }: { one: Handover }) {
  return (
    <details>
      <summary className="py-2.5">
        <Dated at={one.handedAt} />: {words.history.way(one.from, one.to)}{' '}
        <Mark
          tone={one.acceptedBy === null ? 'warning' : 'ok'}
          word={one.acceptedBy === null ? words.history.waiting : words.history.accepted(one.acceptedBy)}
        />
      </summary>
      <div className="space-y-2 pb-3">
        {one.notes && <Notes text={one.notes} />}
        {one.readBack && <Notes text={`${one.acceptedBy}: “${one.readBack}”`} />}
        <HandoverFactList facts={one.facts} />
      </div>
    </details>
  );
}

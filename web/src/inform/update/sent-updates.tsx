import type { Update } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { Placements } from '../pages/placements.tsx';
import { Told } from '../sending/told.tsx';
import { CorrectUpdate, RetractUpdate } from './change-update.tsx';
import { words } from './messages.ts';

const atOnce = 20;

interface Props {
  incident: Incident;
  items: readonly Update[];
  readOnly: boolean;
}

/** What was sent, newest first: what holds of it, and what it said before. */
export function SentUpdates({ incident, items, readOnly }: Props) {
  const [all, setAll] = useState(false);
  const [changing, setChanging] = useState<{ id: string; how: 'correct' | 'retract' } | null>(null);
  const left = items.length - atOnce;
  const update = items.find((one) => one.id === changing?.id);
  const Change = changing?.how === 'retract' ? RetractUpdate : CorrectUpdate;
  return (
    <Section title={words.history} quiet>
      <Rows label={words.history}>
        {(all ? items : items.slice(0, atOnce)).map((one) => (
          <li key={one.id} className="space-y-1 px-3 py-2.5 text-sm">
            <Heading update={one} />
            {one.title && <p className="font-medium wrap-anywhere">{one.title}</p>}
            <p
              className={`whitespace-pre-wrap wrap-anywhere ${one.retracted ? 'text-quiet line-through' : ''}`}
            >
              {one.text}
            </p>
            {one.retracted && (
              <p className="text-quiet wrap-anywhere">
                {words.retractedBy(one.retracted.by)} <At at={one.retracted.at} />: {one.retracted.reason}
              </p>
            )}
            <Corrections update={one} />
            <Placements incident={incident.id} update={one.id} />
            <Told incident={incident} update={one.id} />
            {!readOnly && !one.retracted && (
              <p className="flex flex-wrap gap-2 pt-1">
                <Button size="small" look="quiet" onClick={() => setChanging({ id: one.id, how: 'correct' })}>
                  {words.putRight}
                </Button>
                <Button size="small" look="quiet" onClick={() => setChanging({ id: one.id, how: 'retract' })}>
                  {words.takeBack}
                </Button>
              </p>
            )}
          </li>
        ))}
      </Rows>
      {left > 0 && !all && (
        <Button look="quiet" className="mt-2 w-full" onClick={() => setAll(true)}>
          {words.more(left)}
        </Button>
      )}
      {update && <Change incident={incident} update={update} onClose={() => setChanging(null)} />}
    </Section>
  );
}

function Heading({ update }: { update: Update }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-quiet">
      <span className="font-medium text-text">{words.audiences[update.audience]}</span>
      <span>{words.kinds[update.kind]}</span>
      {update.state && <span>{words.states[update.state]}</span>}
      <span>
        <At at={update.at} /> {words.by(update.by.name)}
        {update.approvedBy && `, ${words.yesBy(update.approvedBy)}`}
      </span>
      {update.nextAt && (
        <span>
          {words.promised} <At at={update.nextAt} />
        </span>
      )}
      {update.retracted && <Mark tone="warning" word={words.retracted} />}
      {update.corrections.length > 0 && <Mark tone="info" word={words.corrected} />}
    </p>
  );
}

function Corrections({ update: { corrections } }: { update: Update }) {
  if (corrections.length === 0) return null;
  return (
    <details className="text-quiet">
      <summary className="cursor-pointer">{words.before(corrections.length)}</summary>
      <ul className="mt-1 space-y-2 border-l-2 border-line pl-3">
        {corrections.map((one) => (
          <li key={one.at} className="wrap-anywhere">
            <p className="whitespace-pre-wrap">{one.text}</p>
            <p>
              {words.correctedBy(one.by)} <At at={one.at} />: {one.reason}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { memo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { At } from '../../ui/time.tsx';
import { EntryActions } from './entry-actions.tsx';
import { EntryDetails } from './entry-details.tsx';
import { EntryFiles } from './entry-files.tsx';
import { Markdown } from './markdown.tsx';
import { words } from './messages.ts';
import { isBackdated } from './model.ts';
import { SettleButtons } from './settle-buttons.tsx';
import { StateMark } from './state-mark.tsx';

interface Props {
  incident: Incident;
  entry: Entry;
  readOnly: boolean;
}

/** One line: when, what kind, what, who, how it stands, and what can be done with it. */
export const EntryRow = memo(
  function EntryRow({ incident, entry, readOnly }: Props) {
    const [open, setOpen] = useState(false);
    const isGone = entry.state === 'retracted';
    return (
      <article
        aria-label={`${words.kinds[entry.kind]}, ${entry.by.name}`}
        className={cx(
          'border-b border-line py-2 text-sm',
          entry.pinned && 'bg-accent-soft/60 px-2',
          entry.detail.aside && 'pl-4 text-quiet',
        )}
      >
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1 space-y-1">
            <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-quiet">
              <At at={entry.at} />
              {entry.kind !== 'note' && (
                <span className="font-semibold text-text">{words.kinds[entry.kind]}</span>
              )}
              <span>{entry.by.name}</span>
              <StateMark entry={entry} />
              <Extras entry={entry} />
            </p>
            <div className={cx(isGone && 'text-quiet line-through')}>
              <Markdown text={entry.text} />
            </div>
            <EntryDetails entry={entry} />
            <EntryFiles incident={incident} entry={entry} />
            {!readOnly && <SettleButtons incident={incident} entry={entry} />}
          </div>
          <Button
            size="small"
            look="quiet"
            aria-expanded={open}
            aria-label={words.more}
            onClick={() => setOpen(!open)}
            className="-my-1"
          >
            <span aria-hidden="true">⋯</span>
          </Button>
        </div>
        {open && <EntryActions incident={incident} entry={entry} readOnly={readOnly} />}
      </article>
    );
  },
  // The incident changes with each event; a line only with its own.
  (a, b) =>
    a.entry === b.entry &&
    a.readOnly === b.readOnly &&
    a.incident.id === b.incident.id &&
    a.incident.commander === b.incident.commander,
);

function Extras({ entry }: { entry: Entry }) {
  const { detail, edits, pinned } = entry;
  return (
    <>
      {detail.person && <span>→ {detail.person}</span>}
      {detail.dueAt && entry.state === 'open' && (
        <span>
          {words.until} <At at={detail.dueAt} />
        </span>
      )}
      {detail.revisitAt && entry.state !== 'retracted' && (
        <span>
          {words.revisit} <At at={detail.revisitAt} />
        </span>
      )}
      {isBackdated(entry) && (
        <span>
          {words.writtenAt} <At at={entry.recordedAt} />
        </span>
      )}
      {edits > 0 && <span>{words.edited(edits)}</span>}
      {pinned && <span>{words.pinnedWord}</span>}
      {detail.aside && <span>{words.aside}</span>}
    </>
  );
}

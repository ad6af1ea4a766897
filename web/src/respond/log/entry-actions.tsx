import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { inputClass } from '../../ui/field.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { FileActions } from './entry-files.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { words } from './messages.ts';
import { useEvidence, usePin, useReopenEntry, useRetract } from './queries.ts';

interface Props {
  incident: Incident;
  entry: Entry;
  readOnly: boolean;
}

/** What is seldom wanted: correct, pin, take back, look back. */
export function EntryActions({ incident, entry, readOnly }: Props) {
  const [shown, setShown] = useState<'edit' | 'history' | null>(null);
  const pin = usePin(incident, entry.id);
  const reopen = useReopenEntry(incident, entry.id);
  const retract = useRetract(incident, entry.id);
  const isGone = entry.state === 'retracted';
  const whyNot = useWhyNotCorrect(incident, entry);
  return (
    <div className="mt-1 space-y-2 rounded-md bg-sunken p-2">
      {!readOnly && entry.kind === 'hypothesis' && !isGone && <Evidence incident={incident} entry={entry} />}
      <div className="flex flex-wrap gap-1.5">
        {!readOnly && !isGone && (
          <>
            <Button size="small" whyNot={whyNot} onClick={() => setShown('edit')} aria-haspopup="dialog">
              {words.edit}
            </Button>
            <Button size="small" busy={pin.isPending} onClick={() => pin.mutate(!entry.pinned)}>
              {entry.pinned ? words.unpin : words.pin}
            </Button>
          </>
        )}
        {!readOnly && !isGone && <FileActions incident={incident} entry={entry} />}
        {!readOnly && entry.settled && (
          <Button size="small" busy={reopen.isPending} onClick={() => reopen.mutate('')}>
            {words.reopen}
          </Button>
        )}
        <Button size="small" onClick={() => setShown('history')} aria-haspopup="dialog">
          {words.history}
        </Button>
        {!readOnly && !isGone && (
          <Button size="small" whyNot={whyNot} busy={retract.isPending} onClick={() => retract.mutate('')}>
            {words.retract}
          </Button>
        )}
      </div>
      {shown === 'edit' && <EditDialog incident={incident} entry={entry} onClose={() => setShown(null)} />}
      {shown === 'history' && (
        <HistoryDialog incident={incident} entry={entry} onClose={() => setShown(null)} />
      )}
    </div>
  );
}

/** As the server decides it: whoever wrote it, whoever leads, whoever keeps the record. */
function useWhyNotCorrect({ assignments, commander }: Incident, { by }: Entry): string | undefined {
  const { name, access } = useMe();
  const isScribe = assignments.some(
    (one) => one.role === 'scribe' && one.person === name && one.until === null,
  );
  if (by.kind !== 'person' || by.name === name || name === commander || isScribe || access === 'admin')
    return undefined;
  return words.notYours(by.name);
}

function Evidence({ incident, entry }: Omit<Props, 'readOnly'>) {
  const [text, setText] = useState('');
  const add = useEvidence(incident, entry.id);
  const send = (speaksFor: boolean) => (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || add.isPending) return;
    add.mutate({ for: speaksFor, text: text.trim() }, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={send(true)} className="flex flex-wrap gap-1.5">
      <input
        aria-label={words.evidenceText}
        placeholder={words.evidenceText}
        value={text}
        maxLength={2_000}
        onChange={(event) => setText(event.target.value)}
        className={`${inputClass} min-w-40 flex-1 py-1`}
      />
      <Button type="submit" size="small">
        {words.addFor}
      </Button>
      <Button size="small" onClick={send(false)}>
        {words.addAgainst}
      </Button>
    </form>
  );
}

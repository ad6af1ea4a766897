import { type EntryLine, parseLine } from '@muster/contract/respond/entry-line';
import type { Incident } from '@muster/contract/respond/incidents';
import { type EntryKind, entryKinds } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { nowMs } from '../../ui/clock.ts';
import { inputClass } from '../../ui/field.tsx';
import { At } from '../../ui/time.tsx';
import { knownPeople } from '../known.ts';
import { FileButton } from './entry-files.tsx';
import { useSendFile } from './files.ts';
import { type Details, detailsFor, LineDetails, noDetails } from './line-details.tsx';
import { words } from './messages.ts';
import { type NewLine, put } from './waiting.ts';

const LineHints = lazy(() => import('./line-hints.tsx').then((file) => ({ default: file.LineHints })));

/** What was begun stays while other parts of the screen are looked at. */
const drafts = new Map<string, string>();

interface Props {
  incident: Incident;
  onWritten: () => void;
}

/** One line, saved with Enter. Everything else is at hand and in nobody's way. */
export function EntryLineForm({ incident, onWritten }: Props) {
  const { name } = useMe();
  const people = useQuery(knownPeople).data;
  const names = useMemo(() => (people ?? []).map((one) => one.name), [people]);
  const [typed, setTyped] = useState(() => drafts.get(incident.id) ?? '');
  const [kind, setKind] = useState<EntryKind>('note');
  const [details, setDetails] = useState<Details>(noDetails);
  const field = useRef<HTMLTextAreaElement>(null);
  const sendFile = useSendFile(incident);
  useKeyN(field);
  const line = parseLine(typed, { nowMs: nowMs(), people: names, kind });
  const change = (text: string) => {
    setTyped(text);
    drafts.set(incident.id, text);
  };
  const save = () => {
    const now = nowMs();
    const read = parseLine(typed, { nowMs: now, people: names, kind });
    if (read.text === '') return;
    const body = bodyOf(read, details, new Date(now).toISOString());
    put(incident.id, { key: crypto.randomUUID(), person: name, body, refused: null, isOffline: false });
    change('');
    setKind('note');
    setDetails(noDetails);
    field.current?.focus();
    onWritten();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  const attach = (file: File) => sendFile.mutate({ text: line.text, file }, { onSuccess: () => change('') });
  const onPaste = (event: ClipboardEvent) => {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    attach(file);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="space-y-1.5"
    >
      <div className="flex items-start gap-1.5">
        <textarea
          ref={field}
          aria-label={words.line}
          placeholder={words.placeholder}
          value={typed}
          rows={Math.min(10, typed.split('\n').length)}
          maxLength={50_000}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={`${inputClass} min-w-0 flex-1 resize-none`}
        />
        <Button type="submit" look="primary">
          {words.save}
        </Button>
      </div>
      <Suspense fallback={null}>
        <LineHints text={typed} />
      </Suspense>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-quiet">
        <KindChoice value={line.kind} onChange={setKind} />
        <Understood line={line} />
        <LineDetails incident={incident} kind={line.kind} value={details} onChange={setDetails} />
        <FileButton busy={sendFile.isPending} onFile={attach} />
        <Help />
      </div>
    </form>
  );
}

function bodyOf(read: EntryLine, details: Details, now: string): NewLine {
  const { pinned, at = now, ...rest } = read;
  return { ...rest, at, ...(pinned ? { pinned } : {}), ...detailsFor(read.kind, details) };
}

/** The key n leads here from anywhere on the screen, unless somebody is writing. */
function useKeyN(field: React.RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const writes =
        target instanceof HTMLElement &&
        (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || writes) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [field]);
}

function KindChoice({ value, onChange }: { value: EntryKind; onChange: (kind: EntryKind) => void }) {
  return (
    <select
      aria-label={words.kind}
      value={value}
      onChange={(event) => onChange(entryKinds.find((one) => one === event.target.value) ?? value)}
      className="min-h-8 rounded border border-line-strong/60 bg-raised px-1.5 text-text pointer-coarse:min-h-11"
    >
      {entryKinds.map((one) => (
        <option key={one} value={one}>
          {words.kinds[one]}
        </option>
      ))}
    </select>
  );
}

/** What was made of the shortcuts, before it is saved. */
function Understood({ line }: { line: EntryLine }) {
  return (
    <>
      {line.at && (
        <span>
          {words.happened} <At at={line.at} />
        </span>
      )}
      {line.person && <span>→ {line.person}</span>}
      {line.dueAt && (
        <span>
          {words.until} <At at={line.dueAt} />
        </span>
      )}
      {line.result && <span>{words.results[line.result]}</span>}
      {line.pinned && <span>{words.pinnedWord}</span>}
    </>
  );
}

function Help() {
  return (
    <details className="ml-auto">
      <summary className="flex min-h-8 cursor-pointer items-center pointer-coarse:min-h-11">
        {words.help}
      </summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 py-1">
        {words.helpLines.map(([typed, means]) => (
          <div key={typed} className="contents">
            <dt className="font-mono">{typed}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

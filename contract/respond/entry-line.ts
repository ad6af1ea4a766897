/**
 * One line of the log as people type it: `/h pool too small @bob 20m`, `? since when`, `! @14:05 disk full`. Shortcuts
 * stand at the beginning, the rest wherever a word may stand; what is not understood stays text, and a line that begins
 * with a backslash is text altogether.
 */
import type { EntryKind } from './state.ts';
import { attemptResults } from './state.ts';

export interface LineContext {
  /** The present, in milliseconds; the time zone is that of the device. */
  nowMs: number;
  /** Names that `@name` may mean; others stay text. */
  people: readonly string[];
  /** What a line without a shortcut is. */
  kind?: EntryKind;
}

export interface EntryLine {
  kind: EntryKind;
  text: string;
  pinned: boolean;
  /** When it happened, where that is not now. */
  at?: string;
  person?: string;
  dueAt?: string;
  result?: (typeof attemptResults)[number];
}

export const shortcuts: Readonly<Record<string, EntryKind>> = {
  n: 'note',
  f: 'finding',
  h: 'hypothesis',
  a: 'attempt',
  d: 'decision',
  t: 'tripwire',
  q: 'question',
  l: 'later',
};

/** Kinds that somebody has to see to, until some time. */
const owned: readonly EntryKind[] = ['hypothesis', 'attempt', 'question', 'later'];
const timed: readonly EntryKind[] = [...owned, 'decision'];

export function parseLine(typed: string, context: LineContext): EntryLine {
  const [first = '', ...rest] = typed.trim().split('\n');
  if (first.startsWith('\\'))
    return { kind: context.kind ?? 'note', pinned: false, text: [first.slice(1), ...rest].join('\n') };
  const { kind, pinned, text } = beginning(first, context.kind ?? 'note');
  const said = wordsOf(text, kind, context);
  const result = kind === 'attempt' ? resultIn(said.text) : null;
  return {
    kind,
    pinned,
    ...said,
    ...(result ? { result: result.result } : {}),
    text: [result?.text ?? said.text, ...rest].join('\n').trim(),
  };
}

/** `/h`, `?`, `!` in any order, each once. */
function beginning(line: string, usual: EntryKind): Pick<EntryLine, 'kind' | 'pinned' | 'text'> {
  let text = line;
  let kind: EntryKind | null = null;
  let pinned = false;
  for (;;) {
    const slash = /^\/([a-z])(?=\s|$)/i.exec(text);
    const named = slash && shortcuts[slash[1]?.toLowerCase() ?? ''];
    if (kind === null && slash && named) {
      kind = named;
      text = text.slice(slash[0].length).trimStart();
    } else if (kind === null && /^\?\s*\S/.test(text)) {
      kind = 'question';
      text = text.slice(1).trimStart();
    } else if (!pinned && /^!(?!\[)\s*\S/.test(text)) {
      pinned = true;
      text = text.slice(1).trimStart();
    } else return { kind: kind ?? usual, pinned, text };
  }
}

/** Takes out `@14:05`, `@-10m`, `@bob`, and `20m` at the end; the first of each counts. */
function wordsOf(line: string, kind: EntryKind, { nowMs, people }: LineContext) {
  const said: Pick<EntryLine, 'at' | 'person' | 'dueAt'> = {};
  const words = line.split(/(\s+)/);
  const kept = words.filter((word) => {
    const at = said.at === undefined ? momentOf(word, nowMs) : null;
    if (at !== null) {
      said.at = at;
      return false;
    }
    const person = /^@([a-z0-9][a-z0-9._-]*)$/.exec(word)?.[1];
    if (person === undefined || said.person !== undefined || !owned.includes(kind)) return true;
    if (person !== 'me' && !people.includes(person)) return true;
    said.person = person;
    return false;
  });
  const text = kept
    .join('')
    .replace(/[ \t]+/g, ' ')
    .trim();
  const box = timed.includes(kind) ? /^(.*\S)\s+(\d{1,3})(m|min|h)$/.exec(text) : null;
  if (!box) return { ...said, text };
  const minutes = Number(box[2]) * (box[3] === 'h' ? 60 : 1);
  if (minutes === 0) return { ...said, text };
  return { ...said, text: box[1] ?? '', dueAt: new Date(nowMs + minutes * 60_000).toISOString() };
}

/** `@14:05` is the latest 14:05 that has passed; `@-10m` ten minutes ago. */
function momentOf(word: string, nowMs: number): string | null {
  const ago = /^@-(\d{1,3})(m|min|h)$/.exec(word);
  if (ago) return new Date(nowMs - Number(ago[1]) * (ago[2] === 'h' ? 3_600_000 : 60_000)).toISOString();
  const clock = /^@([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(word);
  if (!clock) return null;
  const at = new Date(nowMs);
  at.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  if (at.getTime() > nowMs) at.setDate(at.getDate() - 1);
  return at.toISOString();
}

/** `roll back -> no effect`. */
function resultIn(text: string): { text: string; result: (typeof attemptResults)[number] } | null {
  const found = /^(.*\S)\s*(?:->|=>|→)\s*(\w[\w -]*)$/.exec(text);
  const word = found?.[2]?.trim().toLowerCase().replaceAll(' ', '-');
  const result = attemptResults.find((one) => one === word);
  return found && result ? { text: found[1] ?? '', result } : null;
}

/**
 * What somebody looks for before a report is shown to others (practice.md 5.6), each with the way to mend it. Nothing of
 * it blocks: people decide what their report needs. Shared by the server and the screen.
 */
import type { Retrospective } from './retrospectives.ts';
import { type WordingHint, wordingHints } from './wording.ts';

export const qualityChecks = [
  'times',
  'numbers',
  'factors',
  'evidence',
  'actions',
  'detect',
  'terms',
  'apart',
  'wording',
  'signal',
  'reviewer',
] as const;
export type QualityCheck = (typeof qualityChecks)[number];

export interface Finding {
  check: QualityCheck;
  isGood: boolean;
  /** How many things are in the way; 0 where it is one question. */
  count: number;
}

/** Work that was agreed, as far as the check looks at it. */
export interface ActionLook {
  isIdea: boolean;
  kind: string | null;
  owner: string | null;
  due: string | null;
  deliverable: string;
}

export type Looked = Pick<
  Retrospective,
  'record' | 'numbers' | 'signal' | 'factors' | 'timeline' | 'reviewer' | 'authors'
> & {
  dismissed: readonly string[];
};

/** `text` is what people wrote in it together, as plain text. */
export function checkQuality(one: Looked, text: string, actions: readonly ActionLook[]): Finding[] {
  const unfinished = actions.filter(
    ({ isIdea, kind, owner, due, deliverable }) =>
      !isIdea && (kind === null || owner === null || due === null || deliverable.trim() === ''),
  ).length;
  const bare = one.factors.filter(({ evidence }) => evidence.trim() === '').length;
  const sourceless = one.record.times.filter(({ source }) => source.trim() === '').length;
  const open = openHints(text, one.dismissed).length;
  const fixes = sectionOf(text, /what happened|timeline|summary/i).match(toBeDone)?.length ?? 0;
  return [
    found('times', sourceless),
    found('numbers', Object.values(one.numbers).filter((value) => value === null || value === '').length),
    { check: 'factors', isGood: one.factors.filter(({ eased }) => !eased).length >= 2, count: 0 },
    found('evidence', bare),
    found('actions', unfinished),
    {
      check: 'detect',
      isGood: actions.some(({ kind }) => kind === 'detect' || kind === 'mitigate'),
      count: 0,
    },
    found('terms', unexplained(text).length),
    found('apart', fixes),
    found('wording', open),
    { check: 'signal', isGood: one.signal.trim() !== '', count: 0 },
    {
      check: 'reviewer',
      isGood: one.reviewer !== null && !one.authors.includes(one.reviewer),
      count: 0,
    },
  ];
}

function found(check: QualityCheck, count: number): Finding {
  return { check, isGood: count === 0, count };
}

/** Hints that nobody has put aside. Counted for the report, never for a person. */
export function openHints(text: string, dismissed: readonly string[]): WordingHint[] {
  return wordingHints(text).filter((hint) => !dismissed.includes(markOf(text, hint)));
}

/** Around it in its sentence: the same phrase elsewhere is another hint, and edits elsewhere do not bring it back. */
const around = 60;

/** By what a hint is known that somebody put aside: its class, its phrase, and what stands around it. */
export function markOf(text: string, hint: Pick<WordingHint, 'start' | 'end' | 'class'>): string {
  const line = text.slice(text.lastIndexOf('\n', hint.start) + 1).split('\n', 1)[0] ?? '';
  const at = hint.start - (text.lastIndexOf('\n', hint.start) + 1);
  const context = line.slice(Math.max(0, at - around), at + (hint.end - hint.start) + around);
  return `${hint.class}|${text.slice(hint.start, hint.end)}|${context}`.toLowerCase().slice(0, 300);
}

const toBeDone = /\b(?:we (?:will|should|need to|must)|to ?do:|action item)\b/gi;

/** The lines below a heading until the next one; a heading is a line that stands in the template's words. */
function sectionOf(text: string, title: RegExp): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => title.test(line) && line.length < 80);
  if (at === -1) return '';
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) =>
    /^(?:Background|Detection|How it looked|What |The response|Ideas|Questions)/.test(line),
  );
  return rest.slice(0, end === -1 ? undefined : end).join('\n');
}

const known = new Set(
  'API CPU DNS HTTP HTTPS URL SQL TLS UTC VIP INC OK PDF CSV JSON ID IP UI AM PM TODO'.split(' '),
);

/** Abbreviations that the report uses twice or more and explains nowhere. */
export function unexplained(text: string): string[] {
  const words = text.match(/\b[A-Z]{2,6}\b/g) ?? [];
  const often = [...new Set(words)].filter(
    (word) => !known.has(word) && words.filter((one) => one === word).length >= 2,
  );
  return often.filter(
    (word) => !new RegExp(`\\(${word}\\)|\\b${word}\\b\\s*(?:\\(|:|=|means|is short)`).test(text),
  );
}

/**
 * The wording check (practice.md 5.4, R7, R69): a hint beside the text, with a reason and something better. It never
 * blocks and never names who wrote. What is quoted, and what is code, is somebody else's or nobody's, and is left out.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { advice, type Pattern, patterns, type WordingClass, wordingClasses } from './wording-patterns.ts';

export const wordingHint = z.object({
  /** Where it stands in the text, in UTF-16 units; the end is not part of it. */
  start: z.int(),
  end: z.int(),
  class: z.enum(wordingClasses),
  reason: z.string(),
  offer: z.string(),
});
export type WordingHint = z.infer<typeof wordingHint>;

export const checkWording = endpoint('POST /api/v1/wording', {
  who: 'signedIn',
  area: 'incidents',
  isRead: true,
  summary: 'Hints about a text that blames, or hides conditions behind a person. Nothing is stored.',
  body: z.strictObject({ text: z.string().max(200_000) }),
  answer: z.object({ hints: z.array(wordingHint) }),
});

/** Hints in the order of the text; of two that overlap the one that begins first, or is longer. */
export function wordingHints(text: string): WordingHint[] {
  const plain = withoutQuotesAndCode(text);
  const found = wordingClasses.flatMap((kind) =>
    patterns[kind].flatMap((pattern) => placesOf(plain, pattern).map((place) => hintAt(place, kind))),
  );
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: WordingHint[] = [];
  for (const one of found) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

function hintAt([start, end]: Place, kind: WordingClass): WordingHint {
  return { start, end, class: kind, ...advice[kind] };
}

type Place = readonly [start: number, end: number];

function placesOf(text: string, pattern: Pattern): Place[] {
  return [...text.matchAll(pattern.find)].flatMap((match) => {
    const end = match.index + match[0].length;
    return stands(text, [match.index, end], pattern) ? [[match.index, end] as const] : [];
  });
}

/** How far around a match its sentence is looked at. */
const reach = 200;

function stands(text: string, [start, end]: Place, pattern: Pattern): boolean {
  const before = lastSentence(text.slice(Math.max(0, start - reach), start));
  const after = firstSentence(text.slice(end, end + reach));
  if (pattern.unlessBefore?.test(before)) return false;
  if (pattern.unlessAfter?.test(after)) return false;
  if (pattern.onlyBefore && !pattern.onlyBefore.test(before)) return false;
  return !pattern.onlyWith || pattern.onlyWith.test(`${before} ${after}`);
}

function lastSentence(text: string): string {
  return text.slice(Math.max(...['.', '!', '?', '\n'].map((mark) => text.lastIndexOf(mark))) + 1);
}

function firstSentence(text: string): string {
  const end = text.search(/[.!?\n]/);
  return end === -1 ? text : text.slice(0, end);
}

/** What is left out, each read once: fenced and inline code, quoted lines, quotations, addresses. */
const exempt =
  /```[\s\S]*?(?:```|(?![\s\S]))|`[^`\n]*`|^[ \t]*>.*$|"[^"\n]{0,2000}"|“[^”\n]{0,2000}”|«[^»\n]{0,2000}»|„[^“”\n]{0,2000}[“”]|\bhttps?:\/\/\S+/gm;

/** The same length, so that places stay what they were. */
function withoutQuotesAndCode(text: string): string {
  return text.replace(exempt, (part) => ' '.repeat(part.length));
}

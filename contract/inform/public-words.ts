/**
 * Hints beside news for those outside (practice.md 6.5, P37, P38): no promise of a fix, no names of machines, no words
 * of the trade, and what became of data once it is over. They never block. Pure; the patterns cannot run away.
 */
import { wordingHints } from '../learn/wording.ts';

export const publicClasses = ['fix-time', 'host', 'jargon', 'overclaim', 'data'] as const;
export interface PublicHint {
  class: (typeof publicClasses)[number];
  /** The words it is about; empty where something is missing. */
  words: string;
}

/** Each hint once, in the order of the text. `isClosing`: these news say that it is over. */
export function publicHints(text: string, isClosing: boolean): PublicHint[] {
  const found = [
    ...places(text, 'fix-time', fixTime).filter((one) => !isAboutNews(text, one.at)),
    ...places(text, 'host', hosts),
    ...places(text, 'jargon', jargon),
    ...wordingHints(text)
      .filter((one) => one.class === 'overclaim')
      .map(({ start, end }) => ({ class: 'overclaim' as const, words: text.slice(start, end), at: start })),
  ];
  const kept: Place[] = [];
  // Of those about the same words the first kind is told.
  for (const one of found) if (!kept.some((other) => isSame(one, other))) kept.push(one);
  const once = kept.sort((a, b) => a.at - b.at).map(({ at: _, ...hint }) => hint);
  const saysOfData = /\bdata\b|\brecords?\b|\blost\b/i.test(text);
  return isClosing && !saysOfData ? [...once, { class: 'data', words: '' }] : once;
}

const fixTime = [
  /\bETA\b/g,
  /\b(?:fix(?:ed)?|mended|solved|resolved|restored|back(?: up)?|normal|repaired|working again|over) (?:by|within|before|in (?:about|around|under|the next|less than)|in(?= (?:\d|an?\b|one|two|three|a few))|at(?= \d)|until|tonight|tomorrow|shortly|soon|later today)\b/gi,
  /\b(?:expect|hope|aim|plan)(?:s|ed|ing)? (?:to|that|a|it)\b[^.!?\n]{0,60}\b(?:fix|repair|solution|recovery|restor\w{1,5}|resol\w{1,6}|back|over)\b/gi,
];

const hosts = [
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/g,
  /\b[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,6}\d\b/gi,
  /\b[a-z]{2,12}\d{1,4}(?:\.[a-z0-9-]{1,40}){1,4}\b/gi,
  /\b[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,4}\.(?:internal|local|svc|lan|intra|corp)\b/gi,
];

const jargon = [
  /\b(?:HTTP )?5\d\d(?: errors?| responses?)\b|\bHTTP [45]\d\d\b|\b5xx\b/gi,
  /\b(?:k8s|kubernetes|pods?|nodes?|clusters?|replicas?|shards?|containers?|daemons?|cron|kafka|redis|postgres(?:ql)?|mysql|nginx|dns|cpu|oom|p9[59]|slos?|sla|api gateway|load[- ]balancers?|back-?ends?|upstream|downstream|fail-?over|roll-?backs?|rolled back|hot-?fix(?:es)?|deploy(?:s|ed|ment|ments)?|regression|root cause|mitigat(?:e|ed|ing|ion)|latency|timeouts?|on-call|runbooks?|sev-?\d|p[1-4] incident|instances?|microservices?|cache (?:miss|hit)(?:es|s)?|provisioned|throttl(?:ed|ing))\b/gi,
];

type Place = PublicHint & { at: number };

function places(text: string, kind: PublicHint['class'], patterns: readonly RegExp[]): Place[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((one) => ({ class: kind, words: one[0], at: one.index })),
  );
}

function isSame(a: Place, b: Place): boolean {
  const overlaps = a.at < b.at + b.words.length && b.at < a.at + a.words.length;
  return overlaps || a.words.toLowerCase() === b.words.toLowerCase();
}

/** A time for the next news is a promise that is kept; the sentence tells which it is. */
function isAboutNews(text: string, at: number): boolean {
  const begins = Math.max(...['.', '!', '?', '\n'].map((mark) => text.lastIndexOf(mark, at))) + 1;
  return /\b(?:post|write|news|update you|tell you|be back with)\b/i.test(text.slice(begins, at + 40));
}

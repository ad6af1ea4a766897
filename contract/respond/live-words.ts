/**
 * Hints about words that are written while it burns (R69, P6): the wording check, and asking everybody at once, which
 * asks nobody. They never block and never name who wrote. Pure; the patterns cannot run away.
 */
import { wordingHints } from '../learn/wording.ts';
import type { WordingClass } from '../learn/wording-patterns.ts';

export interface LiveHint {
  class: WordingClass | 'nobody-asked';
  /** The words that it is about. */
  words: string;
  /** Why, and something better. */
  advice: string;
}

/** In the order of the text, each class and phrase once. */
export function liveHints(text: string): LiveHint[] {
  const asked = [...withoutQuotes(text).matchAll(nobodyAsked)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    class: 'nobody-asked' as const,
    reason: 'Asking everybody asks nobody.',
    offer: 'Name one person and a time, such as “@ben 20m”.',
  }));
  const found = [...wordingHints(text), ...asked].sort((a, b) => a.start - b.start);
  const hints = found.map((one) => ({
    class: one.class,
    words: text.slice(one.start, one.end),
    advice: `${one.reason} ${one.offer}`,
  }));
  return hints.filter((one, i) => hints.findIndex((other) => markOf(other) === markOf(one)) === i);
}

/** By what a hint is known that somebody put aside while they write. */
export function markOf({ class: kind, words }: Pick<LiveHint, 'words'> & { class: string }): string {
  return `${kind}|${words.toLowerCase()}`;
}

/** A wish to whoever may feel meant. */
const nobodyAsked =
  /\b(?:can|could|would|will|should) (?:some|any) ?(?:one|body)\b|\b(?:some|any) ?(?:one|body) (?:should|please|needs to|has to|must|able to|free to|willing to)\b|\bplease,? (?:some|any) ?(?:one|body)\b|\b(?:can|could|would|will) one of (?:you|us)\b/gi;

/** What is quoted, and what is code, is left out; places stay what they were. */
function withoutQuotes(text: string): string {
  return text.replace(/`[^`\n]*`|^[ \t]*>.*$|"[^"\n]{0,2000}"|“[^”\n]{0,2000}”/gm, (part) =>
    ' '.repeat(part.length),
  );
}

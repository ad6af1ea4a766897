/** Titles, descriptions and keys as ingest.md section 1 wants them: cut, never refused. */

import { createHash } from 'node:crypto';

export const UNTITLED = 'Untitled alert';
const TITLE_CODE_POINTS = 512;
const DESCRIPTION_BYTES = 64 * 1024;
const DEDUP_KEY_UNITS = 512;

/** What senders write where they have nothing: macros and templates that were not filled in. */
const ABSENT =
  /^(?:\{\$?[A-Z][A-Z0-9_.]*(?:\."[^"]*")?\}|\$[A-Z][A-Z0-9_]*|\{\{(?:(?!\}\}).)*\}\}|<no value>|<nil>|null)$/s;

/** The text of a string, number or boolean; null where it is blank or stands for nothing. */
export function present(value: unknown): string | null {
  if (typeof value === 'string') {
    const first = value.charCodeAt(0);
    // Most texts begin with a letter or a digit that begins no placeholder.
    if ((first > 0x3e && first < 0x7b && first !== 0x6e) || (first > 0x2f && first < 0x3a)) return value;
    const trimmed = value.trim();
    return trimmed === '' || ABSENT.test(trimmed) ? null : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The value if it is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const UNTIDY = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|[^\S ]| {2}|^ | $/;
const UNTIDY_RUN = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line, tidy, at most 512 code points. Null or nothing left: "Untitled alert". */
export function titleOf(candidate: string | null, flags: string[]): string {
  if (candidate === null) return UNTITLED;
  if (candidate.length <= TITLE_CODE_POINTS && !UNTIDY.test(candidate)) return candidate;
  // A code point has two units at most, so what lies far beyond cannot matter and need not be tidied.
  const start = candidate.trimStart().slice(0, TITLE_CODE_POINTS * 16);
  const tidy = start.replace(UNTIDY_RUN, ' ').trim();
  const points =
    tidy.length > TITLE_CODE_POINTS ? Array.from(tidy.slice(0, TITLE_CODE_POINTS * 2 + 2)) : null;
  if (points === null || points.length <= TITLE_CODE_POINTS) return tidy === '' ? UNTITLED : tidy;
  flags.push('title-cut');
  return `${points.slice(0, TITLE_CODE_POINTS - 1).join('')}…`;
}

/** Verbatim, at most 64 KiB. */
export function descriptionOf(candidate: string | null, flags: string[]): string {
  if (candidate === null) return '';
  const cut = cutToBytes(candidate, DESCRIPTION_BYTES);
  if (cut !== candidate) flags.push('description-cut');
  return cut;
}

/**
 * A sender's key as we keep it: verbatim, and never normalised, because two keys that differ only in Unicode
 * form are two keys to the sender. One too long for an index becomes a digest, so that it still identifies.
 */
export function dedupKeyOf(candidate: string, flags: string[]): string {
  if (candidate.length <= DEDUP_KEY_UNITS) return candidate;
  flags.push('dedup-key-digested');
  return `sha256:${sha256(candidate)}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Cut at a character's edge so that the UTF-8 form fits. */
export function cutToBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  const encoded = Buffer.from(text.slice(0, bytes));
  let end = Math.min(bytes, encoded.length);
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return encoded.toString('utf8', 0, end);
}

/** Cut to so many UTF-16 units, or one fewer where that would split a pair. */
export function cutToUnits(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? units - 1 : units);
}

const REPLY_PREFIX = /^(?:\s*(?:re|fwd?):)+/;
const COUNTS = /(?:firing|resolved):\d+/g;
const WORD = /[\p{L}\p{N}]+/gu;
const STATE_WORDS = new Set(
  (
    'firing resolved triggered retriggered alerting ok up down recovered recovery problem critical warning ' +
    'closed opened open acknowledged'
  ).split(' '),
);

/**
 * The key of an event whose sender gives none: its title without the words that tell only its state, so that
 * "db is down" and "db is up" meet. A title without a single word (an emoji) stands for itself.
 */
export function fallbackKey(title: string): string {
  const plain = title.normalize('NFKC').toLowerCase().replace(REPLY_PREFIX, '');
  const words = plain.replace(COUNTS, '').match(WORD);
  const telling = words === null ? plain.trim() : words.filter((word) => !STATE_WORDS.has(word)).join(' ');
  return `title:${sha256(telling).slice(0, 32)}`;
}

import { stripVTControlCharacters } from 'node:util';

/**
 * How things are shown on a terminal. Alert texts come from strangers: nothing they wrote may move the
 * cursor, change colours, reverse the reading direction or break a table into more lines.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(unsafe, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Control characters, line and paragraph separators, and the marks that turn the reading direction. */
const unsafe = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

const widest = 72;

/** Rows under headings, columns two blanks apart; longer cells are cut. No rows: the sentence `empty`. */
export function table(headings: readonly string[], rows: readonly string[][], empty: string): string {
  if (rows.length === 0) return empty;
  const cells = [headings, ...rows].map((row) => row.map((cell) => cut(plain(cell), widest)));
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => lengthOf(row[i] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Lines of `name  value`, for one thing. */
export function fields(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`.trimEnd()).join('\n');
}

/** How long ago, in one unit: `now`, `12 min`, `3 h`, `5 d`. */
export function ago(instant: string, now: Temporal.Instant): string {
  const minutes = Math.floor((now.epochMilliseconds - Date.parse(instant)) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** The same as a phrase: `now`, `12 min ago`; `never` where there is no instant. */
export function lastTime(instant: string | null, now: Temporal.Instant): string {
  if (instant === null) return 'never';
  const time = ago(instant, now);
  return time === 'now' ? time : `${time} ago`;
}

/** A moment on the wall clock of `timeZone`, with its offset: `2026-11-23 09:00 +01:00`. */
export function moment(instant: string | null, timeZone: string): string {
  if (instant === null) return '';
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${local.offset}`;
}

/** A sentence of the server whose instants are told by the wall clock of `timeZone`. */
export function sentence(text: string, timeZone: string): string {
  return plain(text).replace(instants, (instant) => moment(instant, timeZone));
}

const instants = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

const codes = { red: 31, green: 32, yellow: 33, grey: 90 } as const;
export type Colour = keyof typeof codes;

/** The line in a colour, or as it is where colours are not wanted. */
export function coloured(line: string, colour: Colour, wanted: boolean): string {
  return wanted ? `\u001b[${codes[colour]}m${line}\u001b[0m` : line;
}

function cut(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function lengthOf(text: string): number {
  return [...text].length;
}

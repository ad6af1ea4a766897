/** Reads the time formats of ingest.md section 1. */

const GO_ZERO = '0001-01-01T00:00:00';
const ZULU = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const OFFSET =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))? ?(?:(Z|UTC)|([+-])([01]\d|2[0-3]):?([0-5]\d))$/i;
const DIGITS = /^\d{1,13}(?:\.\d+)?$/;
const FIRST_MILLISECOND_STAMP = 1e11;
const YEAR_10000 = 253_402_300_800_000;

/**
 * RFC 3339 in UTC with milliseconds (finer digits are dropped); null for an absent time: nothing, blank, zero,
 * Go's zero time. undefined for a value that cannot be read, local times without an offset among them.
 */
export function timeOf(value: unknown): string | null | undefined {
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'number') return fromUnix(value);
  return value === null || value === undefined ? null : undefined;
}

/** As timeOf; an unreadable time becomes the time of receipt and a flag `<name>-unreadable`. */
export function timeOr(value: unknown, receivedAt: Temporal.Instant, flag: FlagOf): string | null {
  const time = timeOf(value);
  if (time !== undefined) return time;
  flag.flags.push(`${flag.name}-unreadable`);
  return receivedAt.toString({ fractionalSecondDigits: 3 });
}

export type FlagOf = { readonly name: 'starts-at' | 'ends-at'; readonly flags: string[] };

function fromText(raw: string): string | null | undefined {
  if (ZULU.test(raw)) return fromZulu(raw);
  const text = raw.trim();
  if (text === '') return null;
  if (DIGITS.test(text)) return fromUnix(Number(text));
  const match = OFFSET.exec(text);
  if (match === null) return undefined;
  const [, date, time, fraction, , sign, hours, minutes] = match;
  const utc = fromZulu(`${date}T${time}.${fraction ?? '0'}Z`);
  if (typeof utc !== 'string' || sign === undefined) return utc;
  const offsetMinutes = Number(hours) * 60 + Number(minutes);
  return fromMilliseconds(Date.parse(utc) - (sign === '-' ? -1 : 1) * offsetMinutes * 60_000);
}

/** The text has the form of ZULU; only the ranges are still open. The hot path: no Date is made. */
function fromZulu(text: string): string | null | undefined {
  if (text.startsWith(GO_ZERO)) return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const day = twoDigits(text, 8);
  if (year === 0 || day === 0 || day > daysIn(year, twoDigits(text, 5))) return undefined;
  const seconds = twoDigits(text, 17);
  if (twoDigits(text, 11) > 23 || twoDigits(text, 14) > 59 || seconds > 60) return undefined;
  // A leap second is read as the second before it, as Temporal does.
  const whole = seconds === 60 ? `${text.slice(0, 17)}59` : text.slice(0, 19);
  if (text.length === 20) return `${whole}.000Z`;
  return `${whole}.${text.length > 23 ? text.slice(20, 23) : text.slice(20, -1).padEnd(3, '0')}Z`;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (MONTH_DAYS[month] ?? 0) + (leap ? 1 : 0);
}

function fromUnix(value: number): string | null | undefined {
  if (value === 0) return null;
  if (!(value > 0)) return undefined;
  return fromMilliseconds(value >= FIRST_MILLISECOND_STAMP ? value : value * 1000);
}

function fromMilliseconds(milliseconds: number): string | undefined {
  const inRange = milliseconds > -62_135_596_800_000 && milliseconds < YEAR_10000;
  return inRange ? new Date(Math.floor(milliseconds)).toISOString() : undefined;
}

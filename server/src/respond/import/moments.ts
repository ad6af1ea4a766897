/**
 * Moments and durations as people write them into tables. Three answers: a value; null, where it says that nobody knows
 * or only half of it is there, which is never zero; or a refusal, where it could mean two things.
 */
import { wireTime } from '../../platform/wire-time.ts';

export class Unclear extends Error {}

const nothing = /^(?:|[?\-–—.]+|n\/?a|none|null|nil|unknown|not known|tbd|tba|ongoing)$/i;

/** Whether a cell says that there is nothing to say. */
export function saysNothing(cell: string): boolean {
  return nothing.test(cell.trim());
}

const units: readonly [RegExp, number][] = [
  [/^w(?:eeks?)?$/, 604_800],
  [/^d(?:ays?)?$/, 86_400],
  [/^h(?:(?:ou)?rs?)?$/, 3_600],
  [/^m(?:in(?:ute)?s?)?$/, 60],
  [/^s(?:ec(?:ond)?s?)?$/, 1],
];

/** Whole seconds of "54 hours 10 minutes", "11 Days", "1h 30m", "PT3H", "01:30:00"; null where nobody knows. */
export function secondsOf(cell: string): number | null {
  const text = cell.trim().toLowerCase();
  if (saysNothing(text)) return null;
  const clock = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3]);
  if (/^pt?\d/.test(text)) return isoSeconds(text);
  // Half of it unknown is all of it unknown: "? hours 10 minutes" is not ten minutes.
  if (/\?|--/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)];
  const rest = text.replaceAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g, '').replaceAll(/[\s,]|\band\b/g, '');
  if (parts.length === 0 || rest !== '') throw unclear(cell);
  return Math.round(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitOf(unit ?? '', cell), 0),
  );
}

function unitOf(word: string, cell: string): number {
  const found = units.find(([pattern]) => pattern.test(word));
  if (!found) throw unclear(cell);
  return found[1];
}

function isoSeconds(text: string): number {
  try {
    const relativeTo = Temporal.PlainDateTime.from('2000-01-01');
    return Temporal.Duration.from(text.toUpperCase()).total({ unit: 'seconds', relativeTo });
  } catch {
    throw unclear(text);
  }
}

function unclear(cell: string): Unclear {
  return new Unclear(`"${cell.trim()}" is no duration; write such as "54 hours 10 minutes"`);
}

const written =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/** The instant of "2019-12-03 14:10", in `zone` where it names none; null where it or half of it is missing. */
export function momentOf(cell: string, zone: string): string | null {
  const text = cell.trim();
  // Digits as somebody left them open: "2019-12-03 --:--", "2019-12-?? 10:00".
  if (saysNothing(text) || /(?:--:|:--|\?)/.test(text)) return null;
  const found = written.exec(text);
  if (!found) throw new Unclear(`"${text}" is no time; write such as "2019-12-03 14:10"`);
  const [, year, month, day, hour, minute, second = '00', offset] = found;
  // A day without a time is half of it: midnight would be an invention.
  if (hour === undefined) return null;
  const plain = `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}`;
  try {
    return wireTime(offset === undefined ? inZone(plain, zone) : Temporal.Instant.from(plain + iso(offset)));
  } catch {
    throw new Unclear(`"${text}" is no time that there was`);
  }
}

/** An hour that comes twice or never in a year has no one instant: refused, as nobody can know which is meant. */
function inZone(plain: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(plain, { overflow: 'reject' })
    .toZonedDateTime(zone, { disambiguation: 'reject' })
    .toInstant();
}

function iso(offset: string): string {
  return /^[+-]/.test(offset) ? offset : 'Z';
}

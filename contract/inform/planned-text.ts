/**
 * What is told of a maintenance (practice.md 6.5): texts that a person has read and approved when planning it. Its times
 * are filled in when something is said, in the zone in which it was planned; every other gap is filled in beforehand.
 */
import type { MaintenanceAct } from './news.ts';
import { filled, gapsIn } from './templates.ts';

export const maintenanceActs = [
  'announced',
  'reminded',
  'started',
  'changed',
  'ended',
  'cancelled',
] as const satisfies readonly MaintenanceAct[];

export type PlannedTexts = Readonly<Record<MaintenanceAct, string>>;

/** The beginnings. What people will notice is for a person to say. */
export const shippedTexts: PlannedTexts = {
  announced: 'We plan work from {start} to {end}. {What people will notice}',
  reminded: 'As announced, we will work from {start} to {end}.',
  started: 'The planned work has begun. It is to end at {end}.',
  changed: 'The planned work now is from {start} to {end}.',
  ended: 'The planned work is done.',
  cancelled: 'The work that was planned does not take place.',
};

const own = ['start', 'end'];

/** What a person still has to fill in. */
export function openGaps(text: string): string[] {
  return gapsIn(text).filter((gap) => !own.includes(gap));
}

/** The text with the times of a window; of what has none, as when all of it was cancelled, the gaps are left out. */
export function saidOf(
  text: string,
  window: { start: string; end: string } | null,
  timeZone: string,
): string {
  if (window === null) return filled(text, { start: 'then', end: 'then' });
  return filled(text, { start: momentIn(window.start, timeZone), end: momentIn(window.end, timeZone) });
}

/** `Sunday 25 October 2026, 02:00 (Europe/Berlin, UTC+02:00)`: two o'clock that comes twice is told apart. */
export function momentIn(at: string, timeZone: string): string {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const day = there.toPlainDate().toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const clock = there.toPlainTime().toString({ smallestUnit: 'minute' });
  const offset = there.offset === '+00:00' ? 'UTC' : `UTC${there.offset}`;
  // Whether a comma follows the weekday depends on who wrote the table of the language.
  return `${day.replace(',', '')}, ${clock} (${timeZone === 'UTC' ? 'UTC' : `${timeZone}, ${offset}`})`;
}

import type { Holiday } from '@muster/contract/oncall/holidays';
import { locale } from '../ui/duration.ts';
import { words } from './holiday-messages.ts';

/** The holidays of the days that are shown, in words: the calendar itself is a picture. */
export function HolidayLine({ holidays }: { holidays: readonly Holiday[] }) {
  if (holidays.length === 0) return null;
  return (
    <p className="text-xs text-quiet">
      {words.title}: {holidays.map(textOf).join(' · ')}
    </p>
  );
}

/** What is written on a day of the calendar, by the day, such as 2026-05-01. */
export function marksOf(holidays: readonly Holiday[]): ReadonlyMap<string, string> {
  const byDay = Map.groupBy(holidays, (one) => one.day);
  return new Map(
    [...byDay].map(([day, all]) => [
      day,
      all.map((one) => `${one.name || words.nameless} (${one.place})`).join(', '),
    ]),
  );
}

/** The name of a holiday beside the number of its day; cut where there is no room, for the line below has it all. */
export function HolidayMark({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span
      title={text}
      className="ml-1 inline-block max-w-[calc(100%-1.5rem)] truncate align-bottom font-semibold text-accent"
    >
      {text}
    </span>
  );
}

function textOf({ day, name, place }: Holiday): string {
  const date = Temporal.PlainDate.from(day).toLocaleString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return `${date} ${name || words.nameless} (${place})`;
}

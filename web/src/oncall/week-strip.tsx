import { useQuery } from '@tanstack/react-query';
import { cx } from '../ui/class-names.ts';
import { localZone, useTicking } from '../ui/clock.ts';
import { locale } from '../ui/duration.ts';
import { Mark } from '../ui/mark.tsx';
import { type Bar, placeOf, type Segment, spanOf, weeksOf } from './calendar-layout.ts';
import { words } from './messages.ts';
import { shiftsOf } from './queries.ts';
import { ShiftBar, tintsOf } from './shift-bar.tsx';

/**
 * The coming seven days of a schedule in one line: a picture beside the words that say who has it and until when.
 * Gaps are also said in words; who has it now is named only there, where the line of the present crosses nothing. One question for each schedule, the same until the day is over.
 */
export function WeekStrip({ schedule }: { schedule: string }) {
  const minute = useTicking((now) => Math.floor(now / 60_000) * 60_000);
  const now = Temporal.Instant.fromEpochMilliseconds(minute);
  const today = now.toZonedDateTimeISO(localZone).toPlainDate();
  const days = Array.from({ length: 7 }, (_, day) => today.add({ days: day }));
  const { from, until } = spanOf(days, localZone);
  const segments = useQuery(shiftsOf(schedule, from, until)).data?.segments ?? [];
  const gaps = segments.filter((one) => one.onCall.length === 0).length;
  return (
    <span className="mt-2 block w-full">
      <Strip days={days} segments={segments} now={now} />
      {gaps > 0 && (
        <span className="mt-1 block">
          <Mark tone="critical" word={words.calendar.gapsAhead(gaps)} />
        </span>
      )}
    </span>
  );
}

interface Props {
  days: Temporal.PlainDate[];
  segments: Segment[];
  now: Temporal.Instant;
}

function Strip({ days, segments, now }: Props) {
  const tint = tintsOf(segments);
  const place = placeOf(now, days, localZone);
  return (
    <span aria-hidden="true" title={words.calendar.ahead} className="block">
      <span className="relative block h-7 overflow-hidden rounded-md bg-sunken">
        {weeksOf(days, segments, localZone).flatMap((week) =>
          week.bars.map((bar) => (
            <ShiftBar
              key={bar.segment.start}
              bar={bar}
              zone={localZone}
              tint={tint}
              room={holds(bar, place) ? 'none' : 'ample'}
            />
          )),
        )}
        {place !== undefined && (
          <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${place * 100}%` }} />
        )}
      </span>
      <span className="mt-0.5 grid grid-cols-7 text-xs text-quiet">
        {days.map((day, at) => (
          <span key={String(day)} className={cx('border-l border-line pl-1', at === 0 && 'font-semibold')}>
            {day.toLocaleString(locale, { weekday: 'short' })}
          </span>
        ))}
      </span>
    </span>
  );
}

function holds({ left, width }: Bar, place: number | undefined): boolean {
  return place !== undefined && left <= place && place < left + width;
}

import { useMe } from '../app/session.tsx';
import { cx } from '../ui/class-names.ts';
import { useNow } from '../ui/clock.ts';
import { absolute, locale } from '../ui/duration.ts';
import { type Bar, placeOf, type Segment, type Week, weeksOf } from './calendar-layout.ts';
import { words } from './messages.ts';

/** The quiet colour of each set of people, by their names. */
export type Tints = ReadonlyMap<string, number>;

interface Props {
  days: Temporal.PlainDate[];
  segments: Segment[];
  zone: string;
}

/** The final schedule as a calendar: a row for each week, a bar for each shift, gaps hatched. A picture with a table below. */
export function Calendar({ days, segments, zone }: Props) {
  const present = Temporal.Instant.fromEpochMilliseconds(useNow());
  const tint = tintsOf(segments);
  return (
    <div aria-hidden="true" className="overflow-hidden rounded-lg border border-line bg-raised text-sm">
      <div className="grid grid-cols-7 border-b border-line text-xs text-quiet">
        {days.slice(0, 7).map((day) => (
          <span key={String(day)} className="px-1 py-1">
            {day.toLocaleString(locale, { weekday: 'short' })}
          </span>
        ))}
      </div>
      {weeksOf(days, segments, zone).map((week) => (
        <WeekRow key={String(week.days[0])} week={week} zone={zone} present={present} tint={tint} />
      ))}
    </div>
  );
}

interface RowProps {
  week: Week;
  zone: string;
  present: Temporal.Instant;
  tint: Tints;
}

function WeekRow({ week, zone, present, tint }: RowProps) {
  const now = placeOf(present, week.days, zone);
  const today = present.toZonedDateTimeISO(zone).toPlainDate();
  return (
    <div className="relative border-b border-line last:border-b-0">
      <div className="grid grid-cols-7 divide-x divide-line">
        {week.days.map((day) => (
          <span
            key={String(day)}
            className={cx(
              'h-20 overflow-hidden px-1 pt-1 text-xs whitespace-nowrap',
              day.equals(today) ? 'bg-accent-soft font-semibold' : 'text-quiet',
              day.dayOfWeek > 5 && !day.equals(today) && 'bg-surface',
            )}
          >
            {day.day === 1 ? day.toLocaleString(locale, { day: 'numeric', month: 'short' }) : day.day}
          </span>
        ))}
      </div>
      <div className="absolute inset-x-0 top-7 bottom-2">
        {week.bars.map((bar) => (
          <ShiftBar key={bar.segment.start} bar={bar} zone={zone} tint={tint} />
        ))}
      </div>
      {now !== undefined && (
        <span className="absolute top-6 bottom-0 w-0.5 bg-accent" style={{ left: `${now * 100}%` }} />
      )}
    </div>
  );
}

interface BarProps {
  bar: Bar;
  zone: string;
  tint: Tints;
  /** How much room a name needs to be shown: `some` takes a name that is cut, `ample` hardly ever cuts one. */
  room?: 'some' | 'ample' | 'none';
}

/** One shift in a row that is positioned; its name shows where there is room. */
export function ShiftBar({ bar, zone, tint, room = 'some' }: BarProps) {
  const me = useMe().name;
  const { onCall, start, end } = bar.segment;
  const who = onCall.length === 0 ? words.calendar.nobody : onCall.join(', ');
  return (
    <span
      title={`${who}: ${absolute(start, zone)} – ${absolute(end, zone)}`}
      style={{ left: `${bar.left * 100}%`, width: `calc(${bar.width * 100}% - 2px)` }}
      className={cx(
        '@container absolute inset-y-0 flex items-center overflow-hidden text-sm',
        bar.begins && 'rounded-l-md',
        bar.ends && 'rounded-r-md',
        swatchOf(tint, onCall),
        onCall.length === 0 && 'font-semibold text-critical',
        onCall.includes(me) && 'font-semibold ring-2 ring-accent ring-inset',
      )}
    >
      <span
        className={cx(
          'hidden truncate px-1 text-xs @[5rem]:px-1.5 @[5rem]:text-sm',
          onCall.length === 0 && room !== 'none' ? '@[4.25rem]:block' : nameFrom[room],
        )}
      >
        {who}
      </span>
    </span>
  );
}

const nameFrom = { some: '@[1.75rem]:block', ample: '@[2.75rem]:block', none: '' };

/** Neighbours differ: each set of people keeps one of six quiet tints, in order of first appearance. */
export function tintsOf(segments: Segment[]): Tints {
  const tints = new Map<string, number>();
  for (const { onCall } of segments) {
    const who = onCall.join(', ');
    if (onCall.length > 0 && !tints.has(who)) tints.set(who, tints.size % 6);
  }
  return tints;
}

/** The class that fills a bar or its sample: a tint for people, hatching for nobody. */
export function swatchOf(tints: Tints, onCall: string[]): string {
  return onCall.length === 0 ? 'gap-hatch' : `tint-${tints.get(onCall.join(', ')) ?? 0}`;
}

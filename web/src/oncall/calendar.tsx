import { cx } from '../ui/class-names.ts';
import { useNow } from '../ui/clock.ts';
import { locale } from '../ui/duration.ts';
import { type Bar, placeOf, type Segment, type Week, weeksOf } from './calendar-layout.ts';
import { words } from './calendar-messages.ts';
import { HolidayMark } from './holiday-line.tsx';
import { type Marks, ShiftBar, type Tints, tintsOf } from './shift-bar.tsx';
import { ZoneRuler } from './zone-ruler.tsx';

/** A thin row beneath the final one, such as a layer. What has nobody is left empty. */
export interface Lane {
  key: string;
  title: string;
  segments: Segment[];
  /** An override is drawn as a line, since its people are in the final row. */
  isLine?: boolean;
  /** Whoever is away is named in a dashed frame: it is nobody's shift. */
  look?: 'away';
}

export interface Picked {
  start: string;
  end: string;
}

interface Props {
  days: Temporal.PlainDate[];
  segments: Segment[];
  zone: string;
  lanes?: readonly Lane[];
  /** Other zones whose days are shown as rulers above the shifts. */
  rulers?: readonly string[];
  /** The zone of each person who has one, for those who live by another clock. */
  zonesOf?: ReadonlyMap<string, string>;
  /** What is held and what it would be dropped on, by the starts of the shifts. */
  marks?: Marks | undefined;
  /** What the public holidays are called, by day, such as 2026-05-01. */
  holidays?: ReadonlyMap<string, string>;
  /** What somebody chooses right now: a span, or a moment where both ends are one. */
  picked?: Picked | undefined;
}

/**
 * The final schedule as a calendar: a row for each week, a bar for each shift, gaps hatched, lanes beneath. A picture
 * with a table below. Rows bear `data-week`, by which a pointer finds its moment.
 */
export function Calendar(props: Props) {
  const { days, segments, zone, lanes = [] } = props;
  const present = Temporal.Instant.fromEpochMilliseconds(useNow());
  const tint = tintsOf([...segments, ...lanes.flatMap((lane) => lane.segments)]);
  const rows = weeksOf(days, segments, zone);
  return (
    <div aria-hidden="true" className="overflow-hidden rounded-lg border border-line bg-raised text-sm">
      <div className="grid grid-cols-7 border-b border-line text-xs text-quiet">
        {days.slice(0, 7).map((day) => (
          <span key={String(day)} className="px-1 py-1">
            {day.toLocaleString(locale, { weekday: 'short' })}
          </span>
        ))}
      </div>
      {rows.map((week, at) => (
        <WeekRow key={String(week.days[0])} {...props} week={week} at={at} present={present} tint={tint} />
      ))}
    </div>
  );
}

interface RowProps extends Props {
  week: Week;
  at: number;
  present: Temporal.Instant;
  tint: Tints;
}

function WeekRow({ week, at, zone, present, tint, lanes = [], rulers = [], ...rest }: RowProps) {
  const now = placeOf(present, week.days, zone);
  const today = present.toZonedDateTimeISO(zone).toPlainDate();
  return (
    <div data-week={at} className="relative border-b border-line last:border-b-0">
      <div className="absolute inset-0 grid grid-cols-7 divide-x divide-line">
        {week.days.map((day) => (
          <span
            key={String(day)}
            className={cx(
              'overflow-hidden px-1 pt-1 text-xs whitespace-nowrap',
              day.equals(today) ? 'bg-accent-soft font-semibold' : 'text-quiet',
              day.dayOfWeek > 5 && !day.equals(today) && 'bg-surface',
            )}
          >
            {day.day === 1 ? day.toLocaleString(locale, { day: 'numeric', month: 'short' }) : day.day}
            <LongDay day={day} zone={zone} />
            <HolidayMark text={rest.holidays?.get(String(day))} />
          </span>
        ))}
      </div>
      <div className="pt-7 pb-2">
        {rulers.map((other) => (
          <ZoneRuler key={other} days={week.days} zone={zone} other={other} />
        ))}
        <div className="relative h-11">
          {week.bars.map((bar) => (
            <ShiftBar
              key={bar.segment.start}
              bar={bar}
              zone={zone}
              tint={tint}
              zonesOf={rest.zonesOf}
              marks={rest.marks}
            />
          ))}
        </div>
        {lanes.map((lane) => (
          <LaneRow key={lane.key} lane={lane} week={week} zone={zone} tint={tint} />
        ))}
      </div>
      {rest.picked && <PickedMark week={week} zone={zone} picked={rest.picked} />}
      {now !== undefined && (
        <span className="absolute top-6 bottom-0 w-0.5 bg-accent" style={{ left: `${now * 100}%` }} />
      )}
    </div>
  );
}

function LaneRow({ lane, week, zone, tint }: { lane: Lane; week: Week; zone: string; tint: Tints }) {
  const bars = weeksOf(week.days, lane.segments, zone).flatMap((one) => one.bars);
  const shown = bars.filter((bar) => bar.segment.onCall.length > 0);
  if (lane.isLine)
    return (
      <div className="relative mt-0.5 h-1">
        {shown.map((bar) => (
          <span
            key={bar.segment.start}
            title={lane.title}
            style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
            className="absolute inset-y-0 rounded bg-accent"
          />
        ))}
      </div>
    );
  if (lane.look === 'away') return <AwayRow bars={shown} title={lane.title} />;
  return (
    <div className="relative mt-0.5 h-5 opacity-80" title={lane.title}>
      {shown.map((bar) => (
        <ShiftBar key={bar.segment.start} bar={bar} zone={zone} tint={tint} room="ample" />
      ))}
    </div>
  );
}

function AwayRow({ bars, title }: { bars: readonly Bar[]; title: string }) {
  if (bars.length === 0) return null;
  return (
    <div className="relative mt-0.5 h-5">
      {bars.map((bar) => (
        <span
          key={bar.segment.start}
          title={title}
          style={{ left: `${bar.left * 100}%`, width: `calc(${bar.width * 100}% - 2px)` }}
          className="absolute inset-y-0 truncate rounded border border-dashed border-line-strong px-1 text-xs text-quiet"
        >
          {title}
        </span>
      ))}
    </div>
  );
}

/** Said only of days on which clocks change. */
function LongDay({ day, zone }: { day: Temporal.PlainDate; zone: string }) {
  const hours = day.toZonedDateTime(zone).hoursInDay;
  if (hours === 24) return null;
  return (
    <span title={words.longer(hours)} className="ml-1 font-semibold text-warning">
      {words.hours(hours)}
    </span>
  );
}

function PickedMark({ week, zone, picked }: { week: Week; zone: string; picked: Picked }) {
  if (picked.start === picked.end) {
    const place = placeOf(Temporal.Instant.from(picked.start), week.days, zone);
    if (place === undefined) return null;
    return (
      <span
        className="absolute inset-y-0 w-1 -translate-x-1/2 bg-accent"
        style={{ left: `${place * 100}%` }}
      />
    );
  }
  const [bar] = weeksOf(week.days, [{ ...picked, onCall: [] }], zone).flatMap((one) => one.bars);
  if (!bar) return null;
  return (
    <span
      className="absolute inset-y-0 rounded border-2 border-accent bg-accent/20"
      style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
    />
  );
}

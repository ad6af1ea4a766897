import { useMe } from '../app/session.tsx';
import { cx } from '../ui/class-names.ts';
import { useNow } from '../ui/clock.ts';
import { absolute, locale } from '../ui/duration.ts';
import { type Bar, placeOf, type Segment, type Week, weeksOf } from './calendar-layout.ts';
import { words } from './messages.ts';

/** The quiet colour of each set of people, by their names. */
export type Tints = ReadonlyMap<string, number>;

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
  /** The zone whose midnights are shown as thin lines. */
  besides?: string | undefined;
  /** What somebody chooses right now: a span, or a moment where both ends are one. */
  picked?: Picked | undefined;
}

/**
 * The final schedule as a calendar: a row for each week, a bar for each shift, gaps hatched, lanes beneath. A picture
 * with a table below. Rows bear `data-week`, by which a pointer finds its moment.
 */
export function Calendar({ days, segments, zone, lanes = [], besides, picked }: Props) {
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
        <WeekRow
          key={String(week.days[0])}
          week={week}
          at={at}
          zone={zone}
          present={present}
          tint={tint}
          lanes={lanes}
          besides={besides}
          picked={picked}
        />
      ))}
    </div>
  );
}

interface RowProps {
  week: Week;
  at: number;
  zone: string;
  present: Temporal.Instant;
  tint: Tints;
  lanes: readonly Lane[];
  besides: string | undefined;
  picked: Picked | undefined;
}

function WeekRow({ week, at, zone, present, tint, lanes, besides, picked }: RowProps) {
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
          </span>
        ))}
      </div>
      <div className="pt-7 pb-2">
        <div className="relative h-11">
          {week.bars.map((bar) => (
            <ShiftBar key={bar.segment.start} bar={bar} zone={zone} tint={tint} />
          ))}
        </div>
        {lanes.map((lane) => (
          <LaneRow key={lane.key} lane={lane} week={week} zone={zone} tint={tint} />
        ))}
      </div>
      {besides !== undefined && <Midnights week={week} zone={zone} besides={besides} />}
      {picked && <PickedMark week={week} zone={zone} picked={picked} />}
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

/** Where the day changes elsewhere; midnights that fall together with those of the calendar add nothing. */
function Midnights({ week, zone, besides }: { week: Week; zone: string; besides: string }) {
  return week.days.map((day) => {
    const place = placeOf(day.toZonedDateTime(besides).toInstant(), week.days, zone);
    return place === undefined ? null : (
      <span
        key={String(day)}
        className="absolute inset-y-0 border-l border-dashed border-line-strong"
        style={{ left: `${place * 100}%` }}
      />
    );
  });
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

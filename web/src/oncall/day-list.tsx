import { useMe } from '../app/session.tsx';
import { cx } from '../ui/class-names.ts';
import { useTicking } from '../ui/clock.ts';
import { locale, moment } from '../ui/duration.ts';
import { Mark } from '../ui/mark.tsx';
import { type DayOfShifts, isOver, type Segment, shiftsByDay } from './calendar-layout.ts';
import { words } from './messages.ts';
import { nobodyText, swatchOf, type Tints } from './shift-bar.tsx';
import { TheirClocks } from './their-clocks.tsx';

interface Props {
  segments: Segment[];
  zone: string;
  tints: Tints;
  zonesOf?: ReadonlyMap<string, string>;
}

/** Whose turn when, a day after the other: what a phone shows where the bars have no room for names. */
export function DayList({ segments, zone, tints, zonesOf }: Props) {
  const minute = useTicking((now) => Math.floor(now / 60_000) * 60_000);
  const now = Temporal.Instant.fromEpochMilliseconds(minute);
  const over = segments.filter((one) => isOver(one, now));
  const ahead = segments.filter((one) => !isOver(one, now));
  const show = (some: Segment[]) =>
    shiftsByDay(some, zone).map((day) => (
      <Day key={String(day.day)} shown={day} now={now} zone={zone} tints={tints} zonesOf={zonesOf} />
    ));
  if (segments.length === 0) return <p className="text-sm text-quiet">{words.calendar.empty}</p>;
  return (
    <div className="text-sm">
      {over.length > 0 && (
        <details open={ahead.length === 0}>
          <summary className="disclosure flex min-h-11 items-center text-quiet">
            {words.calendar.over(over.length)}
          </summary>
          {show(over)}
        </details>
      )}
      {show(ahead)}
    </div>
  );
}

interface DayProps {
  shown: DayOfShifts;
  now: Temporal.Instant;
  zone: string;
  tints: Tints;
  zonesOf: ReadonlyMap<string, string> | undefined;
}

function Day({ shown: { day, shifts }, now, zone, tints, zonesOf }: DayProps) {
  const isToday = now.toZonedDateTimeISO(zone).toPlainDate().equals(day);
  const name = day.toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <section className="mt-3 first:mt-0">
      <h3 className={cx('pb-1 text-xs font-semibold', isToday ? 'text-accent' : 'text-quiet')}>
        {isToday ? `${name} · ${words.calendar.today}` : name}
      </h3>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {shifts.map((one) => (
          <Shift key={one.start} shift={one} now={now} zone={zone} tints={tints} zonesOf={zonesOf} />
        ))}
      </ul>
    </section>
  );
}

type ShiftProps = Omit<DayProps, 'shown'> & { shift: Segment };

function Shift({ shift, now, zone, tints, zonesOf }: ShiftProps) {
  const me = useMe().name;
  const { onCall, start, end } = shift;
  const isNow = Temporal.Instant.compare(Temporal.Instant.from(start), now) <= 0 && !isOver(shift, now);
  return (
    <li
      className={cx(
        'grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 px-3 py-2',
        isNow && 'bg-accent-soft',
      )}
    >
      <span
        aria-hidden="true"
        className={cx('my-0.5 w-3 rounded border border-line', swatchOf(tints, onCall))}
      />
      <span className={cx('min-w-0', onCall.includes(me) && 'font-semibold')}>
        {onCall.length === 0 ? (
          <Mark tone="critical" word={nobodyText(shift)} />
        ) : (
          onCall.map((name) => (name === me ? `${name} (${words.now.you})` : name)).join(', ')
        )}
        {isNow && <span className="font-medium text-accent"> · {words.calendar.now}</span>}
        <TheirClocks shift={shift} zone={zone} zonesOf={zonesOf} />
      </span>
      <span className="figures text-right text-quiet">
        <time dateTime={start}>{moment(start, Date.parse(start), zone)}</time> –{' '}
        <time dateTime={end}>{endOf(shift, zone)}</time>
      </span>
    </li>
  );
}

/** When it ends: the time of day, with its day when that is not the first such time after the start. */
function endOf({ start, end }: Segment, zone: string): string {
  const [from, until] = [Date.parse(start), Date.parse(end)];
  return moment(end, until - from < 86_400_000 ? until : from, zone);
}

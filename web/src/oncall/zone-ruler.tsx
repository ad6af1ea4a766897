import { locale } from '../ui/duration.ts';
import { words } from './calendar-messages.ts';
import { haveSameClock, rulerOf, type Stretch } from './zone-rulers.ts';

interface Props {
  days: readonly Temporal.PlainDate[];
  zone: string;
  other: string;
}

/** The days of another zone above a week of the calendar; nothing where its clock is the same. */
export function ZoneRuler({ days, zone, other }: Props) {
  if (haveSameClock(days, zone, other)) return null;
  return (
    <div data-zone={other} title={other} className="relative mb-0.5 h-5 bg-sunken text-xs text-quiet">
      {rulerOf(days, zone, other).map((one) => (
        <Day key={String(one.day)} stretch={one} other={other} />
      ))}
    </div>
  );
}

/** Where there is room, the day bears the name of its place: a reader of several rulers must not count them. */
function Day({ stretch: { day, left, width, hours }, other }: { stretch: Stretch; other: string }) {
  const weekday = day.toLocaleString(locale, { weekday: 'short' });
  return (
    <span
      className="@container absolute inset-y-0 overflow-hidden border-l border-dashed border-line-strong"
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
    >
      <span className="hidden truncate px-1 leading-5 @[1.25rem]:block">
        <span className="hidden @[3.25rem]:inline">{weekday} </span>
        {day.day}
        {hours !== 24 && (
          <span title={words.longer(hours)} className="ml-1 font-semibold text-warning">
            {words.hours(hours)}
          </span>
        )}
        <span className="ml-1 hidden @[7rem]:inline">{placeOfZone(other)}</span>
      </span>
    </span>
  );
}

/** The last part of the zone's name, as people call it: `New York`. */
export function placeOfZone(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

import { useMe } from '../app/session.tsx';
import { cx } from '../ui/class-names.ts';
import { absolute, dated } from '../ui/duration.ts';
import type { Bar, Segment } from './calendar-layout.ts';
import { words as own } from './calendar-messages.ts';
import { words } from './messages.ts';
import { elsewhere } from './zone-rulers.ts';

/** The quiet colour of each set of people, by their names. */
export type Tints = ReadonlyMap<string, number>;

/** The shift that is held, and the one that it would be dropped on, each by its start. */
export interface Marks {
  held?: string | undefined;
  over?: string | undefined;
}

interface BarProps {
  bar: Bar;
  zone: string;
  tint: Tints;
  zonesOf?: ReadonlyMap<string, string> | undefined;
  marks?: Marks | undefined;
  /** How much room a name needs to be shown: `some` takes a name that is cut, `ample` hardly ever cuts one. */
  room?: 'some' | 'ample' | 'none';
}

/** One shift in a row that is positioned; its name shows where there is room. */
export function ShiftBar({ bar, zone, tint, zonesOf, marks, room = 'some' }: BarProps) {
  const me = useMe().name;
  const { onCall, start } = bar.segment;
  const who = onCall.length === 0 ? nobodyText(bar.segment) : onCall.join(', ');
  return (
    <span
      title={titleOf(bar.segment, zone, zonesOf)}
      {...(marks && { 'data-shift': start })}
      style={{ left: `${bar.left * 100}%`, width: `calc(${bar.width * 100}% - 2px)` }}
      className={cx(
        '@container absolute inset-y-0 flex items-center overflow-hidden text-sm',
        bar.begins && 'rounded-l-md',
        bar.ends && 'rounded-r-md',
        swatchOf(tint, onCall),
        onCall.length === 0 && 'font-semibold text-critical',
        onCall.includes(me) && 'font-semibold ring-2 ring-accent ring-inset',
        marks && 'cursor-grab',
        marks?.held === start && 'opacity-60 outline-2 -outline-offset-2 outline-accent outline-dashed',
        marks?.over === start && 'outline-3 -outline-offset-3 outline-accent',
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

/** Why nobody is on call: whoever it would be may have left. */
export function nobodyText({ left = [] }: Segment): string {
  return left.length === 0 ? words.calendar.nobody : `${words.calendar.nobody}: ${own.left(left)}`;
}

/** Who, from when until when, by the calendar's clock and by the clocks of those who live by another. */
function titleOf(segment: Segment, zone: string, zonesOf: ReadonlyMap<string, string> = new Map()): string {
  const { onCall, start, end, left = [] } = segment;
  const who = onCall.length === 0 ? nobodyText(segment) : onCall.join(', ');
  return [
    `${who}: ${absolute(start, zone)} – ${absolute(end, zone)}`,
    ...elsewhere(segment, zone, zonesOf).map((one) =>
      own.byTheirClock(one.person, dated(start, one.zone), dated(end, one.zone), one.zone),
    ),
    ...(onCall.length > 0 && left.length > 0 ? [own.left(left)] : []),
  ].join('\n');
}

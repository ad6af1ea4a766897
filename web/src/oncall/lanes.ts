/** Pure: what lies beneath the final schedule in the calendar, the topmost layer first. */
import type { Schedule } from '@muster/contract/oncall/definition';
import type { Lane } from './calendar.tsx';
import type { Segment } from './calendar-layout.ts';
import { nameOfLayer } from './rota-sentence.ts';

/** The layers by level, from the highest down; `found` is in the order of the definition. */
export function layerLanes(schedule: Schedule, found: readonly Segment[][]): Lane[] {
  return schedule.layers
    .map((layer, at) => ({
      level: layer.level ?? at,
      lane: {
        key: `layer ${at}`,
        title: nameOfLayer(layer, at),
        segments: found[at] ?? [],
      },
    }))
    .toSorted((a, b) => b.level - a.level)
    .map((one) => one.lane)
    .filter((lane) => lane.segments.some((segment) => segment.onCall.length > 0));
}

/** One line for all overrides that people made; none when there are none. */
export function overrideLane(
  overrides: readonly { start: string; end: string; createdBy: string }[],
  title: string,
): Lane[] {
  const segments = overrides.map((one) => ({ start: one.start, end: one.end, onCall: [one.createdBy] }));
  return segments.length === 0 ? [] : [{ key: 'overrides', title, segments, isLine: true }];
}

/** A line for each person who is away, by name; at most six, since the text below names all. */
export function awayLanes(
  away: readonly { person: string; start: string; end: string }[],
  titleOf: (person: string) => string,
): Lane[] {
  return [...Map.groupBy(away, (one) => one.person)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .slice(0, 6)
    .map(([person, all]) => ({
      key: `away ${person}`,
      title: titleOf(person),
      segments: all.map(({ start, end }) => ({ start, end, onCall: [person] })),
      look: 'away' as const,
    }));
}

/** A frame with its name for each rota that stands in for the usual one. */
export function temporaryLanes(temporary: readonly { name: string; start: string; end: string }[]): Lane[] {
  return temporary.map(({ name, start, end }, at) => ({
    key: `temporary ${at}`,
    title: name,
    segments: [{ start, end, onCall: [name] }],
    look: 'away' as const,
  }));
}

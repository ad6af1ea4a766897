/**
 * Pure: a schedule while somebody edits it. The draft is the definition itself, cut into parts that can be moved; what
 * the form does not draw (overrides that stand in the definition) is carried along untouched.
 */
import type {
  Layer,
  Override,
  Rotation,
  Schedule,
  Weekday,
  Window,
} from '@muster/contract/oncall/definition';

export interface DraftLayer {
  /** Stays with the layer while it is moved about. */
  key: number;
  layer: Layer;
}

export interface Draft {
  name: string;
  team: string | null;
  timeZone: string;
  layers: DraftLayer[];
  overrides: readonly Override[] | undefined;
}

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A schedule that is not there yet: one layer that only lacks people. */
export function newDraft(timeZone: string, today: string): Draft {
  return {
    name: '',
    team: null,
    timeZone,
    layers: [{ key: 1, layer: newLayer(today) }],
    overrides: undefined,
  };
}

/** Weekly turns from Monday at nine, as most rotas are, that hold from the beginning of `today`, such as 2026-11-21. */
export function newLayer(today: string): Layer {
  const handoff = { weekday: 'mon', time: '09:00' } as const;
  return { rotation: { unit: 'week', length: 1, start: `${today}T00:00`, handoff, members: [[]] } };
}

export function draftOf(name: string, team: string | null, { timeZone, layers, overrides }: Schedule): Draft {
  return { name, team, timeZone, layers: layers.map((layer, at) => ({ key: at + 1, layer })), overrides };
}

/** What the server has stored has passed the schema of a schedule there. */
export function definitionIn(stored: Record<string, unknown>): Schedule {
  return stored as unknown as Schedule;
}

/** The definition that the draft stands for. */
export function definitionOf({ timeZone, layers, overrides }: Draft): Schedule {
  return {
    timeZone,
    layers: layers.map((one) => one.layer),
    ...(overrides ? { overrides } : {}),
  } as Schedule;
}

/** With one more layer on top. */
export function withLayer(draft: Draft, layer: Layer): Draft {
  const key = Math.max(0, ...draft.layers.map((one) => one.key)) + 1;
  return { ...draft, layers: [...draft.layers, { key, layer }] };
}

/** The thing without the members that are given as undefined, and with the others set. */
export function changed<T extends object>(thing: T, change: { [K in keyof T]?: T[K] | undefined }): T {
  const entries = Object.entries({ ...thing, ...change }).filter(([, value]) => value !== undefined);
  // Only optional members can be given as undefined without changing what T demands: callers see to that.
  return Object.fromEntries(entries) as T;
}

/** The rotation in another unit: what only the old one knows (its handoff, its days) goes, the time of day stays. */
export function inUnit(rotation: Rotation, unit: Rotation['unit']): Rotation {
  const time = rotation.handoff?.time ?? rotation.start.slice(11);
  return changed(rotation, {
    unit,
    days: unit === 'day' ? rotation.days : undefined,
    handoff: rotation.handoff && unit !== 'hour' ? handoffFor(unit, time) : undefined,
  });
}

/** A fixed handoff as this unit wants it. */
export function handoffFor(unit: Rotation['unit'], time: string): Rotation['handoff'] {
  if (unit === 'week') return { weekday: 'mon', time };
  if (unit === 'month') return { monthDay: 1, time };
  return unit === 'day' ? { time } : undefined;
}

/** The same layer as a fixed set of people, or as people who take turns. */
export function asKind(layer: Layer, kind: 'rotation' | 'users', today: string): Layer {
  const people = [...new Set(layer.users ?? layer.rotation?.members.flat() ?? [])];
  if (kind === 'users') return changed(layer, { rotation: undefined, users: people });
  const fresh = newLayer(today).rotation;
  const members = people.length > 0 ? people.map((person) => [person]) : [[]];
  return changed(layer, { users: undefined, rotation: fresh && { ...fresh, members } });
}

/** Office hours, the window that is wanted most. */
export const newWindow: Window = {
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
};
/** The weekend as one span. */
export const newSpan: Window = {
  start: { weekday: 'fri', time: '17:00' },
  end: { weekday: 'mon', time: '09:00' },
};

/** Whether the layer has ended for good at this instant, on its own wall clock. */
export function isPast(layer: Layer, zone: string, now: Temporal.Instant): boolean {
  if (layer.until === undefined) return false;
  const wall = now.toZonedDateTimeISO(layer.timeZone ?? zone).toPlainDateTime();
  return layer.until <= wall.toString({ smallestUnit: 'minute' });
}

/** What the server says of each layer, by its place: pointers such as `/schedule/layers/0/rotation/length`. */
export function faultsOf(errors: readonly { pointer: string; message: string }[]): Map<number, string[]> {
  const faults = new Map<number, string[]>();
  for (const { pointer, message } of errors) {
    const at = /\/layers\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
    const layer = at === undefined ? -1 : Number(at);
    faults.set(layer, [...(faults.get(layer) ?? []), message]);
  }
  return faults;
}

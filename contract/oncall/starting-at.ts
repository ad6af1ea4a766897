/**
 * Pure: when a change of a rota starts to hold. What held until then goes on to hold before that instant, by the
 * format's own effective dates (S5: they clip and move no turn), so that the past stays what it was and a change can be
 * saved today for next Monday.
 */
import type { Layer, Override, Schedule } from './definition.ts';

/** `before` until the instant, `after` from then on. Layers that are the same in both stay whole. */
export function startingAt(before: Schedule, after: Schedule, wanted: Temporal.Instant): Schedule {
  const [old, fresh] = [levelled(before, after.timeZone), levelled(after, after.timeZone)];
  const texts = { old: old.map(textOf), fresh: fresh.map(textOf) };
  if (texts.old.join() === texts.fresh.join()) return after;
  const cut = clearMoment(wanted, [...old, ...fresh], after.timeZone);
  const isKept = (at: number) => texts.fresh.includes(texts.old[at] ?? '');
  const ending = old
    .filter((_, at) => !isKept(at))
    .flatMap((layer) => endAt(layer, localAt(cut, layer, after.timeZone)));
  const beginning = fresh.flatMap((layer, at) =>
    texts.old.includes(texts.fresh[at] ?? '') ? [layer] : startAt(layer, localAt(cut, layer, after.timeZone)),
  );
  const taken = new Set(beginning.flatMap((layer) => layer.id ?? []));
  const renamed = new Map<string, string>();
  const past = ending.map((layer) => renameIfTaken(layer, taken, renamed));
  const overrides = scopedToBoth(after.overrides, renamed, taken);
  return { ...after, layers: [...past, ...beginning], ...(overrides ? { overrides } : {}) };
}

/** Its levels written out, since places change; and its own zone, where the schedule's becomes another. */
function levelled(schedule: Schedule, zone: string): Layer[] {
  return schedule.layers.map((layer, at) => ({
    ...layer,
    level: layer.level ?? at,
    ...(layer.timeZone === undefined && schedule.timeZone !== zone ? { timeZone: schedule.timeZone } : {}),
  }));
}

function endAt(layer: Layer, cut: string): Layer[] {
  if (layer.from !== undefined && layer.from >= cut) return [];
  return layer.until !== undefined && layer.until <= cut ? [layer] : [{ ...layer, until: cut }];
}

function startAt(layer: Layer, cut: string): Layer[] {
  if (layer.until !== undefined && layer.until <= cut) return [];
  return layer.from !== undefined && layer.from >= cut ? [layer] : [{ ...layer, from: cut }];
}

/**
 * The instant, rounded up to a minute and moved on until every wall clock concerned shows it for the first time: local
 * times that come twice mean the first one (S2), and old and new have to meet at one instant.
 */
function clearMoment(wanted: Temporal.Instant, layers: readonly Layer[], zone: string): Temporal.Instant {
  const zones = [...new Set(layers.map((layer) => layer.timeZone ?? zone))];
  let at = wanted.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  for (let tries = 0; tries < 200 && !zones.every((one) => isFirst(at, one)); tries += 1) {
    at = at.add({ minutes: 15 });
  }
  return at;
}

function isFirst(at: Temporal.Instant, zone: string): boolean {
  const wall = at.toZonedDateTimeISO(zone).toPlainDateTime();
  return wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).toInstant().equals(at);
}

function localAt(at: Temporal.Instant, layer: Layer, zone: string): string {
  const wall = at.toZonedDateTimeISO(layer.timeZone ?? zone).toPlainDateTime();
  return wall.toString({ smallestUnit: 'minute' });
}

/** Two layers cannot bear one id: the one that ends takes a new one, and `renamed` learns which. */
function renameIfTaken(layer: Layer, taken: Set<string>, renamed: Map<string, string>): Layer {
  if (layer.id === undefined) return layer;
  let id = layer.id;
  for (let n = 1; taken.has(id); n += 1)
    id = `${layer.id} until ${layer.until?.slice(0, 10)}${n > 1 ? ` (${n})` : ''}`;
  taken.add(id);
  if (id !== layer.id) renamed.set(layer.id, id);
  return { ...layer, id };
}

/** An override of a layer means the layer on both sides of the cut, and nothing where neither is left. */
function scopedToBoth(
  overrides: readonly Override[] | undefined,
  renamed: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Override[] | undefined {
  return overrides?.flatMap((one) => {
    if (one.layers === undefined) return [one];
    const layers = one.layers.flatMap((id) => [id, renamed.get(id) ?? id]).filter((id) => known.has(id));
    return layers.length === 0 ? [] : [{ ...one, layers: [...new Set(layers)] }];
  });
}

function textOf(layer: Layer): string {
  return JSON.stringify(sorted(layer));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

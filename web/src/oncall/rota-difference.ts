/** Pure: what differs between two definitions of one schedule, in lines that name the layer. */
import type { Layer, Schedule } from '@muster/contract/oncall/definition';
import { nameOfLayer, sentencesOf } from './rota-sentence.ts';

export interface Difference {
  what: string;
  before: string | null;
  after: string | null;
}

/** Layers are matched by their ids, and by their places where they have none. Empty when nothing differs. */
export function differencesOf(before: Schedule, after: Schedule): Difference[] {
  const [old, fresh] = [named(before), named(after)];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])];
  const layers = keys.flatMap((what) => differing(what, old.get(what) ?? null, fresh.get(what) ?? null));
  const zones = differing('Time zone', before.timeZone, after.timeZone);
  const [from, to] = [[...old.keys()].join(', '), [...fresh.keys()].join(', ')];
  const order = old.size === fresh.size && layers.length === 0 ? differing('Order', from, to) : [];
  const overrides = differing('Overrides', textOf(before.overrides ?? []), textOf(after.overrides ?? []));
  return [...zones, ...layers, ...order, ...overrides];
}

function named(schedule: Schedule): Map<string, string> {
  return new Map(
    schedule.layers.map((layer, at) => [nameOfLayer(layer, at), inWords(layer, schedule.timeZone)]),
  );
}

/** Sentences first; what they do not tell follows, so that no change goes unseen. */
function inWords(layer: Layer, zone: string): string {
  const level = layer.level === undefined ? [] : [`Level ${layer.level}.`];
  return [...sentencesOf(layer, zone), ...level].join(' ');
}

function differing(what: string, before: string | null, after: string | null): Difference[] {
  return before === after ? [] : [{ what, before, after }];
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

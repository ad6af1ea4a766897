/** Pure: a temporary schedule while somebody writes it. Times are those of date-time fields, by the schedule's clock. */
import type { Schedule } from '@muster/contract/oncall/definition';
import type { addTemporary } from '@muster/contract/oncall/temporary-schedules';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { instantOfField } from './own-shifts.ts';
import { type Draft, definitionOf, newLayer } from './rota-draft.ts';

export interface TemporaryDraft {
  name: string;
  from: string;
  /** The last start that was one, with which rotations begin. */
  started: string;
  until: string;
  rota: Draft;
}

/** From the coming Monday for two weeks: everybody of the usual rota who is here takes a week in turn. */
export function newTemporary(
  schedule: string,
  usual: Schedule,
  here: readonly string[],
  today: Temporal.PlainDate,
): TemporaryDraft {
  const monday = today.add({ days: 8 - today.dayOfWeek });
  const layer = newLayer(String(monday));
  const members = peopleIn(usual).filter((person) => here.includes(person));
  const turns = members.length > 0 ? members.map((person) => [person]) : [[]];
  const from = `${monday}T09:00`;
  // The first turn begins with the span; an earlier start would give it away before anybody has it.
  const rotation = layer.rotation && { ...layer.rotation, start: from, members: turns };
  return {
    name: '',
    from,
    started: from,
    until: `${monday.add({ weeks: 2 })}T09:00`,
    rota: {
      name: schedule,
      team: null,
      timeZone: usual.timeZone,
      layers: [{ key: 1, layer: { ...layer, ...(rotation ? { rotation } : {}) } }],
      overrides: undefined,
    },
  };
}

/** With another start; rotations that began with the old one begin with the new one. */
export function startingOn(draft: TemporaryDraft, from: string): TemporaryDraft {
  if (from === '') return { ...draft, from };
  const layers = draft.rota.layers.map(({ key, layer }) => {
    const { rotation } = layer;
    if (rotation?.start !== draft.started) return { key, layer };
    return { key, layer: { ...layer, rotation: { ...rotation, start: from } } };
  });
  return { ...draft, from, started: from, rota: { ...draft.rota, layers } };
}

/** What is sent; undefined while the times are none or the wrong way round. */
export function bodyOf(draft: TemporaryDraft): BodyOf<typeof addTemporary> | undefined {
  const zone = draft.rota.timeZone;
  const [start, end] = [instantOfField(draft.from, zone), instantOfField(draft.until, zone)];
  if (start === '' || end === '' || start >= end) return undefined;
  return { name: draft.name.trim(), start, end, rota: definitionOf(draft.rota) };
}

function peopleIn({ layers }: Schedule): string[] {
  const all = layers.flatMap(({ users = [], rotation }) => [...users, ...(rotation?.members.flat() ?? [])]);
  return [...new Set(all)];
}

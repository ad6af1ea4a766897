/** Pure: a temporary schedule while somebody writes it. Times are those of date-time fields, by the schedule's clock. */
import type { Schedule } from '@muster/contract/oncall/definition';
import type { addTemporary } from '@muster/contract/oncall/temporary-schedules';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { instantOfField } from './own-shifts.ts';
import { type Draft, definitionOf, newLayer } from './rota-draft.ts';

export interface TemporaryDraft {
  name: string;
  from: string;
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
  const rotation = layer.rotation && { ...layer.rotation, members: turns };
  return {
    name: '',
    from: `${monday}T09:00`,
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

/** With another start; rotations that began on the day of the old one begin on that of the new one. */
export function startingOn(draft: TemporaryDraft, from: string): TemporaryDraft {
  const [before, after] = [draft.from.slice(0, 10), from.slice(0, 10)];
  if (after.length < 10) return { ...draft, from };
  const layers = draft.rota.layers.map(({ key, layer }) => {
    const { rotation } = layer;
    if (rotation?.start.slice(0, 10) !== before) return { key, layer };
    return {
      key,
      layer: { ...layer, rotation: { ...rotation, start: `${after}${rotation.start.slice(10)}` } },
    };
  });
  return { ...draft, from, rota: { ...draft.rota, layers } };
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

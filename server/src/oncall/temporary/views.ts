import { changingHands } from '@muster/contract/oncall/changing-hands';
import type { Schedule } from '@muster/contract/oncall/definition';
import {
  standIns,
  type TemporarySchedule,
  type temporaryChange,
} from '@muster/contract/oncall/temporary-schedules';
import type { z } from 'zod';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { resolve } from '../schedule/model.ts';
import { loadSchedules } from '../schedule/store.ts';
import { decideTemporary } from './decide.ts';
import { segmentsOf } from './model.ts';
import { type StoredTemporary, temporaryAhead } from './store.ts';

export async function temporaryList(
  db: Query,
  schedule: string,
  now: Temporal.Instant,
): Promise<TemporarySchedule[]> {
  return (await temporaryAhead(db, schedule, now)).map(temporaryItem);
}

export function temporaryItem({ start, end, createdAt, rota, ...one }: StoredTemporary): TemporarySchedule {
  const segments = segmentsOf({ rota, start: `${start}`, end: `${end}` });
  return {
    ...one,
    start: wireTime(start),
    end: wireTime(end),
    createdAt: wireTime(createdAt),
    segments: segments.map(toWire),
    rota: { ...rota },
  };
}

/** Who would gain and lose which hours: the very computation of what is saved, on top of what holds. */
export async function changeView(
  db: Query,
  schedule: string,
  given: { start: string; end: string; rota: Schedule },
  now: Temporal.Instant,
): Promise<z.output<typeof temporaryChange>> {
  const { start, end } = decideTemporary(given, 0, now);
  const definition = (await loadSchedules(db, [schedule], start)).get(schedule);
  if (!definition) throw notFound('schedule');
  const rules = standIns(
    { start: `${start}`, end: `${end}` },
    segmentsOf({ rota: given.rota, start: `${start}`, end: `${end}` }),
  );
  const changed = { ...definition, overrides: [...(definition.overrides ?? []), ...rules] };
  const after = resolve(changed, start, end);
  return { segments: after.map(toWire), ...changingHands(resolve(definition, start, end), after) };
}

function toWire(one: { start: string; end: string; onCall: string[] }) {
  const wire = (text: string) => wireTime(Temporal.Instant.from(text));
  return { start: wire(one.start), end: wire(one.end), onCall: one.onCall };
}

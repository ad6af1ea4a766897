import type { Schedule } from '@muster/contract/oncall/definition';
import { addTemporary as addEndpoint } from '@muster/contract/oncall/temporary-schedules';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { activePeople, refuseOthers } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { coverageChanged } from '../coverage/store.ts';
import { peopleOf } from '../schedule/people.ts';
import { findSchedule } from '../schedule/store.ts';
import { decideTemporary } from './decide.ts';
import { endTemporary, insertTemporary, lockTemporary, type StoredTemporary } from './store.ts';

/** For a span another rota stands in for the usual one. */
export const addTemporary = action(
  {
    name: 'oncall.addTemporary',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...addEndpoint.body.shape }),
  },
  async (act, { schedule, name: title, rota, ...given }): Promise<StoredTemporary> => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored) throw notFound('schedule');
    await refuseOthers(act, stored.team);
    const kept = await lockTemporary(act.tx, schedule, act.now);
    const span = decideTemporary({ ...given, rota }, kept.length, act.now);
    await refuseStrangers(act.tx, rota);
    const createdBy = actorName(act.caller.actor);
    const made = { id: act.newId(), name: title, ...span, rota, createdBy, createdAt: act.now };
    await insertTemporary(act.tx, schedule, made);
    act.record(`schedule:${schedule}`, { temporary: made.id, after: factsOf(made) });
    changed(act, schedule);
    return made;
  },
);

/** It is taken back; one that has begun ends now, because the past is not changed. */
export const removeTemporary = action(
  {
    name: 'oncall.removeTemporary',
    who: 'responder',
    input: z.strictObject({ schedule: name, id: z.string() }),
  },
  async (act, { schedule, id }): Promise<void> => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored) throw notFound('schedule');
    await refuseOthers(act, stored.team);
    const found = (await lockTemporary(act.tx, schedule, act.now)).find((one) => one.id === id);
    if (!found) throw notFound('temporary schedule');
    await endTemporary(act.tx, id, act.now);
    act.record(`schedule:${schedule}`, { temporary: id, before: factsOf(found) });
    changed(act, schedule);
  },
);

/** Everybody whom the rota names has to be here. */
async function refuseStrangers(db: Query, rota: Schedule): Promise<void> {
  const named = peopleOf(rota);
  const here = await activePeople(
    db,
    named.map((one) => one.person),
  );
  const errors = named
    .filter((one) => !here.has(one.person))
    .map((one) => ({
      pointer: `/rota${one.pointer}`,
      message: `there is no person "${one.person}", or they have left`,
    }));
  if (errors.length > 0) throw new Refusal('invalid', 'Some of these people are not here.', errors);
}

function factsOf({ name: title, start, end, rota }: StoredTemporary) {
  return { name: title, start: `${start}`, end: `${end}`, rota };
}

function changed(act: Act, schedule: string): void {
  act.hint('schedules', `schedule:${schedule}`);
  coverageChanged(act);
}

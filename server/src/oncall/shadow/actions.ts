import { addShadow as addEndpoint } from '@muster/contract/oncall/shadows';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { findPerson, refuseOthers } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findSchedule } from '../schedule/store.ts';
import type { Shadow } from './model.ts';
import { deleteShadow, insertShadow, lockShadow } from './store.ts';

const longestDays = 92;

/** For a span a trainee gets copies of the pages of somebody, or of whoever is on call. */
export const addShadow = action(
  {
    name: 'oncall.addShadow',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...addEndpoint.body.shape }),
  },
  async (act, { schedule, trainee, person = null, ...span }): Promise<Shadow> => {
    const stored = await findSchedule(act.tx, schedule);
    if (!stored) throw notFound('schedule');
    await refuseStrangers(act, stored.team, { trainee, person });
    const [start, end] = [Temporal.Instant.from(span.start), Temporal.Instant.from(span.end)];
    refuseSpan(start, end, act.now);
    await refuseMissing(act, '/trainee', trainee);
    if (person !== null) await refuseMissing(act, '/person', person);
    if (person === trainee) throw wrong('/person', 'Nobody is their own shadow.');
    const createdBy = actorName(act.caller.actor);
    const made = { id: act.newId(), schedule, trainee, person, start, end, createdBy, createdAt: act.now };
    await insertShadow(act.tx, made);
    act.record(`schedule:${schedule}`, { shadow: made.id, after: factsOf(made) });
    act.hint(`schedule:${schedule}`);
    return made;
  },
);

export const removeShadow = action(
  {
    name: 'oncall.removeShadow',
    who: 'responder',
    input: z.strictObject({ schedule: name, id: z.string() }),
  },
  async (act, { schedule, id }): Promise<void> => {
    const stored = await findSchedule(act.tx, schedule);
    const found = stored && isId(id) ? await lockShadow(act.tx, schedule, id) : undefined;
    if (!stored || !found) throw notFound('shadow');
    await refuseStrangers(act, stored.team, found);
    await deleteShadow(act.tx, id);
    act.record(`schedule:${schedule}`, { shadow: id, before: factsOf(found) });
    act.hint(`schedule:${schedule}`);
  },
);

/** Whoever may change the rota, and the two whom it is about. */
async function refuseStrangers(
  act: Act,
  team: string | null,
  { trainee, person }: Pick<Shadow, 'trainee' | 'person'>,
): Promise<void> {
  const { actor } = act.caller;
  const isTheirs = actor.kind === 'person' && (actor.name === trainee || actor.name === person);
  if (!isTheirs) await refuseOthers(act, team);
}

async function refuseMissing(act: Act, pointer: string, person: string): Promise<void> {
  const found = await findPerson(act.tx, person);
  if (!found) throw wrong(pointer, `There is no person "${person}".`);
  if (found.deactivatedAt !== null) throw wrong(pointer, `${person} has left.`);
}

function refuseSpan(start: Temporal.Instant, end: Temporal.Instant, now: Temporal.Instant): void {
  const hours = start.until(end).total('hours');
  if (hours <= 0) throw wrong('/end', 'The end must come after the start.');
  if (Temporal.Instant.compare(end, now) <= 0) throw wrong('/end', 'This span is over.');
  if (hours > longestDays * 24) throw wrong('/end', `A shadow lasts at most ${longestDays} days.`);
}

function factsOf({ trainee, person, start, end }: Shadow) {
  return { trainee, person, start: wireTime(start), end: wireTime(end) };
}

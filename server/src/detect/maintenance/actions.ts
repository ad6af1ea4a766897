import { maintenanceTurned } from '@muster/contract/detect/events';
import {
  changeMaintenance as changeEndpoint,
  planMaintenance as planEndpoint,
} from '@muster/contract/detect/maintenances';
import { z } from 'zod';
import { findServices, refuseOthers } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { isBefore } from '../../platform/instants.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { announceAgain } from '../alert/actions.ts';
import { groupsOpenedSince } from '../alert/store.ts';
import { decideChange, planOf } from './decide.ts';
import {
  comingAfter,
  type Edge,
  edgesBetween,
  type Maintenance,
  runningAt,
  windowsBetween,
} from './model.ts';
import {
  lockDueMaintenances,
  lockMaintenance,
  nextMaintenanceDue,
  openMaintenances,
  saveMaintenance,
} from './store.ts';

export const maintenanceSweep = 'detect.turnMaintenances';

/** A beginning or an end of longer ago is past telling: nobody heard of it while Muster was away. */
const toldHours = 24;

/** Plans one. Its services decide who may. */
export const planMaintenance = action(
  { name: 'detect.planMaintenance', who: 'responder', input: planEndpoint.body },
  async (act, { title, note = '', services, isMajor = false, ...times }): Promise<{ id: string }> => {
    const made: Maintenance = {
      id: act.newId(),
      ...planOf(times, act.now),
      title,
      note,
      services: [...new Set(services)].toSorted(),
      isMajor,
      createdBy: actorName(act.caller.actor),
      createdAt: act.now,
      cancelledBy: null,
      version: 1,
      toldAt: act.now,
    };
    act.record(`maintenance:${made.id}`, { after: shown(made) });
    await refuseUnknown(act, made.services);
    await refuseServicesOfOthers(act, made.services);
    // What begins now is told by the sweep, as every other beginning.
    const begins = windowsBetween(made, { from: act.now, until: act.now.add({ minutes: 1 }) })[0]?.start;
    const toldAt = begins && isBefore(begins, act.now) ? begins : act.now;
    await saveMaintenance(act.tx, { ...made, toldAt: toldAt.subtract({ milliseconds: 1 }) });
    tell(act, made, { turn: 'planned', window: windowTold(made, act.now) });
    return { id: made.id };
  },
);

export const changeMaintenance = action(
  {
    name: 'detect.changeMaintenance',
    who: 'responder',
    input: z.strictObject({
      id: z.string(),
      ifMatch: z.string().max(200).nullable(),
      change: changeEndpoint.body,
    }),
  },
  async (act, { id, ifMatch, change }) => {
    const before = isId(id) ? await lockMaintenance(act.tx, id) : undefined;
    if (!before) throw notFound('maintenance');
    act.record(`maintenance:${id}`, { before: shown(before) });
    if (ifMatch !== null && ifMatch.replaceAll('"', '') !== String(before.version))
      throw new Refusal('precondition', 'It has changed since you read it. Look at it again.');
    await refuseServicesOfOthers(act, before.services);
    const { after, turn } = decideChange(before, change, act.now);
    if (change.services) {
      await refuseUnknown(act, after.services);
      await refuseServicesOfOthers(act, after.services);
    }
    const cancelledBy = after.cancelledAt ? actorName(act.caller.actor) : null;
    const kept = { ...after, cancelledBy, version: before.version + 1 };
    await saveMaintenance(act.tx, kept);
    act.record(`maintenance:${id}`, { after: shown(kept) });
    const services = [...new Set([...before.services, ...kept.services])];
    tell(act, { ...kept, services }, { turn, window: windowTold(before, act.now) });
  },
);

/**
 * Tells what has begun or ended since it was looked last. What opened while one ran and is still open is said once more
 * when it ends, so that whatever a rule does with it is done then.
 */
export async function turnMaintenances(act: Act): Promise<number> {
  const due = await lockDueMaintenances(act.tx, act.now);
  for (const one of due) {
    const since = act.now.subtract({ hours: toldHours });
    const edges = edgesBetween(one, isBefore(one.toldAt, since) ? since : one.toldAt, act.now);
    await saveMaintenance(act.tx, { ...one, toldAt: act.now });
    for (const edge of edges) {
      act.record(`maintenance:${one.id}`, { turn: edge.turn, window: wireTime(edge.window.start) });
      tell(act, one, { turn: edge.turn, window: wireTime(edge.window.start) });
    }
    await sayAgain(act, one, edges);
  }
  return due.length;
}

export function nextTurnAt(db: Query): Promise<Temporal.Instant | null> {
  return nextMaintenanceDue(db);
}

async function sayAgain(act: Act, one: Maintenance, edges: readonly Edge[]): Promise<void> {
  const ended = edges.filter(({ turn }) => turn === 'ended');
  const since = ended.map(({ window }) => window.start).toSorted(Temporal.Instant.compare)[0];
  if (!since) return;
  const others = await openMaintenances(act.tx, act.now, one.services);
  const covered = new Set(others.filter((m) => runningAt(m, act.now)).flatMap((m) => m.services));
  const free = one.services.filter((service) => !covered.has(service));
  if (free.length > 0) await announceAgain(act, await groupsOpenedSince(act.tx, free, since));
}

function tell(
  act: Act,
  one: Maintenance,
  { turn, window }: { turn: Parameters<typeof maintenanceTurned>[1]['turn'] | null; window: string | null },
): void {
  const { id, services } = one;
  if (turn !== null) act.publish(maintenanceTurned(id, { maintenance: id, services, turn, window }));
  act.hint('maintenances', 'alerts');
  act.poke(maintenanceSweep);
}

/** The window that a change is about: what runs, or what comes next. */
function windowTold(one: Maintenance, now: Temporal.Instant): string | null {
  const window = runningAt(one, now) ?? comingAfter(one, now, 1)[0];
  return window ? wireTime(window.start) : null;
}

async function refuseUnknown(act: Act, services: readonly string[]): Promise<void> {
  const found = new Set((await findServices(act.tx, services)).map((one) => one.name));
  const errors = services.flatMap((service, at) =>
    found.has(service) ? [] : [{ pointer: `/services/${at}`, message: `there is no service "${service}"` }],
  );
  if (errors.length > 0) throw new Refusal('invalid', 'Some of these services do not exist.', errors);
}

/** Each service is its team's; one that is gone is nobody's. */
export async function refuseServicesOfOthers(act: Act, services: readonly string[]): Promise<void> {
  const teams = (await findServices(act.tx, services)).map((one) => one.team);
  for (const team of new Set(teams)) await refuseOthers(act, team);
}

/** For the audit log. */
function shown(one: Maintenance) {
  const { title, note, services, isMajor, timeZone, start, end, repeats, lastDay, ends, cancelledAt } = one;
  const first = windowsBetween(
    one,
    { from: one.createdAt, until: one.createdAt.add({ hours: 24 * 1_200 }) },
    1,
  );
  return {
    title,
    note,
    services,
    isMajor,
    timeZone,
    start,
    end,
    repeats,
    lastDay,
    ends,
    begins: first[0] ? wireTime(first[0].start) : null,
    cancelledAt: cancelledAt ? wireTime(cancelledAt) : null,
  };
}

import {
  addTimeOff as addEndpoint,
  putTimeOffAddress as putAddressEndpoint,
  removeTimeOff as removeEndpoint,
} from '@muster/contract/oncall/time-off';
import { z } from 'zod';
import { activePeople, findPerson } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { fetchCalendar } from '../../platform/egress/calendar.ts';
import { isId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { personMeant } from '../contact/actions.ts';
import type { Span } from '../cover/span.ts';
import { coverageChanged } from '../coverage/store.ts';
import { readTimeOff } from './calendar-text.ts';
import { decideTimeOff } from './decide.ts';
import { aheadDays } from './model.ts';
import {
  type Address,
  claimAddress,
  deleteAddress,
  deleteEndedBefore,
  deleteTimeOff,
  insertTimeOff,
  lockTimeOff,
  nextAddressDue,
  replaceAddress,
  replaceRead,
  saveReading,
} from './store.ts';

/** What is over is kept for so long, for whoever looks back at a rota. */
const keptDays = 100;

const everyHours = 6;

type Reading = { etag: string | null; problem: string | null; spans: Span[] | null };

export const addressErrand = 'oncall.readTimeOff';

/** Takes one's time off from a calendar as well; the address is sealed, and read at once. */
export const putTimeOffAddress = action(
  { name: 'oncall.putTimeOffAddress', who: 'responder', input: putAddressEndpoint.body },
  async (act, { url }) => {
    const person = personMeant(act.caller.actor, 'me');
    await lockTimeOff(act.tx, person, act.now);
    const sealed = act.platform.secrets.seal(url.replace(/^webcal:/i, 'https:'));
    await replaceAddress(act.tx, { id: act.newId(), person, sealed }, act.now);
    act.record(`person:${person}`, { timeOffAddress: 'set' });
    act.poke(addressErrand, act.now);
    changed(act);
  },
);

export const removeTimeOffAddress = action(
  { name: 'oncall.removeTimeOffAddress', who: 'responder', input: z.strictObject({}) },
  async (act) => {
    const person = personMeant(act.caller.actor, 'me');
    if (!(await deleteAddress(act.tx, person))) throw notFound('address');
    act.record(`person:${person}`, { timeOffAddress: 'removed' });
    changed(act);
  },
);

/** Tells when one is away. The rota stays as it is. */
export const addTimeOff = action(
  { name: 'oncall.addTimeOff', who: 'responder', input: addEndpoint.body },
  async (act, { note = '', ...given }): Promise<{ id: string; person: string }> => {
    const person = personMeant(act.caller.actor, 'me');
    const kept = await lockTimeOff(act.tx, person, act.now);
    const span = decideTimeOff(given, kept.length, act.now);
    const made = { id: act.newId(), person, ...span, note, createdAt: act.now };
    await insertTimeOff(act.tx, made);
    act.record(`person:${person}`, { timeOff: made.id, start: `${span.start}`, end: `${span.end}` });
    changed(act);
    return { id: made.id, person };
  },
);

export const removeTimeOff = action(
  { name: 'oncall.removeTimeOff', who: 'responder', input: removeEndpoint.params },
  async (act, { id }) => {
    const person = personMeant(act.caller.actor, 'me');
    if (!isId(id) || !(await deleteTimeOff(act.tx, person, id))) throw notFound('time off');
    act.record(`person:${person}`, { timeOff: id, change: 'delete' });
    changed(act);
  },
);

export async function forgetTimeOff(act: Act): Promise<void> {
  await deleteEndedBefore(act.tx, act.now.subtract({ hours: 24 * keptDays }));
}

export function nextReadingAt(db: Query): Promise<Temporal.Instant | null> {
  return nextAddressDue(db);
}

/**
 * Reads the one address that is due the longest; answers whether there was one. It is asked outside of any transaction;
 * a node that dies meanwhile leaves it to the next turn. What was read before stays where reading fails.
 */
export async function readNextAddress(platform: Platform): Promise<boolean> {
  const claimed = await byItself(platform, 'oncall.readTimeOff', async (act) => {
    const address = await claimAddress(act.tx, act.now, act.now.add({ hours: everyHours }));
    if (!address) return undefined;
    const isHere = (await activePeople(act.tx, [address.person])).has(address.person);
    const person = isHere ? await findPerson(act.tx, address.person) : undefined;
    return { address, now: act.now, timeZone: person?.timeZone ?? null };
  });
  if (!claimed) return false;
  // Whoever has left is not asked after any more.
  if (claimed.timeZone === null) return true;
  const { etag, problem, spans } = await read(platform, claimed.address, claimed.now, claimed.timeZone);
  await byItself(platform, 'oncall.readTimeOff', async (act) => {
    if (!(await saveReading(act.tx, claimed.address.id, { etag, problem }, act.now))) return;
    if (spans) await replaceRead(act.tx, claimed.address.id, spans);
    changed(act);
  });
  return true;
}

async function read(
  platform: Platform,
  address: Address,
  now: Temporal.Instant,
  timeZone: string,
): Promise<Reading> {
  const fetched = await fetchCalendar(platform, address, now);
  if (fetched.kind === 'same') return { etag: address.etag, problem: null, spans: null };
  const failed = (problem: string): Reading => ({ etag: address.etag, problem, spans: null });
  if (fetched.kind === 'failed') return failed(fetched.problem);
  const window = { start: now.subtract({ hours: 24 }), end: now.add({ hours: 24 * aheadDays }) };
  const found = readTimeOff(fetched.text, window, timeZone);
  if ('problem' in found) return failed(found.problem);
  return { etag: fetched.etag, problem: null, spans: found.spans };
}

function changed(act: Act): void {
  act.hint('time-off');
  coverageChanged(act);
}

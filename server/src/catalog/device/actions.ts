import { byId } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { ownSession } from '../session/caller.ts';
import { linkDevice } from '../session/store.ts';
import { endOfDevice } from './model.ts';
import { deleteDevice, deleteOldDevices, findByDevice, saveDevice, touchDevice } from './store.ts';

/** Whose own device the browser is that asks, by its cookie; undefined when it is nobody's. */
export async function findOwnDevice(db: Query, { cookies }: Caller, now: Temporal.Instant) {
  return cookies?.device ? findByDevice(db, hashOf(cookies.device), now) : undefined;
}

/** The device of this person that the browser is, and notes that it was seen; null when it is not one of his. */
export async function seenDevice(act: Act, person: string): Promise<string | null> {
  const device = await findOwnDevice(act.tx, act.caller, act.now);
  if (device?.person !== person) return null;
  await touchDevice(act.tx, device.id, { at: act.now, address: act.caller.address });
  return device.id;
}

/** The device was used for what it may do by itself. */
export function noteDevice(platform: Platform, { address }: Caller, { id }: { id: string }): Promise<void> {
  const note = (act: Act) => touchDevice(act.tx, id, { at: act.now, address });
  return byItself(platform, 'catalog.noteDevice', note, platform.db);
}

/** Calls this browser the person's own. The secret goes into the cookie. */
export const keepDevice = action(
  { name: 'catalog.keepDevice', who: 'signedIn', input: z.strictObject({}) },
  async (act) => {
    const { person, session } = ownSession(act.caller);
    const earlier = await findOwnDevice(act.tx, act.caller, act.now);
    if (earlier) await deleteDevice(act.tx, earlier.id, earlier.person);
    const [id, secret, expiresAt] = [act.newId(), newSecret(), endOfDevice(act.now)];
    await saveDevice(act.tx, {
      id,
      hash: hashOf(secret),
      person,
      userAgent: act.caller.userAgent ?? null,
      address: act.caller.address,
      createdAt: act.now,
      lastUsedAt: act.now,
      expiresAt,
    });
    await linkDevice(act.tx, session.id, id);
    act.record(`person:${person}`, { device: id, kept: true });
    return { id, secret, expiresAt };
  },
);

export const forgetDevice = action(
  { name: 'catalog.forgetDevice', who: 'signedIn', input: byId },
  async (act, { id }) => {
    const { person } = ownSession(act.caller);
    if (!isId(id) || !(await deleteDevice(act.tx, id, person))) throw notFound('device');
    act.record(`person:${person}`, { device: id, kept: false });
  },
);

export function forgetOldDevices(act: Act): Promise<void> {
  return deleteOldDevices(act.tx, act.now);
}

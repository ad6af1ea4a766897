import { createToken as createEndpoint } from '@muster/contract/catalog/session';
import type { Access } from '@muster/contract/platform/endpoint';
import { byId } from '@muster/contract/platform/wire';
import { action, byItself } from '../../platform/action.ts';
import { type Actor, actorName } from '../../platform/actor.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf, sameText } from '../../platform/secrets.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { isUseToNote } from '../session/model.ts';
import { findBySession, touchSession } from '../session/store.ts';
import { effectiveAccess, mayGrant, tokenPrefix } from './model.ts';
import { deleteToken, findByToken, findTokenOwner, saveToken, touchToken } from './store.ts';

export const createToken = action(
  { name: 'catalog.createToken', who: 'signedIn', input: createEndpoint.body },
  async (act, { label, access, expiresInDays }) => {
    const own = accessOf(act.caller.actor);
    const granted = access ?? own;
    if (!mayGrant(own, granted))
      throw new Refusal('forbidden', `Your access is ${own}; it cannot make a token for ${granted}.`);
    const secret = `${tokenPrefix}${newSecret()}`;
    const token = {
      id: act.newId(),
      label,
      access: granted,
      prefix: secret.slice(0, 10),
      createdBy: actorName(act.caller.actor),
      createdAt: act.now,
      expiresAt: expiresInDays === undefined ? null : act.now.add({ hours: 24 * expiresInDays }),
    };
    const person = act.caller.actor.kind === 'person' ? act.caller.actor.name : null;
    await saveToken(act.tx, { ...token, hash: hashOf(secret), person });
    act.record(`token:${token.id}`, { label, access: granted });
    act.hint('tokens');
    const shown = {
      ...token,
      createdAt: wireTime(act.now),
      expiresAt: wireTimeOrNull(token.expiresAt),
      lastUsedAt: null,
    };
    return { token: shown, secret };
  },
);

/** Somebody else's token does not exist for anybody but an administrator. */
export const revokeToken = action(
  { name: 'catalog.revokeToken', who: 'signedIn', input: byId },
  async (act, { id }) => {
    const token = isId(id) ? await findTokenOwner(act.tx, id) : undefined;
    const { actor } = act.caller;
    const mine = actor.kind === 'person' && token?.person === actor.name;
    if (!token || !(mine || accessOf(actor) === 'admin')) throw notFound('token');
    await deleteToken(act.tx, id);
    act.record(`token:${id}`, { label: token.label });
    act.hint('tokens');
  },
);

/** Finds who stands behind a credential; null when it is not valid. */
export async function authenticate(
  platform: Platform,
  credential: { token: string } | { session: string },
): Promise<Actor | null> {
  const now = platform.clock.now();
  if ('session' in credential) {
    return actorOfSession(platform, credential.session, now);
  }
  const { adminToken } = platform.settings;
  if (adminToken !== null && sameText(credential.token, adminToken)) {
    return { kind: 'token', name: 'admin-token', access: 'admin' };
  }
  return actorOfToken(platform, credential.token, now);
}

async function actorOfSession(
  platform: Platform,
  secret: string,
  now: Temporal.Instant,
): Promise<Actor | null> {
  const held = await findBySession(platform.db, hashOf(secret), now);
  if (!held) return null;
  const { id, name, access, lastUsedAt, confirmedAt } = held;
  if (isUseToNote(lastUsedAt, now)) {
    await byItself(platform, 'catalog.touchSession', (act) => touchSession(act.tx, id, now));
  }
  return { kind: 'person', name, access, by: 'session', session: { id, confirmedAt } };
}

async function actorOfToken(
  platform: Platform,
  secret: string,
  now: Temporal.Instant,
): Promise<Actor | null> {
  const held = await findByToken(platform.db, hashOf(secret), now);
  if (!held) return null;
  // The last use is kept to the minute, so that a busy token does not write with each request.
  if (held.lastUsedAt === null || held.lastUsedAt.until(now).total('seconds') > 60) {
    await byItself(platform, 'catalog.touchToken', (act) => touchToken(act.tx, held.id, now));
  }
  return held.person !== null && held.own !== null
    ? { kind: 'person', name: held.person, access: effectiveAccess(held.granted, held.own), by: 'token' }
    : { kind: 'token', name: held.label, access: held.granted };
}

function accessOf(actor: Actor): Access {
  if (actor.kind === 'person' || actor.kind === 'token') return actor.access;
  throw new Refusal('unauthenticated', 'Sign in first.');
}

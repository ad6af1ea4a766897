import { createToken as createEndpoint } from '@muster/contract/catalog/tokens';
import type { Access } from '@muster/contract/platform/endpoint';
import { byId } from '@muster/contract/platform/wire';
import { action, byItself } from '../../platform/action.ts';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Credential } from '../../platform/http/server.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf, sameText } from '../../platform/secrets.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { isUseToNote } from '../session/model.ts';
import { findBySession, touchSession } from '../session/store.ts';
import { findTeam } from '../team/store.ts';
import { decideToken, type Maker } from './decide.ts';
import { canBeToken, effectiveAccess, shownLength, tokenText } from './model.ts';
import { deleteToken, findByToken, findTokenOwner, holdToken, saveToken, touchToken } from './store.ts';

export const createToken = action(
  { name: 'catalog.createToken', who: 'signedIn', input: createEndpoint.body },
  async (act, asked) => {
    const maker = makerOf(act.caller.actor);
    const granted = decideToken(maker, asked, act.now);
    const madeWith = maker.token?.id ?? null;
    if (madeWith !== null && !(await holdToken(act.tx, madeWith)))
      throw new Refusal('unauthenticated', 'This token is not valid.');
    if (granted.team !== null && !(await findTeam(act.tx, granted.team)))
      throw new Refusal('invalid', `There is no team "${granted.team}".`, [
        { pointer: '/team', message: 'is not a team' },
      ]);
    const secret = tokenText(newSecret());
    const token = {
      ...granted,
      id: act.newId(),
      prefix: secret.slice(0, shownLength),
      createdBy: actorName(act.caller.actor),
      madeWith,
      createdAt: act.now,
    };
    await saveToken(act.tx, { ...token, hash: hashOf(secret) });
    const expiresAt = wireTimeOrNull(token.expiresAt);
    const { kind, label, access, scopes, team } = granted;
    act.record(`token:${token.id}`, { kind, label, access, scopes, team, expiresAt, madeWith });
    act.hint('tokens');
    const unused = { lastUsedAt: null, lastUsedFrom: null };
    return { token: { ...token, ...unused, createdAt: wireTime(act.now), expiresAt }, secret };
  },
);

/**
 * Revokes the token and what was made with it, directly or further on: a leaked one leaves no children. Answers how many
 * those were. Somebody else's token does not exist for anybody but an administrator.
 */
export const revokeToken = action(
  { name: 'catalog.revokeToken', who: 'signedIn', input: byId },
  async (act, { id }): Promise<{ alsoRevoked: number }> => {
    const token = isId(id) ? await findTokenOwner(act.tx, id) : undefined;
    const { actor } = act.caller;
    const mine = actor.kind === 'person' && token?.person === actor.name;
    if (!token || !(mine || accessOf(actor) === 'admin')) throw notFound('token');
    const made = await deleteToken(act.tx, id);
    act.record(`token:${id}`, { label: token.label });
    for (const one of made) act.record(`token:${one.id}`, { label: one.label, madeWith: id });
    act.hint('tokens');
    return { alsoRevoked: made.length };
  },
);

/** Finds who stands behind a credential; null when it is not valid. */
export async function authenticate(platform: Platform, credential: Credential): Promise<Actor | null> {
  const now = platform.clock.now();
  if ('session' in credential) {
    return actorOfSession(platform, credential, now);
  }
  const { adminToken } = platform.settings;
  if (adminToken !== null && sameText(credential.token, adminToken)) {
    return { kind: 'token', name: 'admin-token', access: 'admin' };
  }
  return actorOfToken(platform, credential, now);
}

async function actorOfSession(
  platform: Platform,
  { session, isWatch }: { session: string; isWatch?: true },
  now: Temporal.Instant,
): Promise<Actor | null> {
  const held = await findBySession(platform.db, hashOf(session), now);
  if (!held) return null;
  const { id, name, lastUsedAt, confirmedAt, lacksFactor } = held;
  const access = lacksFactor ? 'responder' : held.access;
  if (!isWatch && isUseToNote(lastUsedAt, now)) {
    await byItself(platform, 'catalog.touchSession', (act) => touchSession(act.tx, id, now));
  }
  return { kind: 'person', name, access, by: 'session', session: { id, confirmedAt, lacksFactor } };
}

async function actorOfToken(
  platform: Platform,
  { token: secret, address }: { token: string; address: string | null },
  now: Temporal.Instant,
): Promise<Actor | null> {
  // What cannot be a token costs no look at the database.
  if (!canBeToken(secret)) return null;
  const held = await findByToken(platform.db, hashOf(secret), now);
  if (!held) return null;
  // The last use is kept to the minute, so that a busy token does not write with each request.
  if (held.lastUsedAt === null || held.lastUsedAt.until(now).total('seconds') > 60) {
    await byItself(platform, 'catalog.touchToken', (act) => touchToken(act.tx, held.id, { now, address }));
  }
  const { id, scopes, expiresAt, team } = held;
  const token = { id, scopes, expiresAt, team };
  return held.person !== null && held.own !== null
    ? {
        kind: 'person',
        name: held.person,
        access: effectiveAccess(held.granted, held.own),
        by: 'token',
        token,
      }
    : { kind: 'token', name: held.label, access: held.granted, token };
}

function makerOf(actor: Actor): Maker {
  const person = actor.kind === 'person' ? actor.name : null;
  const token = actor.kind === 'person' || actor.kind === 'token' ? (actor.token ?? null) : null;
  return { person, access: accessOf(actor), token };
}

function accessOf(actor: Actor): Access {
  if (actor.kind === 'person' || actor.kind === 'token') return actor.access;
  throw new Refusal('unauthenticated', 'Sign in first.');
}

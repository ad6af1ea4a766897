import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import {
  setUp as setUpEndpoint,
  signIn as signInEndpoint,
  useSignInLink as useLinkEndpoint,
} from '@muster/contract/catalog/session';
import { byId, byName } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import { hashPassword, nobodysPassword, passwordMatches } from '../../platform/password.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf, sameText } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { afterTry, beforeTry, limited } from '../attempt/actions.ts';
import { findOwnDevice, seenDevice } from '../device/actions.ts';
import { askSecondFactor } from '../factor/actions.ts';
import { deleteTicketsOf } from '../factor/store.ts';
import { takeInvitation } from '../invitation/store.ts';
import { announceBreakGlass, tellOfNewBrowser } from '../notice/actions.ts';
import { refuseWeak } from '../password/decide.ts';
import {
  emailOwners,
  findForSignIn,
  findPerson,
  hasAdministrator,
  markSignedIn,
  savePerson,
  setPassword,
} from '../person/store.ts';
import { localSignInAllowed } from '../rule/actions.ts';
import { refuseLimitedToken } from '../token/limited.ts';
import { ownSession } from './caller.ts';
import { endOfSession, isLocal, type SignInMethod } from './model.ts';
import {
  deleteDevicesOf,
  deleteExpired,
  deleteLinksOf,
  deleteOneSession,
  deleteOtherSessions,
  deleteSession,
  deleteSessionsOf,
  saveSession,
  saveSetupLink,
  saveSignInLink,
  takeSetupLink,
  takeSignInLink,
} from './store.ts';

const signInLinkHours = 24;

/** A session that was just opened: the secret goes into the cookie and is stored as a hash only. */
export interface Opened {
  person: string;
  secret: string;
}

/** Signs in by password, unless too many were wrong. */
export async function signIn(
  platform: Platform,
  caller: Caller,
  input: z.input<typeof signInEndpoint.body>,
): Promise<Opened | SecondFactorAsked> {
  const own = await findOwnDevice(platform.db, caller, platform.clock.now());
  const device = own?.email === input.email.trim().toLowerCase() ? own.id : null;
  const admitted = await beforeTry(platform, caller, { kind: 'password', account: input.email, device });
  const opened = await signInByPassword(platform, caller, input);
  await afterTry(platform, admitted);
  return opened;
}

/** The same answer, after the same work, for a wrong password and for an account that does not exist. */
const signInByPassword = action(
  { name: 'catalog.signIn', who: 'anyone', input: signInEndpoint.body },
  async (act, { email, password }): Promise<Opened | SecondFactorAsked> => {
    // Folded as the tries are counted: the database knows more letters as one than we do.
    const known = await findForSignIn(act.tx, email.trim().toLowerCase());
    // Also what is refused tells in the audit log whose account it was.
    if (known) act.record(`person:${known.name}`);
    const matches = await passwordMatches(password, known?.hash ?? nobodysPassword);
    if (!known?.hash || !matches) throw new Refusal('unauthenticated', 'E-mail or password is not right.');
    return enter(act, { person: known.name, method: 'password' });
  },
);

export const signOut = action(
  { name: 'catalog.signOut', who: 'anyone', input: z.strictObject({ secret: z.string() }) },
  async (act, { secret }) => {
    await deleteSession(act.tx, hashOf(secret));
    act.hint('sessions');
  },
);

/** One of my browsers; this one too. */
export const endSession = action(
  { name: 'catalog.endSession', who: 'signedIn', input: byId },
  async (act, { id }) => {
    const { person } = ownSession(act.caller);
    if (!isId(id) || !(await deleteOneSession(act.tx, id, person))) throw notFound('session');
    act.record(`person:${person}`, { endedSession: id });
    act.hint('sessions');
  },
);

export const endOtherSessions = action(
  { name: 'catalog.endOtherSessions', who: 'signedIn', input: z.strictObject({}) },
  async (act) => {
    const { person, session } = ownSession(act.caller);
    const ended = await deleteOtherSessions(act.tx, person, session.id);
    act.record(`person:${person}`, { endedSessions: ended });
    act.hint('sessions');
  },
);

/** Makes the first administrator. */
export const setUp = limited(
  action(
    { name: 'catalog.setUp', who: 'anyone', input: setUpEndpoint.body },
    async (act, input): Promise<Opened> => {
      // Taken first: of two at once, the second finds none.
      const link = await takeSetupLink(act.tx);
      if (link === null || !sameText(link, hashOf(input.token))) {
        throw new Refusal('forbidden', 'This set-up link is not valid, or it has been used.');
      }
      await makeAdministrator(act, { ...input, fullName: input.fullName });
      return openSession(act, { person: input.name, method: 'setup' });
    },
  ),
);

/** A one-time address for a person to set a password; earlier ones of that person stop. */
export const createSignInLink = action(
  { name: 'catalog.createSignInLink', who: 'admin', input: byName },
  async (act, { name }) => {
    refuseLimitedToken(act.caller);
    const person = await findPerson(act.tx, name);
    if (!person) throw notFound('person');
    if (person.deactivatedAt !== null)
      throw new Refusal('conflict', `${name} is deactivated; reactivate the account first.`);
    const token = newSecret();
    const expiresAt = act.now.add({ hours: signInLinkHours });
    await saveSignInLink(act.tx, { hash: hashOf(token), person: name, email: person.email, expiresAt });
    act.record(`person:${name}`, { signInLink: 'made' });
    return { url: `${act.platform.settings.url}/welcome?token=${token}`, expiresAt: wireTime(expiresAt) };
  },
);

/** Whoever was signed in as this person before is signed out: the link may be the answer to a stolen password. */
export const useSignInLink = limited(
  action(
    { name: 'catalog.useSignInLink', who: 'anyone', input: useLinkEndpoint.body },
    async (act, { token, password }): Promise<Opened | SecondFactorAsked> => {
      const hash = hashOf(token);
      const person =
        (await takeSignInLink(act.tx, hash, act.now)) ?? (await takeInvitation(act.tx, hash, act.now));
      if (person === null)
        throw new Refusal('forbidden', 'This link is not valid any more; ask for a new one.');
      await replacePassword(act, person, password);
      return enter(act, { person, method: 'link' });
    },
  ),
);

/** The first administrator from the environment (api.md, section 1); nothing when there is one already. */
export function setUpFromSettings(platform: Platform): Promise<void> {
  const { admin } = platform.settings;
  if (!admin) return Promise.resolve();
  return byItself(platform, 'catalog.setUpFromSettings', async (act) => {
    if (await hasAdministrator(act.tx)) return;
    const name = nameFrom(admin.email);
    await makeAdministrator(act, {
      name,
      fullName: name,
      email: admin.email,
      timeZone: 'UTC',
      password: admin.password,
    });
  });
}

/** A fresh one-time set-up address, or null when there is an administrator. */
export function offerSetUp(platform: Platform): Promise<string | null> {
  return byItself(platform, 'catalog.offerSetUp', async (act) => {
    if (await hasAdministrator(act.tx)) return null;
    const token = newSecret();
    await saveSetupLink(act.tx, hashOf(token));
    return `${platform.settings.url}/setup?token=${token}`;
  });
}

export function expireSessions(act: Act): Promise<void> {
  return deleteExpired(act.tx, act.now);
}

/** The first factor was right: opens the session, or says by what the person finishes, whoever has a second one. */
export async function enter(
  act: Act,
  who: { person: string; method: SignInMethod },
): Promise<Opened | SecondFactorAsked> {
  return (await askSecondFactor(act, who)) ?? openSession(act, who);
}

/**
 * A new password that nobody who was in before chose: it may be the answer to a stolen one, so every session, device
 * and link of the person ends. Throws a Refusal for a password that would be guessed.
 */
export async function replacePassword(act: Act, name: string, password: string): Promise<void> {
  const person = await findPerson(act.tx, name);
  if (!person) throw notFound('person');
  refuseWeak(password, [person.email, person.name, person.fullName]);
  await setPassword(act.tx, name, await hashPassword(password));
  await deleteSessionsOf(act.tx, name);
  await deleteDevicesOf(act.tx, name);
  await deleteLinksOf(act.tx, name);
  await deleteTicketsOf(act.tx, name);
  act.record(`person:${name}`, { password: 'set' });
  act.hint('sessions');
}

/** Signs the person in, inside the caller's transaction. Whoever calls has made sure who it is. */
export async function openSession(
  act: Act,
  {
    person,
    method,
    confirmedAt = act.now,
  }: { person: string; method: SignInMethod; confirmedAt?: Temporal.Instant },
): Promise<Opened> {
  const isBreakGlass = isLocal(method) && (await localSignInAllowed(act, person));
  if (!(await markSignedIn(act.tx, person, act.now)))
    throw new Refusal('forbidden', 'This account is deactivated; ask an administrator.');
  // A sign-in never goes on with the session that the browser had.
  if (act.caller.cookies?.session) await deleteSession(act.tx, hashOf(act.caller.cookies.session));
  const device = await seenDevice(act, person);
  if (method !== 'setup' && device === null) await tellOfNewBrowser(act, person);
  if (isBreakGlass) await announceBreakGlass(act, person);
  const secret = newSecret();
  await saveSession(act.tx, {
    id: act.newId(),
    hash: hashOf(secret),
    person,
    method,
    address: act.caller.address,
    userAgent: act.caller.userAgent ?? null,
    device,
    createdAt: act.now,
    lastUsedAt: act.now,
    confirmedAt,
    expiresAt: endOfSession(act.now),
  });
  return { person, secret };
}

async function makeAdministrator(
  act: Act,
  given: { name: string; fullName: string; email: string; timeZone: string; password: string },
): Promise<void> {
  if (await hasAdministrator(act.tx)) throw new Refusal('conflict', 'There is an administrator already.');
  refuseWeak(given.password, [given.email, given.name, given.fullName]);
  const owner = (await emailOwners(act.tx)).get(given.email.toLowerCase());
  if (owner !== undefined && owner !== given.name) {
    throw new Refusal('invalid', `${given.email} belongs to ${owner}; take that name.`, [
      { pointer: '/name', message: `${owner} has this address` },
    ]);
  }
  await savePerson(act.tx, { ...given, access: 'admin' }, act.now);
  await setPassword(act.tx, given.name, await hashPassword(given.password));
  act.record(`person:${given.name}`, { access: 'admin' });
  act.hint('people');
}

/** The part before the @, as far as it can be a name. */
function nameFrom(email: string): string {
  const name = email
    .toLowerCase()
    .split('@')[0]
    ?.replace(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
  return name || 'admin';
}

import {
  addPasskey as addPasskeyEndpoint,
  enableTotp as enableTotpEndpoint,
  type PasskeyCreation,
  putFactorRule as putFactorRuleEndpoint,
  resetFactors as resetEndpoint,
  type SecondFactorAsked,
} from '@muster/contract/catalog/factors';
import { byId, byName } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { isId, newBytes, newSecret } from '../../platform/ids.ts';
import { challengeIn, checkMadePasskey, passkeyAlgorithms } from '../../platform/passkey.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { deleteOtherDevices } from '../device/store.ts';
import { tellOfFactor } from '../notice/actions.ts';
import { findPerson, type StoredPerson } from '../person/store.ts';
import type { SignInMethod } from '../session/model.ts';
import { deleteSessionsOf } from '../session/store.ts';
import {
  creationOf,
  type Factors,
  hasFactor,
  kindsOf,
  passkeysPossible,
  plainRecoveryCode,
  recoveryCodeBytes,
  recoveryCodeOf,
  recoveryCodesMade,
  siteOf,
  waitMinutes,
} from './model.ts';
import {
  deleteAuthenticator,
  deleteExpired,
  deleteFactorsOf,
  deletePasskey,
  enablePending,
  factorsOf,
  findAuthenticator,
  lockFactorsOf,
  passkeysOf,
  replaceRecoveryCodes,
  saveChallenge,
  saveFactorRule,
  savePasskey,
  savePending,
  saveTicket,
  takeChallenge,
} from './store.ts';
import { acceptedStep, keyUri, secretBytes, toBase32 } from './totp.ts';

const nothing = z.strictObject({});
const issuer = 'Muster';
const mostPasskeys = 20;

export const startTotp = action(
  { name: 'catalog.startTotp', who: 'signedIn', input: nothing },
  async (act) => {
    const { email, name } = await personHere(act);
    const secret = newBytes(secretBytes);
    await savePending(act.tx, name, act.platform.secrets.seal(secret.toString('base64url')));
    act.record(`person:${name}`, { authenticatorApp: 'begun' });
    return { secret: toBase32(secret), uri: keyUri(secret, email, issuer) };
  },
);

/** Not before a first code has proven that the app has the secret: a misread picture must lock nobody out. */
export const enableTotp = action(
  { name: 'catalog.enableTotp', who: 'signedIn', input: enableTotpEndpoint.body },
  async (act, { code }) => {
    const person = await personHere(act);
    const { name } = person;
    const before = await lockFactorsOf(act.tx, name);
    const pending = (await findAuthenticator(act.tx, name))?.pending;
    if (!pending) throw new Refusal('conflict', 'Begin with a new picture for the app.');
    const secret = Buffer.from(act.platform.secrets.open(pending), 'base64url');
    const step = acceptedStep(secret, code, act.now, 0);
    if (step === null) throw wrongCode();
    await enablePending(act.tx, name, step, act.now);
    const how = before.totp ? 'replaced' : 'added';
    changed(act, person, { authenticatorApp: how }, `an authenticator app was ${how}.`);
    return { recoveryCodes: await firstRecoveryCodes(act, name, before) };
  },
);

export const removeTotp = action(
  { name: 'catalog.removeTotp', who: 'signedIn', input: nothing },
  async (act) => {
    const person = await personHere(act);
    const { name } = person;
    await lockFactorsOf(act.tx, name);
    if (!(await deleteAuthenticator(act.tx, name))) throw notFound('authenticator app');
    await dropLoneRecoveryCodes(act, name);
    changed(act, person, { authenticatorApp: 'removed' }, 'the authenticator app was removed.');
  },
);

export const startPasskey = action(
  { name: 'catalog.startPasskey', who: 'signedIn', input: nothing },
  async (act): Promise<PasskeyCreation> => {
    const { name, email, fullName } = await personHere(act);
    const { url } = act.platform.settings;
    if (!passkeysPossible(url))
      throw new Refusal('conflict', `Browsers make no passkeys for ${url}: they need https and a host name.`);
    const known = await passkeysOf(act.tx, name);
    if (known.length >= mostPasskeys) throw new Refusal('limit', `At most ${mostPasskeys} passkeys.`);
    const challenge = newSecret();
    const userHandle = known[0]?.userHandle ?? newSecret();
    const expiresAt = act.now.add({ minutes: waitMinutes });
    await saveChallenge(act.tx, { challenge, purpose: 'register', person: name, userHandle }, expiresAt);
    return creationOf({
      site: siteOf(url),
      algorithms: passkeyAlgorithms,
      challenge,
      userHandle,
      email,
      fullName,
      known,
    });
  },
);

export const addPasskey = action(
  { name: 'catalog.addPasskey', who: 'signedIn', input: addPasskeyEndpoint.body },
  async (act, { name: label, made }) => {
    const person = await personHere(act);
    const { name } = person;
    const before = await lockFactorsOf(act.tx, name);
    const challenge = challengeIn(made.response.clientDataJSON) ?? '';
    const asked = await takeChallenge(act.tx, { challenge, purpose: 'register', person: name }, act.now);
    const site = siteOf(act.platform.settings.url);
    const passkey = asked && (await checkMadePasskey(made, challenge, site));
    if (!passkey || !asked.userHandle)
      throw new Refusal('invalid', 'This passkey could not be checked; start again.');
    const added = {
      ...passkey,
      id: act.newId(),
      person: name,
      name: label,
      userHandle: asked.userHandle,
      transports: made.response.transports ?? [],
    };
    if (!(await savePasskey(act.tx, added, act.now)))
      throw new Refusal('conflict', 'This passkey is known already.');
    changed(act, person, { passkey: label, change: 'added' }, `a passkey was added, named “${label}”.`);
    const shown = { id: added.id, name: label, createdAt: wireTime(act.now), lastUsedAt: null };
    return {
      passkey: { ...shown, backedUp: added.backedUp },
      recoveryCodes: await firstRecoveryCodes(act, name, before),
    };
  },
);

export const removePasskey = action(
  { name: 'catalog.removePasskey', who: 'signedIn', input: byId },
  async (act, { id }) => {
    const person = await personHere(act);
    const { name } = person;
    await lockFactorsOf(act.tx, name);
    const label = isId(id) ? await deletePasskey(act.tx, name, id) : null;
    if (label === null) throw notFound('passkey');
    await dropLoneRecoveryCodes(act, name);
    changed(act, person, { passkey: label, change: 'removed' }, `the passkey “${label}” was removed.`);
  },
);

export const renewRecoveryCodes = action(
  { name: 'catalog.renewRecoveryCodes', who: 'signedIn', input: nothing },
  async (act) => {
    const person = await personHere(act);
    const { name } = person;
    if (!hasFactor(await lockFactorsOf(act.tx, name)))
      throw new Refusal('conflict', 'Recovery codes stand in for a second factor; add one first.');
    changed(act, person, { recoveryCodes: 'made' }, 'new recovery codes were made; the old ones stopped.');
    return { recoveryCodes: await makeRecoveryCodes(act, name) };
  },
);

/** For a lost phone. Whoever found it may be signed in on it, so the person's sessions and own devices end, too. */
export const resetFactors = action(
  { name: 'catalog.resetFactors', who: 'admin', input: byName.extend(resetEndpoint.body.shape) },
  async (act, { name, reason }) => {
    const { actor } = act.caller;
    if (actor.kind === 'person' && actor.name === name)
      throw new Refusal('conflict', 'Your own are changed under Security.');
    const person = await findPerson(act.tx, name);
    if (!person) throw notFound('person');
    const before = await lockFactorsOf(act.tx, name);
    await deleteFactorsOf(act.tx, name);
    await deleteSessionsOf(act.tx, name);
    await deleteOtherDevices(act.tx, name, null);
    const detail = { before, after: await factorsOf(act.tx, name), reason };
    changed(act, person, detail, 'an administrator took all second factors away and ended every session.');
    act.hint('sessions');
  },
);

/** Who asks for it must have one: nobody shuts the door from outside. */
export const putFactorRule = action(
  { name: 'catalog.putFactorRule', who: 'admin', input: putFactorRuleEndpoint.body },
  async (act, after) => {
    const { actor } = act.caller;
    if (
      after.administratorsNeedOne &&
      actor.kind === 'person' &&
      !hasFactor(await factorsOf(act.tx, actor.name))
    )
      throw new Refusal('conflict', 'Set up a second factor for yourself first.');
    await saveFactorRule(act.tx, after.administratorsNeedOne);
    act.record('factor-rule', { after });
    act.hint('factor-rule', 'factors');
  },
);

export function forgetExpired(act: Act): Promise<void> {
  return deleteExpired(act.tx, act.now);
}

/**
 * What a sign-in whose first factor was right waits for, and the ticket to go on with; null when it is complete. Any
 * way in that is not a passkey or another system's sign-in asks here before it opens a session.
 */
export async function askSecondFactor(
  act: Act,
  { person, method }: { person: string; method: SignInMethod },
): Promise<SecondFactorAsked | null> {
  const kinds = kindsOf(await factorsOf(act.tx, person));
  if (kinds.length === 0) return null;
  const ticket = newSecret();
  const expiresAt = act.now.add({ minutes: waitMinutes });
  await saveTicket(act.tx, { hash: hashOf(ticket), person, method, expiresAt });
  return { secondFactor: { ticket, kinds, expiresAt: wireTime(expiresAt) } };
}

/** How a recovery code is stored: it is random enough for one round. The person keeps equal codes apart. */
export function recoveryHash(person: string, typed: string): string {
  return hashOf(`${person} ${plainRecoveryCode(typed)}`);
}

/** Factors are changed by the person at a screen. A token, which may have leaked from a script, makes no way in. */
async function personHere(act: Act): Promise<StoredPerson> {
  const { actor } = act.caller;
  if (actor.kind !== 'person' || actor.by !== 'session')
    throw new Refusal('conflict', 'Second factors are changed by a person who is signed in, not by a token.');
  const person = await findPerson(act.tx, actor.name);
  if (!person) throw notFound('person');
  return person;
}

/** A factor without recovery codes is one broken phone away from being locked out. */
async function firstRecoveryCodes(act: Act, person: string, before: Factors): Promise<string[] | null> {
  return before.recoveryCodes > 0 ? null : makeRecoveryCodes(act, person);
}

async function makeRecoveryCodes(act: Act, person: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodesMade }, () => recoveryCodeOf(newBytes(recoveryCodeBytes)));
  const hashes = codes.map((code) => recoveryHash(person, code));
  await replaceRecoveryCodes(act.tx, person, hashes, act.now);
  return codes;
}

async function dropLoneRecoveryCodes(act: Act, person: string): Promise<void> {
  if (!hasFactor(await factorsOf(act.tx, person))) await replaceRecoveryCodes(act.tx, person, [], act.now);
}

/** Recorded, and told to the person: whoever changes factors may not be the person. */
function changed(act: Act, person: StoredPerson, detail: Record<string, unknown>, said: string): void {
  act.record(`person:${person.name}`, detail);
  tellOfFactor(act, person, said);
  act.hint('factors');
}

function wrongCode(): Refusal {
  return wrong('/code', 'This code is not right. Take the newest one, and check the clock of the phone.');
}

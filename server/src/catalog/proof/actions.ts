import { type PasskeyRequest, type SignedByPasskey, signedByPasskey } from '@muster/contract/catalog/factors';
import {
  askSecondFactorPasskey as askSecondFactorEndpoint,
  confirmSession as confirmEndpoint,
  finishSignIn as finishEndpoint,
} from '@muster/contract/catalog/proofs';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { OwnSession } from '../../platform/actor.ts';
import { newSecret } from '../../platform/ids.ts';
import { challengeIn, checkPasskeyAnswer } from '../../platform/passkey.ts';
import { nobodysPassword, passwordMatches } from '../../platform/password.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { afterTry, beforeTry } from '../attempt/actions.ts';
import { findOwnDevice } from '../device/actions.ts';
import { recoveryHash } from '../factor/actions.ts';
import { hasFactor, requestOf, siteOf, triesPerTicket, waitMinutes } from '../factor/model.ts';
import {
  deleteTicket,
  factorsOf,
  findAuthenticator,
  findPasskey,
  findTicket,
  type Purpose,
  passkeysOf,
  saveChallenge,
  spendStep,
  takeChallenge,
  takeRecoveryCode,
  tryTicket,
  usePasskey,
} from '../factor/store.ts';
import { acceptedStep } from '../factor/totp.ts';
import { tellOfFactor } from '../notice/actions.ts';
import { findPasswordOf, findPerson } from '../person/store.ts';
import { type Opened, openSession } from '../session/actions.ts';
import { confirmSession as markConfirmed } from '../session/store.ts';

export type Proof = { code: string } | { recoveryCode: string } | { passkey: SignedByPasskey };

const nothing = z.strictObject({});

export const askPasskey = action(
  { name: 'catalog.askPasskey', who: 'anyone', input: nothing },
  (act): Promise<PasskeyRequest> => requestPasskey(act, 'signIn', null),
);

export const signInByPasskey = action(
  { name: 'catalog.signInByPasskey', who: 'anyone', input: z.strictObject({ passkey: signedByPasskey }) },
  async (act, { passkey }): Promise<Opened> => {
    const person = await signerOf(act, { purpose: 'signIn', person: null }, passkey);
    if (person === null) throw new Refusal('unauthenticated', notRight);
    act.record(`person:${person}`, { by: 'passkey' });
    return openSession(act, { person, method: 'passkey' });
  },
);

export const askSecondFactorPasskey = action(
  { name: 'catalog.askSecondFactorPasskey', who: 'anyone', input: askSecondFactorEndpoint.body },
  async (act, { ticket }): Promise<PasskeyRequest> => {
    const held = await findTicket(act.tx, hashOf(ticket), act.now, triesPerTicket);
    if (!held) throw ticketGone();
    return requestPasskey(act, 'secondFactor', held.person);
  },
);

/** Finishes a sign-in by its ticket. Wrong answers count for the ticket, the person and the address. */
export async function finishSignIn(
  platform: Platform,
  caller: Caller,
  input: z.input<typeof finishEndpoint.body>,
): Promise<Opened> {
  const now = platform.clock.now();
  const held = await findTicket(platform.db, hashOf(input.ticket), now, triesPerTicket);
  const account = held?.person ?? null;
  const own = await findOwnDevice(platform.db, caller, now);
  const device = own && own.person === account ? own.id : null;
  const admitted = await beforeTry(platform, caller, { kind: held ? 'code' : 'link', account, device });
  const opened = await finishByTicket(platform, caller, input);
  if (!opened) throw new Refusal('unauthenticated', notRight);
  await afterTry(platform, admitted);
  return opened;
}

/** Null for a wrong proof. No Refusal, which would undo everything: the try stays counted for the ticket. */
const finishByTicket = action(
  { name: 'catalog.finishSignIn', who: 'anyone', input: finishEndpoint.body },
  async (act, { ticket, ...proof }): Promise<Opened | null> => {
    const hash = hashOf(ticket);
    const held = await tryTicket(act.tx, hash, act.now, triesPerTicket);
    if (!held) throw ticketGone();
    const { person, method } = held;
    const proven = await prove(act, { purpose: 'secondFactor', person }, proof);
    act.record(`person:${person}`, { by: kindOf(proof), ...(proven ? {} : { refused: 'wrong' }) });
    if (!proven) return null;
    await deleteTicket(act.tx, hash);
    if ('recoveryCode' in proof) await tellOfRecovery(act, person);
    return openSession(act, { person, method });
  },
);

export const askConfirmationPasskey = action(
  { name: 'catalog.askConfirmationPasskey', who: 'signedIn', input: nothing },
  (act): Promise<PasskeyRequest> => requestPasskey(act, 'confirm', sessionHere(act).person),
);

/** Proves again who is at the browser. Wrong answers count for the person and the address. */
export async function confirmSession(
  platform: Platform,
  caller: Caller,
  input: z.input<typeof confirmEndpoint.body>,
): Promise<void> {
  // A token has nothing to confirm, and may not use up the tries of its person.
  const { person: account } = sessionHere({ caller });
  const admitted = await beforeTry(platform, caller, { kind: 'confirmation', account });
  if (!(await confirmByProof(platform, caller, input))) throw new Refusal('invalid', notRight);
  await afterTry(platform, admitted);
}

/**
 * By the strongest means there is: whoever has a second factor is not believed for a password. False for a wrong
 * proof, so that the trace of it stays.
 */
const confirmByProof = action(
  { name: 'catalog.confirmSession', who: 'signedIn', input: confirmEndpoint.body },
  async (act, proof): Promise<boolean> => {
    const { person, session } = sessionHere(act);
    const byPassword = 'password' in proof;
    if (byPassword === hasFactor(await factorsOf(act.tx, person))) throw wrongKind();
    const proven = byPassword
      ? await passwordMatches(proof.password, (await findPasswordOf(act.tx, person)) ?? nobodysPassword)
      : await prove(act, { purpose: 'confirm', person }, proof);
    act.record(`person:${person}`, { by: kindOf(proof), ...(proven ? {} : { refused: 'wrong' }) });
    if (!proven) return false;
    if ('recoveryCode' in proof) await tellOfRecovery(act, person);
    await markConfirmed(act.tx, session.id, act.now);
    return true;
  },
);

const notRight = 'That was not right.';

function wrongKind(): Refusal {
  return new Refusal('conflict', 'Confirm with what you sign in with, the strongest.');
}

function ticketGone(): Refusal {
  return new Refusal('forbidden', 'This sign-in took too long or had too many wrong codes; start again.');
}

function sessionHere({ caller: { actor } }: Pick<Act, 'caller'>): { person: string; session: OwnSession } {
  if (actor.kind !== 'person' || !actor.session)
    throw new Refusal('conflict', 'Only a person who is signed in can confirm; a token is not asked.');
  return { person: actor.name, session: actor.session };
}

async function requestPasskey(act: Act, purpose: Purpose, person: string | null): Promise<PasskeyRequest> {
  const challenge = newSecret();
  const expiresAt = act.now.add({ minutes: waitMinutes });
  await saveChallenge(act.tx, { challenge, purpose, person, userHandle: null }, expiresAt);
  const known = person === null ? [] : await passkeysOf(act.tx, person);
  return requestOf(siteOf(act.platform.settings.url), challenge, known);
}

interface Asked {
  purpose: Purpose;
  person: string;
}

async function prove(act: Act, asked: Asked, proof: Proof): Promise<boolean> {
  if ('code' in proof) return proveByCode(act, asked.person, proof.code);
  if ('recoveryCode' in proof) {
    return takeRecoveryCode(act.tx, asked.person, recoveryHash(asked.person, proof.recoveryCode));
  }
  return (await signerOf(act, asked, proof.passkey)) !== null;
}

/** Of two with the same code at once, one spends its step and the other finds it spent. */
async function proveByCode(act: Act, person: string, code: string): Promise<boolean> {
  const app = await findAuthenticator(act.tx, person);
  if (!app?.secret) return false;
  const secret = Buffer.from(act.platform.secrets.open(app.secret), 'base64url');
  const step = acceptedStep(secret, code, act.now, app.spentStep);
  return step !== null && spendStep(act.tx, person, step, act.now);
}

/**
 * Whose passkey signed what we asked for; null when it is not right. Without a person the passkey itself must say
 * who it is for, and must say the same as we know (WebAuthn, 7.2, step 6).
 */
async function signerOf(
  act: Act,
  asked: { purpose: Purpose; person: string | null },
  answer: SignedByPasskey,
): Promise<string | null> {
  const challenge = challengeIn(answer.response.clientDataJSON) ?? '';
  const taken = await takeChallenge(act.tx, { challenge, ...asked }, act.now);
  const known = await findPasskey(act.tx, answer.id);
  if (!taken || !known || known.person !== (asked.person ?? known.person)) return null;
  const said = answer.response.userHandle ?? (asked.person === null ? '' : known.userHandle);
  if (said !== known.userHandle) return null;
  const used = await checkPasskeyAnswer(answer, challenge, siteOf(act.platform.settings.url), known);
  if (!used || !(await usePasskey(act.tx, known.id, { ...used, before: known.counter }, act.now)))
    return null;
  return known.person;
}

/** A code that somebody else used would not be missed until the day it is needed. */
async function tellOfRecovery(act: Act, name: string): Promise<void> {
  const [person, { recoveryCodes }] = [await findPerson(act.tx, name), await factorsOf(act.tx, name)];
  if (person) tellOfFactor(act, person, `a recovery code was used; ${recoveryCodes} are left.`);
  act.hint('factors');
}

function kindOf(proof: Proof | { password: string }): string {
  if ('password' in proof) return 'password';
  if ('code' in proof) return 'totp';
  return 'recoveryCode' in proof ? 'recovery' : 'passkey';
}

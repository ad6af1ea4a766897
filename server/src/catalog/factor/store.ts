import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { KnownPasskey, NewPasskey } from '../../platform/passkey.ts';
import type { SignInMethod } from '../session/model.ts';
import type { Factors } from './model.ts';

/**
 * Whether the rule asks the person `p` of a query for a factor that is not there. Such an administrator opens no more
 * than a responder.
 */
export const lacksFactor = sql`(p.access = 'admin'
  and exists (select from catalog.factor_rule where administrators_need_one)
  and not exists (select from catalog.authenticators a where a.person = p.name and a.secret is not null)
  and not exists (select from catalog.passkeys k where k.person = p.name))`;

/** What a person has beside the password; nothing for somebody who does not exist. */
export function factorsOf(db: Query, person: string): Promise<Factors> {
  return db.one(sql`
    select exists (select from catalog.authenticators where person = ${person} and secret is not null) as totp,
      (select count(*)::int from catalog.passkeys where person = ${person}) as passkeys,
      (select count(*)::int from catalog.recovery_codes where person = ${person}) as "recoveryCodes"`);
}

/** Keeps two changes to one person's factors apart: what follows from the last one removed must be seen by both. */
export async function lockFactorsOf(tx: Tx, person: string): Promise<Factors> {
  await tx.run(sql`select from catalog.people where name = ${person} for no key update`);
  return factorsOf(tx, person);
}

export interface Authenticator {
  secret: string | null;
  pending: string | null;
  spentStep: number;
}

export function findAuthenticator(db: Query, person: string): Promise<Authenticator | undefined> {
  return db.maybe(sql`
    select secret, pending, spent_step as "spentStep" from catalog.authenticators where person = ${person}`);
}

export async function savePending(tx: Tx, person: string, sealed: string): Promise<void> {
  await tx.run(sql`
    insert into catalog.authenticators (person, pending) values (${person}, ${sealed})
    on conflict (person) do update set pending = excluded.pending`);
}

/** The secret that was proven takes the place of the one before it. */
export async function enablePending(
  tx: Tx,
  person: string,
  step: number,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update catalog.authenticators set secret = pending, pending = null, spent_step = ${step}, added_at = ${now},
      last_used_at = null where person = ${person}`);
}

/** Takes a step, and all before it; false when somebody was first. */
export async function spendStep(
  tx: Tx,
  person: string,
  step: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const spent = await tx.run(sql`
    update catalog.authenticators set spent_step = ${step}, last_used_at = ${now}
    where person = ${person} and secret is not null and spent_step < ${step}`);
  return spent === 1;
}

export async function deleteAuthenticator(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(sql`delete from catalog.authenticators where person = ${person}`)) === 1;
}

export interface StoredPasskey extends KnownPasskey {
  id: string;
  person: string;
  userHandle: string;
  transports: string[];
}

const passkey = sql`id, person, credential, public_key as "publicKey", counter, user_handle as "userHandle", transports`;

export function passkeysOf(db: Query, person: string): Promise<StoredPasskey[]> {
  return db.many(sql`select ${passkey} from catalog.passkeys where person = ${person} order by id`);
}

export function findPasskey(db: Query, credential: string): Promise<StoredPasskey | undefined> {
  return db.maybe(sql`select ${passkey} from catalog.passkeys where credential = ${credential}`);
}

export interface AddedPasskey extends NewPasskey {
  id: string;
  person: string;
  name: string;
  userHandle: string;
  transports: string[];
}

/** False when somebody has it already. */
export async function savePasskey(tx: Tx, added: AddedPasskey, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into catalog.passkeys (id, person, name, credential, public_key, user_handle, transports, counter,
      backup_eligible, backed_up, created_at)
    values (${added.id}, ${added.person}, ${added.name}, ${added.credential}, ${added.publicKey}, ${added.userHandle},
      ${added.transports}, ${added.counter}, ${added.backupEligible}, ${added.backedUp}, ${now})
    on conflict (credential) do nothing`);
  return rows === 1;
}

/** Keeps what the authenticator said of itself; false when another answer with this counter was first. */
export async function usePasskey(
  tx: Tx,
  id: string,
  used: { counter: number; backedUp: boolean; before: number },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.run(sql`
    update catalog.passkeys set counter = ${used.counter}, backed_up = ${used.backedUp}, last_used_at = ${now}
    where id = ${id} and counter = ${used.before}`);
  return rows === 1;
}

/** Answers the name that it had; null when the person has no such passkey. */
export async function deletePasskey(tx: Tx, person: string, id: string): Promise<string | null> {
  const gone = await tx.maybe<{ name: string }>(sql`
    delete from catalog.passkeys where id = ${id} and person = ${person} returning name`);
  return gone?.name ?? null;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  person: string,
  hashes: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`delete from catalog.recovery_codes where person = ${person}`);
  await tx.run(sql`
    insert into catalog.recovery_codes (person, hash, made_at)
    select ${person}, hash, ${now} from unnest(${[...hashes]}::text[]) as t(hash)`);
}

/** True for one caller only: the row is the code. */
export async function takeRecoveryCode(tx: Tx, person: string, hash: string): Promise<boolean> {
  const taken = await tx.run(sql`
    delete from catalog.recovery_codes where person = ${person} and hash = ${hash}`);
  return taken === 1;
}

/** Takes all away, with what is under way. */
export async function deleteFactorsOf(tx: Tx, person: string): Promise<void> {
  await tx.run(sql`delete from catalog.authenticators where person = ${person}`);
  await tx.run(sql`delete from catalog.passkeys where person = ${person}`);
  await tx.run(sql`delete from catalog.recovery_codes where person = ${person}`);
  await tx.run(sql`delete from catalog.passkey_challenges where person = ${person}`);
  await tx.run(sql`delete from catalog.sign_in_tickets where person = ${person}`);
}

export type Purpose = 'register' | 'signIn' | 'secondFactor' | 'confirm';

export interface Challenge {
  challenge: string;
  purpose: Purpose;
  /** Null: for whoever signs in by it. */
  person: string | null;
  userHandle: string | null;
}

export async function saveChallenge(tx: Tx, made: Challenge, expiresAt: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.passkey_challenges (challenge, purpose, person, user_handle, expires_at)
    values (${made.challenge}, ${made.purpose}, ${made.person}, ${made.userHandle}, ${expiresAt})`);
}

/** Takes the challenge away, for whoever is first; undefined when there is none for this purpose and person. */
export function takeChallenge(
  tx: Tx,
  asked: { challenge: string; purpose: Purpose; person: string | null },
  now: Temporal.Instant,
): Promise<{ userHandle: string | null } | undefined> {
  return tx.maybe(sql`
    delete from catalog.passkey_challenges
    where challenge = ${asked.challenge} and purpose = ${asked.purpose} and expires_at > ${now}
      and person is not distinct from ${asked.person}
    returning user_handle as "userHandle"`);
}

export interface Ticket {
  person: string;
  method: SignInMethod;
}

export async function saveTicket(
  tx: Tx,
  ticket: Ticket & { hash: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into catalog.sign_in_tickets (hash, person, method, expires_at)
    values (${ticket.hash}, ${ticket.person}, ${ticket.method}, ${ticket.expiresAt})`);
}

/** Whose sign-in a ticket is, while it holds. */
export function findTicket(
  db: Query,
  hash: string,
  now: Temporal.Instant,
  tries: number,
): Promise<Ticket | undefined> {
  return db.maybe(sql`
    select person, method from catalog.sign_in_tickets
    where hash = ${hash} and expires_at > ${now} and tries < ${tries}`);
}

/** Counts one try, and keeps others with this ticket waiting for its outcome. */
export function tryTicket(
  tx: Tx,
  hash: string,
  now: Temporal.Instant,
  tries: number,
): Promise<Ticket | undefined> {
  return tx.maybe(sql`
    update catalog.sign_in_tickets set tries = tries + 1
    where hash = ${hash} and expires_at > ${now} and tries < ${tries} returning person, method`);
}

/** What was begun with a password that does not hold any more. */
export async function deleteTicketsOf(tx: Tx, person: string): Promise<void> {
  await tx.run(sql`delete from catalog.sign_in_tickets where person = ${person}`);
}

export async function deleteTicket(tx: Tx, hash: string): Promise<void> {
  await tx.run(sql`delete from catalog.sign_in_tickets where hash = ${hash}`);
}

export async function deleteExpired(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.passkey_challenges where expires_at <= ${now}`);
  await tx.run(sql`delete from catalog.sign_in_tickets where expires_at <= ${now}`);
}

export async function saveFactorRule(tx: Tx, administratorsNeedOne: boolean): Promise<void> {
  await tx.run(sql`
    insert into catalog.factor_rule (administrators_need_one) values (${administratorsNeedOne})
    on conflict (only_one) do update set administrators_need_one = excluded.administrators_need_one`);
}

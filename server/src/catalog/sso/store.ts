import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { StoredProvider } from './model.ts';

const columns = sql`name, settings, sealed_secret as "sealedSecret"`;

export function allProviders(db: Query): Promise<StoredProvider[]> {
  return db.many(sql`select ${columns} from catalog.sso_providers order by name`);
}

export function findProvider(db: Query, name: string): Promise<StoredProvider | undefined> {
  return db.maybe(sql`select ${columns} from catalog.sso_providers where name = ${name}`);
}

export async function saveProviderRow(
  tx: Tx,
  provider: StoredProvider,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into catalog.sso_providers (name, settings, sealed_secret, created_at)
    values (${provider.name}, ${JSON.stringify(provider.settings)}::jsonb, ${provider.sealedSecret}, ${now})
    on conflict (name) do update set settings = excluded.settings, sealed_secret = excluded.sealed_secret`);
}

export async function deleteProviderRow(tx: Tx, name: string): Promise<boolean> {
  return (await tx.run(sql`delete from catalog.sso_providers where name = ${name}`)) === 1;
}

export interface LoginRow {
  stateHash: string;
  provider: string;
  browserHash: string;
  sealed: string;
  returnTo: string;
  triedBy: string | null;
}

export async function saveLogin(tx: Tx, login: LoginRow, expiresAt: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.sso_logins (state_hash, provider, browser_hash, sealed, return_to, tried_by, expires_at)
    values (${login.stateHash}, ${login.provider}, ${login.browserHash}, ${login.sealed}, ${login.returnTo},
      ${login.triedBy}, ${expiresAt})`);
}

/** Takes the login away, for one caller only; undefined when it is another browser's, over, or was never begun. */
export function takeLogin(
  tx: Tx,
  asked: { stateHash: string; provider: string; browserHashes: readonly string[] },
  now: Temporal.Instant,
): Promise<LoginRow | undefined> {
  return tx.maybe(sql`
    delete from catalog.sso_logins
    where state_hash = ${asked.stateHash} and provider = ${asked.provider} and expires_at > ${now}
      and browser_hash = any(${[...asked.browserHashes]}::text[])
    returning state_hash as "stateHash", provider, browser_hash as "browserHash", sealed, return_to as "returnTo",
      tried_by as "triedBy"`);
}

export async function findIdentity(db: Query, issuer: string, subject: string): Promise<string | undefined> {
  const row = await db.maybe<{ person: string }>(sql`
    select person from catalog.sso_identities where issuer = ${issuer} and subject = ${subject}`);
  return row?.person;
}

export async function saveIdentity(
  tx: Tx,
  identity: { issuer: string; subject: string; person: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into catalog.sso_identities (issuer, subject, person, created_at)
    values (${identity.issuer}, ${identity.subject}, ${identity.person}, ${now})`);
}

export interface PersonRow {
  name: string;
  hasLeft: boolean;
  hasPassword: boolean;
  issuers: string[];
}

const personRow = sql`p.name, p.deactivated_at is not null as "hasLeft", p.password_hash is not null as "hasPassword",
  array(select i.issuer from catalog.sso_identities i where i.person = p.name) as issuers`;

export function personByName(db: Query, name: string): Promise<PersonRow | undefined> {
  return db.maybe(sql`select ${personRow} from catalog.people p where p.name = ${name}`);
}

export function personByEmail(db: Query, email: string): Promise<PersonRow | undefined> {
  return db.maybe(sql`select ${personRow} from catalog.people p where p.email_key = lower(${email})`);
}

/** Every name that a person has, or had so that it still stands in the records. */
export async function takenNames(db: Query): Promise<Set<string>> {
  const rows = await db.many<{ name: string }>(sql`select name from catalog.people`);
  return new Set(rows.map((row) => row.name));
}

export interface TrialRow {
  id: string;
  person: string;
  sealed: string;
}

export async function saveTrial(tx: Tx, trial: TrialRow, expiresAt: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.sso_trials (id, person, sealed, expires_at)
    values (${trial.id}, ${trial.person}, ${trial.sealed}, ${expiresAt})`);
}

export function findTrial(
  db: Query,
  asked: { id: string; person: string },
  now: Temporal.Instant,
): Promise<TrialRow | undefined> {
  return db.maybe(sql`
    select id, person, sealed from catalog.sso_trials
    where id = ${asked.id} and person = ${asked.person} and expires_at > ${now}`);
}

export async function deleteExpiredLogins(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.sso_logins where expires_at <= ${now}`);
  await tx.run(sql`delete from catalog.sso_trials where expires_at <= ${now}`);
}

import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { deleteInvitation } from '../invitation/store.ts';
import type { Administrators } from './model.ts';

/** A person as stored; the password hash never leaves this slice but for signing in. */
export interface StoredPerson {
  name: string;
  fullName: string;
  email: string;
  timeZone: string;
  access: Access;
}

/** A person as found: whoever has left is still known, and opens nothing. */
export interface FoundPerson extends StoredPerson {
  deactivatedAt: Temporal.Instant | null;
}

const columns = sql`name, full_name as "fullName", email, time_zone as "timeZone", access,
  deactivated_at as "deactivatedAt"`;

export function findPerson(db: Query, name: string): Promise<FoundPerson | undefined> {
  return db.maybe(sql`select ${columns} from catalog.people where name = ${name}`);
}

export function allPeople(db: Query): Promise<FoundPerson[]> {
  return db.many(sql`select ${columns} from catalog.people order by name`);
}

/** Which of these are people who have not left: whom to call. */
export async function activePeople(db: Query, names: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ name: string }>(sql`
    select name from catalog.people where name = any(${[...names]}::text[]) and deactivated_at is null`);
  return new Set(rows.map((row) => row.name));
}

/** Who has left, by name. */
export async function peopleWhoLeft(db: Query): Promise<Set<string>> {
  const rows = await db.many<{ name: string }>(
    sql`select name from catalog.people where deactivated_at is not null`,
  );
  return new Set(rows.map((row) => row.name));
}

/** Who has left, with the instant since when. */
export async function whenPeopleLeft(db: Query): Promise<Map<string, Temporal.Instant>> {
  const rows = await db.many<{ name: string; at: Temporal.Instant }>(
    sql`select name, deactivated_at as at from catalog.people where deactivated_at is not null`,
  );
  return new Map(rows.map((row) => [row.name, row.at]));
}

/** Administrators who have not left. */
export async function administratorNames(db: Query): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select name from catalog.people where access = 'admin' and deactivated_at is null order by name`);
  return rows.map((row) => row.name);
}

export function countAdministrators(db: Query): Promise<Administrators> {
  return db.one(sql`
    select count(*)::int as all,
      (count(*) filter (where password_hash is not null or signed_in_at is not null))::int as able,
      (count(*) filter (where not coalesce((select sso_required from catalog.sign_in_rule), false)
        or password_hash is not null and exists (select from catalog.break_glass where person = name)))::int as unaided
    from catalog.people where access = 'admin' and deactivated_at is null`);
}

/**
 * Counts the administrators, and lets whoever else changes people wait until this transaction ends: two who take each
 * other's access away at once are not both the last but one.
 */
export async function lockAdministrators(tx: Tx): Promise<Administrators> {
  await tx.run(sql`lock table catalog.people in share row exclusive mode`);
  return countAdministrators(tx);
}

/** Answers false when the person had left, or had not, already. */
export async function saveLeft(tx: Tx, name: string, at: Temporal.Instant | null): Promise<boolean> {
  const rows = await tx.run(sql`
    update catalog.people set deactivated_at = ${at}
    where name = ${name} and (deactivated_at is null) = ${at !== null}`);
  return rows === 1;
}

/**
 * Notes that the person signs in now. False for somebody who has left; a deactivation under way is waited for, so
 * that no session opens behind its back. Whoever is in needs no invitation any more.
 */
export async function markSignedIn(tx: Tx, name: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.run(
    sql`update catalog.people set signed_in_at = ${now} where name = ${name} and deactivated_at is null`,
  );
  await deleteInvitation(tx, name);
  return rows === 1;
}

export async function countPeople(db: Query): Promise<number> {
  return (await db.one<{ people: number }>(sql`select count(*)::int as people from catalog.people`)).people;
}

/** Which of these names are people. */
export async function knownPeople(db: Query, names: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ name: string }>(
    sql`select name from catalog.people where name = any(${[...names]}::text[])`,
  );
  return new Set(rows.map((row) => row.name));
}

/** Who holds each address, which is written in lower case here. */
export async function emailOwners(db: Query): Promise<Map<string, string>> {
  const rows = await db.many<{ email: string; name: string }>(sql`
    select email_key as email, name from catalog.people order by created_at desc, name desc`);
  return new Map(rows.map((row) => [row.email, row.name]));
}

export function findForSignIn(
  db: Query,
  email: string,
): Promise<{ name: string; hash: string | null } | undefined> {
  return db.maybe(
    sql`select name, password_hash as hash from catalog.people
      where email_key = lower(${email}) and deactivated_at is null`,
  );
}

export async function savePerson(tx: Tx, person: StoredPerson, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.people (name, full_name, email, time_zone, access, created_at)
    values (${person.name}, ${person.fullName}, ${person.email}, ${person.timeZone}, ${person.access}, ${now})
    on conflict (name) do update set full_name = excluded.full_name, email = excluded.email,
      time_zone = excluded.time_zone, access = excluded.access`);
}

/** The hash of a person's password; null where there is none. */
export async function findPasswordOf(db: Query, name: string): Promise<string | null> {
  const row = await db.maybe<{ hash: string | null }>(
    sql`select password_hash as hash from catalog.people where name = ${name}`,
  );
  return row?.hash ?? null;
}

/** Only what people change of themselves, so that nothing else can slip through. */
export async function saveOwn(
  tx: Tx,
  { name, fullName, timeZone }: Pick<StoredPerson, 'name' | 'fullName' | 'timeZone'>,
): Promise<void> {
  await tx.run(sql`
    update catalog.people set full_name = ${fullName}, time_zone = ${timeZone} where name = ${name}`);
}

export async function setPassword(tx: Tx, name: string, hash: string): Promise<void> {
  await tx.run(sql`update catalog.people set password_hash = ${hash} where name = ${name}`);
}

export async function deletePerson(tx: Tx, name: string): Promise<void> {
  await tx.run(sql`delete from catalog.people where name = ${name}`);
}

/**
 * Whether somebody can sign in as administrator; a person of an organisation file has no password yet. Waits for
 * whoever else is making one, so that two at once make one administrator.
 */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  await tx.run(sql`lock table catalog.people in share row exclusive mode`);
  return (
    await tx.one<{ any: boolean }>(
      sql`select exists (select from catalog.people where access = 'admin' and password_hash is not null
        and deactivated_at is null) as any`,
    )
  ).any;
}

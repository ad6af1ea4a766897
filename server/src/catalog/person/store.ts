import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';

/** A person as stored; the password hash never leaves this slice but for signing in. */
export interface StoredPerson {
  name: string;
  fullName: string;
  email: string;
  timeZone: string;
  access: Access;
}

const columns = sql`name, full_name as "fullName", email, time_zone as "timeZone", access`;

export function findPerson(db: Query, name: string): Promise<StoredPerson | undefined> {
  return db.maybe(sql`select ${columns} from catalog.people where name = ${name}`);
}

export function allPeople(db: Query): Promise<StoredPerson[]> {
  return db.many(sql`select ${columns} from catalog.people order by name`);
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
    sql`select name, password_hash as hash from catalog.people where email_key = lower(${email})`,
  );
}

export async function savePerson(tx: Tx, person: StoredPerson, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.people (name, full_name, email, time_zone, access, created_at)
    values (${person.name}, ${person.fullName}, ${person.email}, ${person.timeZone}, ${person.access}, ${now})
    on conflict (name) do update set full_name = excluded.full_name, email = excluded.email,
      time_zone = excluded.time_zone, access = excluded.access`);
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
      sql`select exists (select from catalog.people where access = 'admin' and password_hash is not null) as any`,
    )
  ).any;
}

import type { Token } from '@muster/contract/catalog/tokens';
import type { Access, Scope } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface NewToken {
  id: string;
  kind: Token['kind'];
  hash: string;
  prefix: string;
  label: string;
  access: Access;
  scopes: readonly Scope[] | null;
  person: string | null;
  team: string | null;
  about: string;
  createdBy: string;
  /** The token by which it was made: it goes with that one. */
  madeWith: string | null;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
}

export async function saveToken(tx: Tx, token: NewToken): Promise<void> {
  const scopes = token.scopes === null ? null : [...token.scopes];
  await tx.run(sql`
    insert into catalog.tokens (id, kind, hash, prefix, label, access, scopes, person, team, about, created_by, made_with, created_at, expires_at)
    values (${token.id}, ${token.kind}, ${token.hash}, ${token.prefix}, ${token.label}, ${token.access}, ${scopes}::text[],
      ${token.person}, ${token.team}, ${token.about}, ${token.createdBy}, ${token.madeWith}, ${token.createdAt}, ${token.expiresAt})`);
}

/** Whose the token is; undefined when there is none. */
export function findTokenOwner(
  tx: Tx,
  id: string,
): Promise<{ person: string | null; label: string } | undefined> {
  return tx.maybe(sql`select person, label from catalog.tokens where id = ${id}`);
}

/** Keeps the token from being revoked until what is made with it is there, too; false when it is gone already. */
export async function holdToken(tx: Tx, id: string): Promise<boolean> {
  return (await tx.maybe(sql`select id from catalog.tokens where id = ${id} for key share`)) !== undefined;
}

/** Deletes the token and answers what was made with it, directly or further on, which goes with it. */
export async function deleteToken(tx: Tx, id: string): Promise<{ id: string; label: string }[]> {
  await tx.run(sql`select id from catalog.tokens where id = ${id} for update`);
  const made = await lockMadeWith(tx, [id]);
  await tx.run(sql`delete from catalog.tokens where id = ${id}`);
  return made;
}

/** Answers how many there were, with those that were made with them. */
export async function deleteTokensOf(tx: Tx, person: string): Promise<number> {
  const own = await tx.many<{ id: string }>(
    sql`select id from catalog.tokens where person = ${person} order by id for update`,
  );
  const ids = own.map((one) => one.id);
  const made = (await lockMadeWith(tx, ids)).map((one) => one.id);
  await tx.run(sql`delete from catalog.tokens where id = any(${ids}::uuid[])`);
  return new Set([...ids, ...made]).size;
}

/** Row by row of the line, so that nobody makes one more with a token that is about to go. */
async function lockMadeWith(tx: Tx, ids: readonly string[]): Promise<{ id: string; label: string }[]> {
  const all: { id: string; label: string }[] = [];
  for (let makers = ids; makers.length > 0; ) {
    const made = await tx.many<{ id: string; label: string }>(sql`
      select id, label from catalog.tokens where made_with = any(${[...makers]}::uuid[]) order by id for update`);
    all.push(...made);
    makers = made.map((one) => one.id);
  }
  return all;
}

export interface TokenHolder {
  id: string;
  label: string;
  granted: Access;
  person: string | null;
  own: Access | null;
  scopes: Scope[] | null;
  team: string | null;
  expiresAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
}

export function findByToken(
  db: Query,
  hash: string,
  now: Temporal.Instant,
): Promise<TokenHolder | undefined> {
  return db.maybe(sql`
    select t.id, t.label, t.access as granted, t.person, p.access as own, t.last_used_at as "lastUsedAt",
      t.scopes, t.team, t.expires_at as "expiresAt"
    from catalog.tokens t left join catalog.people p on p.name = t.person
    where t.hash = ${hash} and (t.expires_at is null or t.expires_at > ${now}) and p.deactivated_at is null`);
}

export async function touchToken(
  tx: Tx,
  id: string,
  use: { now: Temporal.Instant; address: string | null },
): Promise<void> {
  await tx.run(sql`
    update catalog.tokens set last_used_at = ${use.now}, last_used_from = ${use.address} where id = ${id}`);
}

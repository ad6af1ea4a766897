import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export async function saveSession(
  tx: Tx,
  session: { hash: string; person: string; createdAt: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into catalog.sessions (hash, person, created_at, expires_at)
    values (${session.hash}, ${session.person}, ${session.createdAt}, ${session.expiresAt})`);
}

export async function deleteSession(tx: Tx, hash: string): Promise<void> {
  await tx.run(sql`delete from catalog.sessions where hash = ${hash}`);
}

export async function deleteExpired(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.sessions where expires_at <= ${now}`);
  await tx.run(sql`delete from catalog.sign_in_links where expires_at <= ${now}`);
}

export function findBySession(
  db: Query,
  hash: string,
  now: Temporal.Instant,
): Promise<{ name: string; access: Access } | undefined> {
  return db.maybe(sql`
    select p.name, p.access from catalog.sessions s join catalog.people p on p.name = s.person
    where s.hash = ${hash} and s.expires_at > ${now}`);
}

/** Puts a new set-up link in place of the one before it. */
export async function saveSetupLink(tx: Tx, hash: string): Promise<void> {
  await tx.run(sql`
    insert into catalog.setup_link (hash) values (${hash}) on conflict (only_one) do update set hash = excluded.hash`);
}

/** Takes the link away and answers its hash; whoever comes second finds none. */
export async function takeSetupLink(tx: Tx): Promise<string | null> {
  return (await tx.maybe<{ hash: string }>(sql`delete from catalog.setup_link returning hash`))?.hash ?? null;
}

/** A new link takes the place of the person's earlier ones. */
export async function saveSignInLink(
  tx: Tx,
  link: { hash: string; person: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`delete from catalog.sign_in_links where person = ${link.person}`);
  await tx.run(sql`
    insert into catalog.sign_in_links (hash, person, expires_at) values (${link.hash}, ${link.person}, ${link.expiresAt})`);
}

/** Takes the link away and answers whose it was; null when there is none that still holds. */
export async function takeSignInLink(tx: Tx, hash: string, now: Temporal.Instant): Promise<string | null> {
  const taken = await tx.maybe<{ person: string }>(sql`
    delete from catalog.sign_in_links where hash = ${hash} and expires_at > ${now} returning person`);
  return taken?.person ?? null;
}

export async function deleteSessionsOf(tx: Tx, person: string): Promise<void> {
  await tx.run(sql`delete from catalog.sessions where person = ${person}`);
}

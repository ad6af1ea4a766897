import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { lacksFactor } from '../factor/store.ts';
import { idleSince, type Session } from './model.ts';

export async function saveSession(tx: Tx, session: Session): Promise<void> {
  await tx.run(sql`
    insert into catalog.sessions (id, hash, person, method, address, user_agent, device, created_at, last_used_at,
      confirmed_at, expires_at)
    values (${session.id}, ${session.hash}, ${session.person}, ${session.method}, ${session.address}, ${session.userAgent},
      ${session.device}, ${session.createdAt}, ${session.lastUsedAt}, ${session.confirmedAt}, ${session.expiresAt})`);
}

export async function touchSession(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update catalog.sessions set last_used_at = ${now} where id = ${id}`);
}

/** The person proved just now who he is. */
export async function confirmSession(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update catalog.sessions set confirmed_at = ${now} where id = ${id}`);
}

export async function deleteSession(tx: Tx, hash: string): Promise<void> {
  await tx.run(sql`delete from catalog.sessions where hash = ${hash}`);
}

export async function deleteExpired(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    delete from catalog.sessions where expires_at <= ${now} or last_used_at <= ${idleSince(now)}`);
  await tx.run(sql`delete from catalog.sign_in_links where expires_at <= ${now}`);
}

export interface SessionHolder {
  id: string;
  name: string;
  access: Access;
  lastUsedAt: Temporal.Instant;
  confirmedAt: Temporal.Instant;
  lacksFactor: boolean;
}

/** Whose session this is; undefined when there is none, or it has ended. */
export function findBySession(
  db: Query,
  hash: string,
  now: Temporal.Instant,
): Promise<SessionHolder | undefined> {
  return db.maybe(sql`
    select s.id, p.name, p.access, s.last_used_at as "lastUsedAt", s.confirmed_at as "confirmedAt",
      ${lacksFactor} as "lacksFactor"
    from catalog.sessions s join catalog.people p on p.name = s.person
    where s.hash = ${hash} and s.expires_at > ${now} and s.last_used_at > ${idleSince(now)} and p.deactivated_at is null`);
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
  link: { hash: string; person: string; email: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`delete from catalog.sign_in_links where person = ${link.person}`);
  await tx.run(sql`
    insert into catalog.sign_in_links (hash, person, email, expires_at)
    values (${link.hash}, ${link.person}, ${link.email}, ${link.expiresAt})`);
}

/**
 * Takes the link away and answers whose it was; null when there is none that still holds. A link that was made for
 * another address than the person has now does not.
 */
export async function takeSignInLink(tx: Tx, hash: string, now: Temporal.Instant): Promise<string | null> {
  const taken = await tx.maybe<{ person: string }>(sql`
    delete from catalog.sign_in_links l using catalog.people p
    where l.hash = ${hash} and l.expires_at > ${now} and p.name = l.person and p.email_key = lower(l.email)
    returning l.person`);
  return taken?.person ?? null;
}

/** Answers false when this person has no such session. */
export async function deleteOneSession(tx: Tx, id: string, person: string): Promise<boolean> {
  return (await tx.run(sql`delete from catalog.sessions where id = ${id} and person = ${person}`)) === 1;
}

/** Those of the person, but for one. Answers how many there were. */
export function deleteOtherSessions(tx: Tx, person: string, kept: string): Promise<number> {
  return tx.run(sql`delete from catalog.sessions where person = ${person} and id <> ${kept}`);
}

export async function linkDevice(tx: Tx, session: string, device: string): Promise<void> {
  await tx.run(sql`update catalog.sessions set device = ${device} where id = ${session}`);
}

export async function deviceOfSession(db: Query, session: string): Promise<string | null> {
  const row = await db.maybe<{ device: string | null }>(
    sql`select device from catalog.sessions where id = ${session}`,
  );
  return row?.device ?? null;
}

/** Answers how many there were. */
export function deleteSessionsOf(tx: Tx, person: string): Promise<number> {
  return tx.run(sql`delete from catalog.sessions where person = ${person}`);
}

/** The links by which the person could set a password. Answers how many there were. */
export async function deleteLinksOf(tx: Tx, person: string): Promise<number> {
  const links = await tx.run(sql`delete from catalog.sign_in_links where person = ${person}`);
  return links + (await tx.run(sql`delete from catalog.reset_links where person = ${person}`));
}

/** The browsers that the person called their own. Answers how many there were. */
export function deleteDevicesOf(tx: Tx, person: string): Promise<number> {
  return tx.run(sql`delete from catalog.devices where person = ${person}`);
}

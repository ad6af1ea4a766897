import { type Query, sql, type Tx } from '../../platform/db.ts';
import { countedSince, type ResetLink } from './model.ts';

export async function saveResetLink(tx: Tx, link: ResetLink): Promise<void> {
  await tx.run(sql`
    insert into catalog.reset_links (hash, person, email, made_at, expires_at)
    values (${link.hash}, ${link.person}, ${link.email}, ${link.madeAt}, ${link.expiresAt})`);
}

/** How many were made for the person in the last hour. */
export async function countResetLinks(db: Query, person: string, now: Temporal.Instant): Promise<number> {
  const row = await db.one<{ links: number }>(sql`
    select count(*)::int as links from catalog.reset_links
    where person = ${person} and made_at > ${countedSince(now)}`);
  return row.links;
}

/** Who has this address and may come in; held, so that two letters at once are counted one after the other. */
export function lockByEmail(
  tx: Tx,
  email: string,
): Promise<{ name: string; fullName: string; email: string } | undefined> {
  return tx.maybe(sql`
    select name, full_name as "fullName", email from catalog.people
    where email_key = lower(${email}) and deactivated_at is null for update`);
}

/**
 * Takes the link away and answers whose it was; null when it does not hold: unknown, used, too old, or sent to an
 * address that the person no longer has.
 */
export async function takeResetLink(tx: Tx, hash: string, now: Temporal.Instant): Promise<string | null> {
  const taken = await tx.maybe<{ person: string }>(sql`
    delete from catalog.reset_links l using catalog.people p
    where l.hash = ${hash} and l.expires_at > ${now}
      and p.name = l.person and p.email_key = lower(l.email) and p.deactivated_at is null
    returning l.person`);
  return taken?.person ?? null;
}

/** Kept until they count no more. */
export async function deleteOldLinks(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.reset_links where made_at <= ${countedSince(now)}`);
}

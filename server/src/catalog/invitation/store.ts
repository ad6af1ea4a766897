import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface NewInvitation {
  person: string;
  hash: string;
  email: string;
  invitedBy: string;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** Takes the place of the person's earlier one, whose link opens nothing then. */
export async function saveInvitation(tx: Tx, one: NewInvitation): Promise<void> {
  await tx.run(sql`
    insert into catalog.invitations (person, hash, email_key, invited_by, created_at, expires_at)
    values (${one.person}, ${one.hash}, lower(${one.email}), ${one.invitedBy}, ${one.createdAt}, ${one.expiresAt})
    on conflict (person) do update set hash = excluded.hash, email_key = excluded.email_key,
      invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at`);
}

/**
 * Takes the invitation away and answers whose it was; null when there is none that still holds: it is too old, its
 * person has another address by now, or has left.
 */
export async function takeInvitation(tx: Tx, hash: string, now: Temporal.Instant): Promise<string | null> {
  const taken = await tx.maybe<{ person: string }>(sql`
    delete from catalog.invitations i using catalog.people p
    where i.hash = ${hash} and i.expires_at > ${now} and p.name = i.person and p.email_key = i.email_key
      and p.deactivated_at is null
    returning i.person`);
  return taken?.person ?? null;
}

/** Answers how many there were. */
export function deleteInvitation(tx: Tx, person: string): Promise<number> {
  return tx.run(sql`delete from catalog.invitations where person = ${person}`);
}

/** Whether the person has come in before, or could: then no invitation is wanted. */
export async function hasComeIn(db: Query, person: string): Promise<boolean> {
  const row = await db.maybe<{ in: boolean }>(sql`
    select signed_in_at is not null or password_hash is not null as in from catalog.people where name = ${person}`);
  return row?.in ?? false;
}

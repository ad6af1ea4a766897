import { type Query, sql, type Tx } from '../../platform/db.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import type { SentCode } from './model.ts';

export async function saveCode(
  tx: Tx,
  given: { person: string; contact: string; proof: string; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  const { person, contact, proof, expiresAt } = given;
  await tx.run(sql`
    insert into oncall.contact_codes (person, contact, proof, sent_at, expires_at)
    values (${person}, ${contact}, ${proof}, ${now}, ${expiresAt})
    on conflict (person, contact) do update set proof = excluded.proof, sent_at = excluded.sent_at,
      expires_at = excluded.expires_at, tries = 0`);
}

export function lockCode(tx: Tx, person: string, contact: string): Promise<SentCode | undefined> {
  return tx.maybe(sql`
    select proof, expires_at as "expiresAt", tries from oncall.contact_codes
    where person = ${person} and contact = ${contact} for update`);
}

export async function countTry(tx: Tx, person: string, contact: string): Promise<void> {
  await tx.run(
    sql`update oncall.contact_codes set tries = tries + 1 where person = ${person} and contact = ${contact}`,
  );
}

export async function deleteCode(tx: Tx, person: string, contact: string): Promise<void> {
  await tx.run(sql`delete from oncall.contact_codes where person = ${person} and contact = ${contact}`);
}

/** When messages of this purpose were planned for a person, through whichever contact method. */
export async function plannedFor(db: Query, purpose: string, person: string): Promise<Temporal.Instant[]> {
  return (await deliveriesOf(db, purpose, [person])).map((delivery) => delivery.plannedAt);
}

/** What is asked for by one person is counted one after the other. */
export async function lockPerson(tx: Tx, person: string): Promise<void> {
  await tx.run(sql`select from oncall.contacts where person = ${person} order by id for update`);
}

import type { ContactItem, RuleLists } from '@muster/contract/oncall/contacts';
import type { Hours, Rule, Urgency } from '@muster/contract/oncall/definition';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { labelOf, type StoredContact } from './model.ts';

const columns = sql`person, id, kind, label, verified_at as "verifiedAt", gone_at as "goneAt",
  gone_reason as "goneReason", sealed`;

export function contactsOf(db: Query, people: readonly string[]): Promise<StoredContact[]> {
  return db.many(sql`
    select ${columns} from oncall.contacts where person = any(${[...people]}::text[]) order by person, place, id`);
}

export function allContacts(db: Query): Promise<StoredContact[]> {
  return db.many(sql`select ${columns} from oncall.contacts order by person, place, id`);
}

export function findStoredContact(db: Query, person: string, id: string): Promise<StoredContact | undefined> {
  return db.maybe(sql`select ${columns} from oncall.contacts where person = ${person} and id = ${id}`);
}

/** The stored text was sealed from a contact by `saveContact`, so it is one. */
export function openContact(secrets: SecretBox, stored: StoredContact): ContactItem {
  return JSON.parse(secrets.open(stored.sealed)) as ContactItem;
}

export async function saveContact(
  tx: Tx,
  secrets: SecretBox,
  given: {
    person: string;
    contact: ContactItem;
    place: number;
    verifiedAt: Temporal.Instant | null;
    /** Whether it leads to where it led before; then it is still gone if it was. */
    isSame: boolean;
  },
): Promise<void> {
  const { person, contact, place, verifiedAt, isSame } = given;
  await tx.run(sql`
    insert into oncall.contacts (person, id, kind, place, sealed, label, verified_at)
    values (${person}, ${contact.id}, ${contact.kind}, ${place}, ${secrets.seal(JSON.stringify(contact))}, ${labelOf(contact)}, ${verifiedAt})
    on conflict (person, id) do update set kind = excluded.kind, place = excluded.place, sealed = excluded.sealed,
      label = excluded.label, verified_at = excluded.verified_at,
      gone_at = case when ${isSame} then contacts.gone_at end,
      gone_reason = case when ${isSame} then contacts.gone_reason else '' end`);
  if (isSame) return;
  // A code was sent to where it led before.
  await tx.run(sql`delete from oncall.contact_codes where person = ${person} and contact = ${contact.id}`);
}

export async function markVerified(tx: Tx, person: string, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`update oncall.contacts set verified_at = ${now} where person = ${person} and id = ${id}`);
}

/** Marks a contact method as gone. False when it was marked before, or is no more. */
export async function markGone(
  tx: Tx,
  { person, via, reason }: { person: string; via: string; reason: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    update oncall.contacts set gone_at = ${now}, gone_reason = ${reason}
    where person = ${person} and id = ${via} and gone_at is null`);
  return changed > 0;
}

/** Something arrived there after all. */
export function markReached(tx: Tx, person: string, via: string): Promise<number> {
  return tx.run(sql`
    update oncall.contacts set gone_at = null, gone_reason = ''
    where person = ${person} and id = ${via} and gone_at is not null`);
}

/** Removes the contact methods of a person that are not among `keep`. */
export async function deleteContactsBut(tx: Tx, person: string, keep: readonly string[]): Promise<void> {
  await tx.run(
    sql`delete from oncall.contacts where person = ${person} and not (id = any(${[...keep]}::text[]))`,
  );
}

export async function deleteContact(tx: Tx, person: string, id: string): Promise<number> {
  await tx.run(sql`delete from oncall.rules where person = ${person} and via = ${id}`);
  return tx.run(sql`delete from oncall.contacts where person = ${person} and id = ${id}`);
}

export async function deleteReach(tx: Tx, people: readonly string[]): Promise<void> {
  await tx.run(sql`delete from oncall.contacts where person = any(${[...people]}::text[])`);
  await tx.run(sql`delete from oncall.rules where person = any(${[...people]}::text[])`);
  await tx.run(sql`delete from oncall.quiet_hours where person = any(${[...people]}::text[])`);
}

/** Who comes back proves anew by what they are reached; until then it stands there as not verified. */
export async function unverifyContacts(tx: Tx, person: string): Promise<void> {
  await tx.run(sql`update oncall.contacts set verified_at = null where person = ${person}`);
}

export async function saveRules(tx: Tx, person: string, rules: RuleLists): Promise<void> {
  await tx.run(sql`delete from oncall.rules where person = ${person}`);
  await tx.run(sql`delete from oncall.quiet_hours where person = ${person}`);
  if (rules.quiet)
    await tx.run(sql`
      insert into oncall.quiet_hours (person, hours) values (${person}, ${JSON.stringify(rules.quiet)}::jsonb)`);
  const rows = (['high', 'low'] as const).flatMap((urgency) =>
    rules[urgency].map((rule, place) => ({ urgency, place, ...rule })),
  );
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into oncall.rules (person, urgency, place, after_minutes, via)
    select ${person}, t.* from unnest(${rows.map((row) => row.urgency)}::text[], ${rows.map((row) => row.place)}::int[],
      ${rows.map((row) => row.after)}::int[], ${rows.map((row) => row.via)}::text[]) as t(urgency, place, after_minutes, via)`);
}

/** The rules of these people, or of everybody for null. Somebody without any is absent. */
export async function rulesOf(db: Query, people: readonly string[] | null): Promise<Map<string, RuleLists>> {
  const rows = await db.many<{ person: string; urgency: Urgency } & Rule>(sql`
    select person, urgency, after_minutes as after, via from oncall.rules
    where ${people === null} or person = any(${[...(people ?? [])]}::text[]) order by person, urgency, place`);
  const found = new Map<string, RuleLists>();
  for (const { person, urgency, ...rule } of rows) {
    const lists = found.get(person) ?? { high: [], low: [] };
    lists[urgency].push(rule);
    found.set(person, lists);
  }
  const quiet = await db.many<{ person: string; hours: Hours }>(sql`
    select person, hours from oncall.quiet_hours
    where ${people === null} or person = any(${[...(people ?? [])]}::text[])`);
  for (const { person, hours } of quiet)
    found.set(person, { ...(found.get(person) ?? { high: [], low: [] }), quiet: hours });
  return found;
}

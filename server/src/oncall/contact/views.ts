import { type Contact, contactKinds, type RuleLists } from '@muster/contract/oncall/contacts';
import { findPerson, peopleWhoLeft } from '../../catalog/index.ts';
import { type Query, sql } from '../../platform/db.ts';
import { waysOut } from '../../platform/delivery/ways.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Settings } from '../../platform/settings.ts';
import { contactsOf, rulesOf } from './store.ts';

/** A person's contact methods and rules, each with whether this server can use it. */
export async function reachView(
  db: Query,
  settings: Settings,
  person: string,
): Promise<{ contacts: Contact[]; rules: RuleLists }> {
  if (!(await findPerson(db, person))) throw notFound('person');
  const ways = await waysOut(db);
  const contacts = (await contactsOf(db, [person])).map(({ id, kind, label, verifiedAt }): Contact => {
    const problem = problemOf(kind, settings, ways);
    return { id, kind, label, verified: verifiedAt !== null, usable: problem === null, problem };
  });
  return { contacts, rules: (await rulesOf(db, [person])).get(person) ?? { high: [], low: [] } };
}

/** People who are named in a schedule or a policy and could not be woken, and why. */
export async function unreachablePeople(
  db: Query,
  settings: Settings,
): Promise<{ person: string; reason: string }[]> {
  const left = await peopleWhoLeft(db);
  const people = (await namedPeople(db)).filter((person) => !left.has(person));
  const contacts = Map.groupBy(await contactsOf(db, people), (contact) => contact.person);
  const rules = await rulesOf(db, people);
  const ways = await waysOut(db);
  return people.flatMap((person) => {
    const usable = new Set(
      (contacts.get(person) ?? [])
        .filter((one) => problemOf(one.kind, settings, ways) === null)
        .map((one) => one.id),
    );
    const high = rules.get(person)?.high ?? [];
    if (high.some((rule) => usable.has(rule.via))) return [];
    if (high.length > 0)
      return [{ person, reason: 'None of the contact methods of the high-urgency rules can be used.' }];
    return settings.mail
      ? [{ person, reason: 'Has no notification rules: an e-mail is all that would be sent.' }]
      : [{ person, reason: 'Has no notification rules, and mail is not set up.' }];
  });
}

async function namedPeople(db: Query): Promise<string[]> {
  const rows = await db.many<{ person: string }>(sql`
    select distinct p #>> '{}' as person from (
      select jsonb_path_query(definition, '$.layers[*].rotation.members[*][*]') as p from oncall.schedules
      union all select jsonb_path_query(definition, '$.layers[*].users[*]') from oncall.schedules
      union all select jsonb_path_query(definition, '$.steps[*].targets[*].user') from oncall.policies) named
    order by 1`);
  return rows.map((row) => row.person);
}

/** The kinds of contact methods by which this server can send now. */
export async function usableKinds(db: Query, settings: Settings): Promise<string[]> {
  const ways = await waysOut(db);
  return contactKinds.filter((kind) => problemOf(kind, settings, ways) === null);
}

/** Why this server cannot send by this kind of contact method; null when it can. */
function problemOf(kind: Contact['kind'], settings: Settings, ways: ReadonlySet<string>): string | null {
  if (kind === 'email')
    return settings.mail ? null : 'Mail is not set up on this server (SMTP_URL, MAIL_FROM).';
  if (kind === 'sms' && !ways.has(kind)) return 'This server has no provider of text messages yet.';
  if (kind === 'voice' && !ways.has(kind)) return 'This server has no provider of phone calls yet.';
  return null;
}

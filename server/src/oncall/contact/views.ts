import { type Contact, contactKinds, type RuleLists } from '@muster/contract/oncall/contacts';
import type { Rule } from '@muster/contract/oncall/definition';
import type { ReadyMethod } from '@muster/contract/oncall/readiness';
import { findPerson, peopleWhoLeft } from '../../catalog/index.ts';
import { type Query, sql } from '../../platform/db.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { lastArrivals, lastDeliveries } from '../../platform/delivery/store.ts';
import { waysOut } from '../../platform/delivery/ways.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Settings } from '../../platform/settings.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { StoredContact } from './model.ts';
import { contactsOf, rulesOf } from './store.ts';

/** A person's contact methods and rules, each with whether this server can use it. */
export async function reachView(
  db: Query,
  settings: Settings,
  person: string,
): Promise<{ contacts: Contact[]; rules: RuleLists }> {
  if (!(await findPerson(db, person))) throw notFound('person');
  const ways = await waysOut(db);
  const stored = await contactsOf(db, [person]);
  const ids = stored.map((contact) => contact.id);
  const last = new Map((await lastDeliveries(db, person, ids)).map((delivery) => [delivery.via, delivery]));
  const contacts = stored.map(({ id, kind, label, verifiedAt, goneAt, goneReason }): Contact => {
    const problem = problemOf(kind, settings, ways);
    return {
      id,
      kind,
      label,
      verified: verifiedAt !== null,
      usable: problem === null,
      problem,
      gone: goneAt && { at: wireTime(goneAt), reason: goneReason },
      lastDelivery: shownDelivery(last.get(id)),
    };
  });
  return { contacts, rules: (await rulesOf(db, [person])).get(person) ?? { high: [], low: [] } };
}

function shownDelivery(delivery: Delivery | undefined): Contact['lastDelivery'] {
  if (!delivery) return null;
  const { plannedAt, state, reason } = delivery;
  return { at: wireTime(plannedAt), outcome: state, reason };
}

/** Everybody who is named in a schedule or a policy, and by what they can be reached; where it leads is left out. */
export async function methodsOfNamed(
  db: Query,
  settings: Settings,
  now: Temporal.Instant,
): Promise<{ person: string; methods: ReadyMethod[] }[]> {
  const left = await peopleWhoLeft(db);
  const people = (await namedPeople(db, now)).filter((person) => !left.has(person));
  const stored = await contactsOf(db, people);
  const rules = await rulesOf(db, people);
  const ways = await waysOut(db);
  const arrived = new Map(
    (await lastArrivals(db, stored)).map(({ person, via, at }) => [`${person} ${via}`, at]),
  );
  const methodOf = ({ person, id, kind, verifiedAt, goneAt }: StoredContact): ReadyMethod => {
    const times = [verifiedAt, arrived.get(`${person} ${id}`)].flatMap((at) => at ?? []);
    const used = (rules.get(person)?.high ?? []).filter((rule) => rule.via === id).map((rule) => rule.after);
    return {
      id,
      kind,
      after: used.length === 0 ? null : Math.min(...used),
      verified: verifiedAt !== null,
      usable: problemOf(kind, settings, ways) === null,
      gone: goneAt !== null,
      provenAt: wireTimeOrNull(times.toSorted(Temporal.Instant.compare).at(-1) ?? null),
    };
  };
  return people.map((person) => ({
    person,
    methods: stored.filter((one) => one.person === person).map(methodOf),
  }));
}

/** People who are named in a schedule or a policy and could not be woken, and why. */
export async function unreachablePeople(
  db: Query,
  settings: Settings,
  now: Temporal.Instant,
): Promise<{ person: string; reason: string }[]> {
  const left = await peopleWhoLeft(db);
  const people = (await namedPeople(db, now)).filter((person) => !left.has(person));
  const contacts = Map.groupBy(await contactsOf(db, people), (contact) => contact.person);
  const rules = await rulesOf(db, people);
  const ways = await waysOut(db);
  return people.flatMap((person) => {
    const usable = new Set(
      (contacts.get(person) ?? [])
        .filter((one) => one.verifiedAt && !one.goneAt && problemOf(one.kind, settings, ways) === null)
        .map((one) => one.id),
    );
    const high = rules.get(person)?.high ?? [];
    if (high.some((rule) => usable.has(rule.via))) return [];
    if (high.length > 0)
      return [
        {
          person,
          reason: whyNone(
            contacts.get(person) ?? [],
            high,
            (kind) => problemOf(kind, settings, ways) === null,
          ),
        },
      ];
    return settings.mail
      ? [{ person, reason: 'Has no notification rules: an e-mail is all that would be sent.' }]
      : [{ person, reason: 'Has no notification rules, and mail is not set up.' }];
  });
}

/** Of the contact methods that should wake somebody, and none of which would. */
function whyNone(
  contacts: readonly StoredContact[],
  rules: readonly Rule[],
  works: (kind: Contact['kind']) => boolean,
): string {
  const named = contacts.filter((one) => rules.some((rule) => rule.via === one.id));
  const couldWork = named.filter((one) => works(one.kind));
  if (couldWork.some((one) => one.goneAt))
    return 'Nothing arrives any more by the contact methods of the high-urgency rules.';
  return couldWork.length > 0
    ? 'None of the contact methods of the high-urgency rules is verified.'
    : 'None of the contact methods of the high-urgency rules can be used.';
}

/** In a rota, the temporary ones that are not over included, or in a policy. */
async function namedPeople(db: Query, now: Temporal.Instant): Promise<string[]> {
  const rows = await db.many<{ person: string }>(sql`
    select distinct p #>> '{}' as person from (
      select jsonb_path_query(definition, '$.layers[*].rotation.members[*][*]') as p from oncall.schedules
      union all select jsonb_path_query(definition, '$.layers[*].users[*]') from oncall.schedules
      union all select jsonb_path_query(rota, '$.layers[*].rotation.members[*][*]')
        from oncall.temporary_schedules where ends_at > ${now}
      union all select jsonb_path_query(rota, '$.layers[*].users[*]')
        from oncall.temporary_schedules where ends_at > ${now}
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
  if (kind === 'telegram')
    return settings.telegramToken === null
      ? 'Telegram is not set up on this server (MUSTER_TELEGRAM_TOKEN).'
      : null;
  if (kind === 'sms' && !ways.has(kind)) return 'This server has no provider of text messages yet.';
  if (kind === 'voice' && !ways.has(kind)) return 'This server has no provider of phone calls yet.';
  return null;
}

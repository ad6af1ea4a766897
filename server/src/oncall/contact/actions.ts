import { type ContactItem, contactItem, ruleLists } from '@muster/contract/oncall/contacts';
import { contactGone } from '@muster/contract/oncall/events';
import { z } from 'zod';
import { findPerson, type Items, type Reach } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import type { HowItEnded } from '../../platform/delivery/lanes.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { readPhoneNumber } from '../../platform/phone-number.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf, type SecretBox } from '../../platform/secrets.ts';
import { coverageChanged } from '../coverage/store.ts';
import { isSamePlace, shownContact } from './model.ts';
import {
  allContacts,
  contactsOf,
  deleteContactsBut,
  deleteReach,
  findStoredContact,
  markGone,
  markReached,
  markVerified,
  openContact,
  deleteContact as removeContact,
  rulesOf,
  saveContact,
  saveRules,
} from './store.ts';

const whose = z.string().max(64);

export const putContact = action(
  {
    name: 'oncall.putContact',
    who: 'responder',
    input: z.strictObject({ person: whose, contact: contactItem }),
  },
  async (act, { person, contact }) => {
    await addContact(act, await ownPerson(act, person), contact);
  },
);

export const deleteContact = action(
  {
    name: 'oncall.deleteContact',
    who: 'responder',
    input: z.strictObject({ person: whose, id: z.string() }),
  },
  async (act, { person, id }) => {
    const name = await ownPerson(act, person);
    if ((await removeContact(act.tx, name, id)) === 0) throw notFound('contact method');
    act.record(`person:${name}`, { change: 'delete', contact: id });
    act.hint('contacts');
    coverageChanged(act);
  },
);

export const putRules = action(
  { name: 'oncall.putRules', who: 'responder', input: z.strictObject({ person: whose, rules: ruleLists }) },
  async (act, { person, rules }) => {
    const name = await ownPerson(act, person);
    const known = new Set((await contactsOf(act.tx, [name])).map((contact) => contact.id));
    const errors = (['high', 'low'] as const).flatMap((urgency) =>
      rules[urgency].flatMap((rule, i) =>
        known.has(rule.via)
          ? []
          : [{ pointer: `/${urgency}/${i}/via`, message: `there is no contact method "${rule.via}"` }],
      ),
    );
    if (errors.length > 0)
      throw new Refusal('invalid', 'A rule names a contact method that does not exist.', errors);
    const before = (await rulesOf(act.tx, [name])).get(name) ?? null;
    await saveRules(act.tx, name, rules);
    act.record(`person:${name}`, { before, after: rules });
    act.hint('contacts');
    coverageChanged(act);
  },
);

/** This browser, as a contact method of whoever asks. The same browser again is the same method. */
export const saveWebpushContact = action(
  {
    name: 'oncall.saveWebpushContact',
    who: 'responder',
    input: z.strictObject({
      label: z.string(),
      endpoint: z.string(),
      keys: z.strictObject({ p256dh: z.string(), auth: z.string() }),
    }),
  },
  async (act, subscription): Promise<{ contact: string }> => {
    const id = `browser-${hashOf(subscription.endpoint).slice(0, 8)}`;
    await addContact(act, await ownPerson(act, 'me'), { id, kind: 'webpush', ...subscription });
    return { contact: id };
  },
);

/** The Telegram account that somebody has just proved to have: as a contact method of this person. Answers its id. */
export async function linkTelegram(act: Act, person: string, chat: string): Promise<string> {
  const theirs = await contactsOf(act.tx, [person]);
  const contact = {
    id: freeId('telegram', new Set(theirs.map((one) => one.id))),
    kind: 'telegram',
    chat,
  } as const;
  const known = theirs.find((one) => isSamePlace(contact, openContact(act.platform.secrets, one)));
  const id = known?.id ?? contact.id;
  if (!known) await addContact(act, person, contact);
  await markVerified(act.tx, person, id, act.now);
  await markReached(act.tx, person, id);
  await ringByFirst(act, person, id);
  act.record(`person:${person}`, { change: 'verify', contact: id, kind: 'telegram', verdict: 'right' });
  act.hint('contacts');
  coverageChanged(act);
  return id;
}

function freeId(wish: string, taken: ReadonlySet<string>): string {
  for (let n = 2, id = wish; ; n += 1) {
    if (!taken.has(id)) return id;
    id = `${wish}-${n}`;
  }
}

/** What the organisation file says of contact methods and rules. An administrator's word verifies them. */
export const reach: Reach = {
  async stored(act) {
    const rules = await rulesOf(act.tx, null);
    const contacts = Map.groupBy(await allContacts(act.tx), (contact) => contact.person);
    return new Map(
      [...new Set([...rules.keys(), ...contacts.keys()])].map((person) => [
        person,
        {
          contacts: (contacts.get(person) ?? []).map((stored) => openContact(act.platform.secrets, stored)),
          rules: rules.get(person) ?? { high: [], low: [] },
        },
      ]),
    );
  },
  async save(act, people) {
    for (const { name, contacts, rules } of people) {
      if (contacts) await replaceContacts(act, name, contacts);
      if (rules) await saveRules(act.tx, name, rules);
    }
    act.hint('contacts');
    coverageChanged(act);
  },
  remove: (act, people) => deleteReach(act.tx, people),
  shown: shownContact,
  aligned: withSecret,
  problems: (people) => people.flatMap((person, index) => ruleProblems(person, index)),
};

/** How to send to a person by one of their contact methods; undefined when it is gone. */
export async function findContact(db: Query, secrets: SecretBox, person: string, via: string) {
  const stored = await findStoredContact(db, person, via);
  if (stored) return sendable(openContact(secrets, stored));
  // E5: somebody without rules gets one e-mail, to the address of the account if there is no other.
  const account = via === 'email' ? await findPerson(db, person) : undefined;
  return account && { kind: 'email' as const, to: account.email };
}

/** What the end of a message tells of the contact method that it went by. */
export async function noteContact(
  act: Act,
  { person, via }: Pick<Delivery, 'person' | 'via'>,
  { state, reason, isGone }: HowItEnded,
): Promise<void> {
  if (state === 'delivered') {
    if ((await markReached(act.tx, person, via)) > 0) act.hint('contacts');
  } else if (isGone && (await markGone(act.tx, { person, via, reason }, act.now))) {
    act.record(`person:${person}`, { change: 'gone', contact: via, reason });
    act.publish(contactGone(person, { person, via }));
    act.hint('contacts');
    coverageChanged(act);
  }
}

function sendable(contact: ContactItem) {
  if (contact.kind === 'webhook')
    return { kind: contact.kind, url: contact.url, secret: contact.secret ?? null };
  if (contact.kind === 'ntfy') return { kind: contact.kind, url: contact.url, token: contact.token ?? null };
  if (contact.kind === 'telegram') return { kind: contact.kind, chat: contact.chat };
  if (contact.kind === 'webpush')
    return { kind: contact.kind, endpoint: contact.endpoint, keys: contact.keys };
  return { kind: contact.kind, to: contact.to };
}

/** Somebody who mistypes a number learns it now, and not in the night. */
function refuseNoNumber(contact: ContactItem): void {
  if (contact.kind !== 'sms' && contact.kind !== 'voice') return;
  const read = readPhoneNumber(contact.to);
  if ('problem' in read)
    throw new Refusal('invalid', 'This number cannot be reached.', [
      { pointer: '/to', message: read.problem },
    ]);
}

async function addContact(act: Act, person: string, contact: ContactItem): Promise<void> {
  refuseNoNumber(contact);
  const others = await contactsOf(act.tx, [person]);
  const before = others.findIndex((other) => other.id === contact.id);
  if (before === -1 && others.length >= 20)
    throw new Refusal('limit', 'A person has at most 20 contact methods.');
  const place = before === -1 ? others.length : before;
  const stored = others[before];
  const isSame = stored !== undefined && isSamePlace(contact, openContact(act.platform.secrets, stored));
  const verifiedAt = verifiedBy(act, contact) ?? (isSame ? stored.verifiedAt : null);
  await saveContact(act.tx, act.platform.secrets, { person, contact, place, verifiedAt, isSame });
  if (verifiedAt) await ringByFirst(act, person, contact.id);
  // Addresses stay out of the log: it is kept for ever, and some of them are secrets.
  const change = before === -1 ? 'create' : 'update';
  act.record(`person:${person}`, { change, contact: contact.id, kind: contact.kind });
  act.hint('contacts');
}

/** Who proves a first way to be reached wants to be reached by it: without a rule it would never be used (E5). */
export async function ringByFirst(act: Act, person: string, via: string): Promise<void> {
  const { high = [], low = [], ...others } = (await rulesOf(act.tx, [person])).get(person) ?? {};
  if (high.length + low.length > 0) return;
  await saveRules(act.tx, person, { high: [{ after: 0, via }], low: [{ after: 0, via }], ...others });
}

/** A browser proves itself by subscribing; what an administrator writes counts as verified. */
function verifiedBy(act: Act, contact: ContactItem): Temporal.Instant | null {
  const { actor } = act.caller;
  const trusted =
    contact.kind === 'webpush' ||
    (actor.kind !== 'system' && actor.kind !== 'anyone' && actor.access === 'admin');
  return trusted ? act.now : null;
}

async function replaceContacts(act: Act, person: string, contacts: readonly ContactItem[]): Promise<void> {
  const before = new Map(
    (await contactsOf(act.tx, [person])).map((stored) => [
      stored.id,
      openContact(act.platform.secrets, stored),
    ]),
  );
  await deleteContactsBut(
    act.tx,
    person,
    contacts.map((contact) => contact.id),
  );
  for (const [place, contact] of contacts.entries()) {
    const known = before.get(contact.id);
    await saveContact(act.tx, act.platform.secrets, {
      person,
      contact: withSecret(contact, known),
      place,
      verifiedAt: act.now,
      isSame: known !== undefined && isSamePlace(known, contact),
    });
  }
}

/** A file that was exported carries no secrets; the stored one stays as long as the address does. */
function withSecret(contact: ContactItem, before: ContactItem | undefined): ContactItem {
  if (contact.kind === 'ntfy' && before?.kind === 'ntfy' && contact.url === before.url)
    return { ...before, ...contact };
  if (contact.kind !== 'webhook' || contact.secret !== undefined || before?.kind !== 'webhook')
    return contact;
  return contact.url === before.url && before.secret !== undefined
    ? { ...contact, secret: before.secret }
    : contact;
}

function ruleProblems(person: Items<'people'>[number], index: number) {
  const known = new Set(person.contacts?.map((contact) => contact.id));
  if (!person.contacts || !person.rules) return [];
  const { rules } = person;
  return (['high', 'low'] as const).flatMap((urgency) =>
    rules[urgency].flatMap((rule, i) =>
      known.has(rule.via)
        ? []
        : [
            {
              pointer: `/people/${index}/rules/${urgency}/${i}/via`,
              message: `there is no contact method "${rule.via}"`,
            },
          ],
    ),
  );
}

/** Whose contact methods are meant: one's own, or for an administrator anybody's. */
async function ownPerson(act: Act, asked: string): Promise<string> {
  const name = personMeant(act.caller.actor, asked);
  if (!(await findPerson(act.tx, name))) throw notFound('person');
  return name;
}

/** Resolves `me`. Somebody else's are out of reach but for an administrator, and then they do not exist. */
export function personMeant(actor: Actor, asked: string): string {
  if (actor.kind !== 'person' && actor.kind !== 'token')
    throw new Refusal('unauthenticated', 'Sign in first.');
  if (actor.kind === 'person' && (asked === 'me' || asked === actor.name)) return actor.name;
  if (actor.access === 'admin' && asked !== 'me') return asked;
  throw notFound('person');
}

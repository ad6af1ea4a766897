import { accessLowered, personDeactivated, personReactivated } from '@muster/contract/catalog/events';
import type { Problem } from '@muster/contract/catalog/organisation';
import {
  changePerson as changeEndpoint,
  changeMe as changeMeEndpoint,
  reason,
} from '@muster/contract/catalog/people';
import type { ContactItem, RuleLists } from '@muster/contract/oncall/contacts';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query, Tx } from '../../platform/db.ts';
import { cancelDeliveriesTo } from '../../platform/delivery/store.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { deleteInvitation } from '../invitation/store.ts';
import type { Items, Section } from '../organisation/model.ts';
import { deleteDevicesOf, deleteLinksOf, deleteSessionsOf } from '../session/store.ts';
import { setTeams } from '../team/actions.ts';
import { teamsOf } from '../team/store.ts';
import { refuseLimitedRise } from '../token/limited.ts';
import { deleteTokensOf } from '../token/store.ts';
import { differenceOf, keepAnAdministrator, nobodyLeft, takesTheLastAway } from './decide.ts';
import type { Administrators } from './model.ts';
import {
  allPeople,
  countAdministrators,
  deletePerson,
  emailOwners,
  findPerson,
  lockAdministrators,
  peopleWhoLeft,
  type StoredPerson,
  saveLeft,
  saveOwn,
  savePerson,
} from './store.ts';

const aboutPerson = z.strictObject({ name, reason });

export const deactivate = action(
  { name: 'catalog.deactivatePerson', who: 'admin', input: aboutPerson },
  async (act, given) => deactivatePerson(act, given.name, given.reason),
);

export const reactivate = action(
  { name: 'catalog.reactivatePerson', who: 'admin', input: aboutPerson },
  async (act, given) => reactivatePerson(act, given.name, given.reason),
);

/** What an administrator changes of somebody's account. Whoever loses access loses it at once, wherever they are in. */
export const changePerson = action(
  {
    name: 'catalog.changePerson',
    who: 'admin',
    input: z.strictObject({ name, ...changeEndpoint.body.shape }),
  },
  async (act, { name, reason, teams, ...given }) => {
    const administrators = await lockAdministrators(act.tx);
    const stored = await findPerson(act.tx, name);
    if (!stored) throw notFound('person');
    const { deactivatedAt: _, ...person } = stored;
    const before = { ...person, teams: await teamsOf(act.tx, name) };
    const after = { ...before, ...defined(given), teams: teams?.toSorted() ?? before.teams };
    refuseLimitedRise(act.caller, before, after);
    if (after.email !== before.email) await moveTo(act, name, after.email);
    await savePerson(act.tx, after, act.now);
    if (teams) await setTeams(act, name, teams);
    keepAnAdministrator(administrators, await countAdministrators(act.tx));
    act.record(`person:${name}`, { ...differenceOf(before, after), reason });
    tellLowered(act, before, after);
    act.hint('people');
  },
);

/** The stages to the right hear of whoever may respond no longer. */
function tellLowered(
  act: Act,
  before: Pick<StoredPerson, 'access'> | undefined,
  { name: person, access }: Pick<StoredPerson, 'name' | 'access'>,
): void {
  const responds = (held: string | undefined) => held === 'admin' || held === 'responder';
  if (!responds(before?.access) || responds(access)) return;
  act.publish(accessLowered(`person:${person}`, { person, by: actorName(act.caller.actor) }));
}

/** What people change of their own account: how they are called, and the clock that they live by. */
export const changeMe = action(
  { name: 'catalog.changeMe', who: 'signedIn', input: changeMeEndpoint.body },
  async (act, given): Promise<string> => {
    const { actor } = act.caller;
    const stored = actor.kind === 'person' ? await findPerson(act.tx, actor.name) : undefined;
    if (!stored) throw notFound('person');
    const { deactivatedAt: _, ...before } = stored;
    const after = { ...before, ...defined(given) };
    await saveOwn(act.tx, after);
    act.record(`person:${before.name}`, differenceOf(before, after));
    act.hint('people');
    return before.name;
  },
);

/** Signs somebody out everywhere; their tokens stay. */
export const endSessions = action(
  { name: 'catalog.endSessions', who: 'admin', input: z.strictObject({ name }) },
  async (act, { name }) => {
    if (!(await findPerson(act.tx, name))) throw notFound('person');
    const ended = {
      sessions: await deleteSessionsOf(act.tx, name),
      devices: await deleteDevicesOf(act.tx, name),
    };
    act.record(`person:${name}`, { ended });
    act.hint('people', 'sessions');
  },
);

/** An address leads to one account. */
export async function refuseTakenEmail(act: Act, name: string, email: string): Promise<void> {
  const other = (await emailOwners(act.tx)).get(email.toLowerCase());
  if (other === undefined || other === name) return;
  const message = `belongs to ${other} already`;
  throw new Refusal('conflict', `${email} ${message}.`, [{ pointer: '/email', message }]);
}

/** With the address goes whatever was mailed to the one before: it may be somebody else's by now. */
async function moveTo(act: Act, name: string, email: string): Promise<void> {
  await refuseTakenEmail(act, name, email);
  await deleteInvitation(act.tx, name);
  await deleteLinksOf(act.tx, name);
}

/** The members that were given; one that is left out leaves what is stored. */
function defined<Fields extends object>(fields: Fields): { [Key in keyof Fields]: NonNullable<Fields[Key]> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof Fields]: NonNullable<Fields[Key]> };
}

/**
 * Somebody has left. Within the caller's transaction: nothing that this person holds opens anything any more, and
 * nothing that waits is sent to them. The stages to the right hear of it and stop calling them. Done already: nothing.
 * Refuses (not_found; conflict) an unknown person and the last administrator.
 */
export async function deactivatePerson(act: Act, name: string, reason: string): Promise<void> {
  const before = await lockAdministrators(act.tx);
  if (!(await findPerson(act.tx, name))) throw notFound('person');
  await putOut(act, name, reason);
  keepAnAdministrator(before, await lockAdministrators(act.tx));
}

async function putOut(act: Act, name: string, reason: string): Promise<void> {
  if (!(await saveLeft(act.tx, name, act.now))) return;
  const ended = await endAllWaysIn(act, name);
  const letters = await cancelDeliveriesTo(act, name, `${name} has left.`);
  act.record(`person:${name}`, {
    before: { active: true },
    after: { active: false },
    reason,
    ended: { ...ended, letters },
  });
  act.publish(personDeactivated(`person:${name}`, { person: name, reason, by: actorName(act.caller.actor) }));
  act.hint('people', 'tokens');
}

/**
 * Somebody is back, with the access and the teams that they had. They sign in anew: whatever may have opened while
 * they were away is ended. Refuses (not_found) an unknown person; who has not left is left alone.
 */
export async function reactivatePerson(act: Act, name: string, reason: string): Promise<void> {
  if (!(await findPerson(act.tx, name))) throw notFound('person');
  if (!(await saveLeft(act.tx, name, null))) return;
  await endAllWaysIn(act, name);
  act.record(`person:${name}`, { before: { active: false }, after: { active: true }, reason });
  act.publish(personReactivated(`person:${name}`, { person: name, reason, by: actorName(act.caller.actor) }));
  act.hint('people');
}

/** The person's password stays, and opens nothing. Answers how many of each there were. */
async function endAllWaysIn(act: Act, name: string) {
  return {
    sessions: await deleteSessionsOf(act.tx, name),
    tokens: await deleteTokensOf(act.tx, name),
    devices: await deleteDevicesOf(act.tx, name),
    links: await deleteLinksOf(act.tx, name),
    invitations: await deleteInvitation(act.tx, name),
  };
}

/** How people are reached: kept by the stage to the right, which hands this in, because a file tells both at once. */
export interface Reach {
  stored(act: Act): Promise<ReadonlyMap<string, { contacts: ContactItem[]; rules: RuleLists }>>;
  save(act: Act, people: Items<'people'>): Promise<void>;
  remove(act: Act, people: readonly string[]): Promise<void>;
  shown(contact: ContactItem): ContactItem;
  /** The given contact method with the secret of the stored one, where a file leaves it out. */
  aligned(given: ContactItem, stored: ContactItem | undefined): ContactItem;
  problems(people: Items<'people'>): Problem[];
}

const fromFile = 'The organisation file says so.';

const nothingYet = { contacts: [], rules: { high: [], low: [] } };

export function peopleSection(reach: Reach): Section<'people'> {
  /** How many administrators there were before a file wrote people, by its transaction. */
  const atFirst = new WeakMap<Query, Administrators>();
  const remember = async (tx: Tx) => {
    if (!atFirst.has(tx)) atFirst.set(tx, await lockAdministrators(tx));
  };
  return {
    kind: 'people',
    async stored(act) {
      const reached = await reach.stored(act);
      return (await allPeople(act.tx)).map(({ deactivatedAt, ...person }) => ({
        ...person,
        ...(deactivatedAt === null ? {} : { active: false }),
        ...(reached.get(person.name) ?? nothingYet),
      }));
    },
    // Whoever has left stays away until a file says the opposite: one that only names them may be an old one.
    aligned: ({ active, ...given }, stored) => ({
      ...given,
      ...((active ?? stored.active) === false ? { active: false } : {}),
      contacts:
        given.contacts?.map((contact) =>
          reach.aligned(
            contact,
            stored.contacts?.find((other) => other.id === contact.id),
          ),
        ) ?? stored.contacts,
      rules: given.rules ?? stored.rules,
    }),
    shown: (person) => ({ ...person, contacts: person.contacts?.map((contact) => reach.shown(contact)) }),
    // Without addresses: the log is kept for ever, and some of them are secrets.
    recorded: (person) => ({ ...person, contacts: person.contacts?.map(({ id, kind }) => ({ id, kind })) }),
    async save(act, people) {
      await remember(act.tx);
      await obeyFile(act, people);
      await reach.save(act, people);
      return new Map();
    },
    async remove(act, names) {
      await remember(act.tx);
      await reach.remove(act, names);
      for (const name of names) await forget(act, name);
    },
    async problems(db, people) {
      const before = atFirst.get(db);
      const locksOut = before !== undefined && takesTheLastAway(before, await countAdministrators(db));
      const last = locksOut ? [{ pointer: '/people', message: nobodyLeft }] : [];
      return [...last, ...sharedEmails(await emailOwners(db), people), ...reach.problems(people)];
    },
  };
}

async function obeyFile(act: Act, people: Items<'people'>): Promise<void> {
  const before = new Map((await allPeople(act.tx)).map((person) => [person.name, person]));
  for (const person of people) {
    refuseLimitedRise(act.caller, before.get(person.name), person);
    await savePerson(act.tx, person, act.now);
    tellLowered(act, before.get(person.name), person);
  }
  const left = await peopleWhoLeft(act.tx);
  for (const { name, active } of people) {
    if (active === false) await putOut(act, name, fromFile);
    else if (left.has(name)) await reactivatePerson(act, name, fromFile);
  }
}

/** Whoever is deleted is called no more, as if they had left. */
async function forget(act: Act, name: string): Promise<void> {
  await deletePerson(act.tx, name);
  await cancelDeliveriesTo(act, name, `${name} has left.`);
  const by = actorName(act.caller.actor);
  act.publish(personDeactivated(`person:${name}`, { person: name, reason: fromFile, by }));
}

function sharedEmails(owners: ReadonlyMap<string, string>, people: Items<'people'>): Problem[] {
  return people.flatMap((person, index) => {
    const other = owners.get(person.email.toLowerCase());
    return other === undefined || other === person.name
      ? []
      : [{ pointer: `/people/${index}/email`, message: `${person.email} belongs to ${other} already` }];
  });
}

import type { Problem } from '@muster/contract/catalog/organisation';
import type { ContactItem, RuleLists } from '@muster/contract/oncall/contacts';
import type { Act } from '../../platform/act.ts';
import type { Items, Section } from '../organisation/model.ts';
import { allPeople, deletePerson, emailOwners, savePerson } from './store.ts';

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

const nothingYet = { contacts: [], rules: { high: [], low: [] } };

export function peopleSection(reach: Reach): Section<'people'> {
  return {
    kind: 'people',
    async stored(act) {
      const reached = await reach.stored(act);
      return (await allPeople(act.tx)).map((person) => ({
        ...person,
        ...(reached.get(person.name) ?? nothingYet),
      }));
    },
    aligned: (given, stored) => ({
      ...given,
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
    async save(act, people) {
      for (const person of people) await savePerson(act.tx, person, act.now);
      await reach.save(act, people);
      return new Map();
    },
    async remove(act, names) {
      await reach.remove(act, names);
      for (const name of names) await deletePerson(act.tx, name);
    },
    async problems(db, people) {
      const owners = await emailOwners(db);
      const shared = people.flatMap((person, index): Problem[] => {
        const other = owners.get(person.email.toLowerCase());
        return other === undefined || other === person.name
          ? []
          : [{ pointer: `/people/${index}/email`, message: `${person.email} belongs to ${other} already` }];
      });
      return [...shared, ...reach.problems(people)];
    },
  };
}

/** The organisation of a world: what a scenario says of it, and for the rest what nearly every scenario needs. */
import type { organisationFile } from '@muster/contract/catalog/organisation-file';
import type { z } from 'zod';

export type File = z.input<typeof organisationFile>;
type Person = NonNullable<File['people']>[number];
type Service = NonNullable<File['services']>[number];

/** What a scenario says. Everybody in `people` gets a name only, or what they shall have besides. */
export type Town = Omit<Partial<File>, 'muster' | 'people'> & {
  people?: readonly (string | (Partial<Person> & { name: string }))[];
};

/** Ana is called first, five minutes later Bob, ten minutes later it is over; Cleo looks on. */
export const smallTown: Town = {
  people: ['ana', 'bob', 'cleo'],
  policies: [
    {
      name: 'ladder',
      repeat: 0,
      steps: [
        { escalateAfter: 5, targets: [{ user: 'ana' }] },
        { escalateAfter: 10, targets: [{ user: 'bob' }] },
      ],
    },
  ],
  services: [{ name: 'checkout', policy: 'ladder' }],
};

export const phoneSecret = 'what-the-phones-know';

export function peopleOf(town: Town): string[] {
  return (town.people ?? []).map((person) => (typeof person === 'string' ? person : person.name));
}

/** The name and the key of the integration by which a service's alerts come in. */
export function doorOf(service: string, door: 'generic' | 'alertmanager'): { name: string; key: string } {
  return { name: `${service}-${door}`, key: `key-of-${service}-${door}` };
}

/** The whole file: everybody with a phone that rings at once, every service with two integrations. */
export function fileOf(town: Town, phoneUrl: (person: string) => string): File {
  return {
    muster: 1,
    ...town,
    people: (town.people ?? []).map((person) =>
      withPhone(typeof person === 'string' ? { name: person } : person, phoneUrl),
    ),
    integrations: [...(town.services ?? []).flatMap(doorsOf), ...(town.integrations ?? [])],
  };
}

function withPhone({ name, ...given }: Partial<Person> & { name: string }, phoneUrl: (p: string) => string) {
  const atOnce = [{ after: 0, via: 'phone' }];
  const phone = { id: 'phone', kind: 'webhook' as const, url: phoneUrl(name), secret: phoneSecret };
  return {
    name,
    fullName: name,
    email: `${name}@muster.example`,
    contacts: [phone],
    rules: given.contacts?.length === 0 ? { high: [], low: [] } : { high: atOnce, low: atOnce },
    ...given,
  };
}

function doorsOf({ name }: Service) {
  return (['generic', 'alertmanager'] as const).map((door) => ({
    ...doorOf(name, door),
    door,
    service: name,
  }));
}

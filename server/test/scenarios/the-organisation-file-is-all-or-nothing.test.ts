import { applyOrganisation, getOrganisation } from '@muster/contract/catalog/organisation';
import { listServices } from '@muster/contract/catalog/people';
import { expect, test } from 'vitest';
import { fileOf, smallTown } from '../harness/town.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
const file = fileOf(smallTown, (person) => world.phone(person).url);
const stored = () => world.admin(getOrganisation);

test('the same file twice changes nothing the second time', async () => {
  const before = await stored();
  const plan = await world.admin(applyOrganisation, { body: file });
  expect(new Set(plan.changes.map((change) => change.change))).toEqual(new Set(['none']));
  expect(plan.problems).toEqual([]);
  expect(await stored()).toEqual(before);
});

test('one fault anywhere: the whole file is refused, every fault is named, and nothing has changed', async () => {
  const before = await stored();
  const broken = {
    ...file,
    people: [...(file.people ?? []), { name: 'eve', fullName: 'Eve', email: 'eve@muster.example' }],
    services: [
      { name: 'checkout', policy: 'no-such-policy' },
      { name: 'search', policy: 'ladder', team: 'no-such-team' },
    ],
  };
  await expect(world.admin(applyOrganisation, { body: broken })).rejects.toMatchObject({
    problem: {
      status: 422,
      code: 'invalid',
      errors: [
        { pointer: '/services', message: expect.stringContaining('"no-such-policy"') },
        { pointer: '/services/1/team', message: expect.stringContaining('"no-such-team"') },
      ],
    },
  });
  expect(await stored()).toEqual(before);
  const { items } = await world.admin(listServices, {});
  expect(items.map((service) => service.name)).toEqual(['checkout']);
});

test('a misspelt field is refused, because it could mean a call at night', async () => {
  const before = await stored();
  const misspelt = { muster: 1, services: [{ name: 'checkout', polcy: 'ladder' }] };
  await expect(world.admin(applyOrganisation, { body: misspelt })).rejects.toMatchObject({
    problem: { code: 'invalid' },
  });
  expect(await stored()).toEqual(before);
});

test('somebody whom a policy still calls cannot be pruned away, nor a service that a sender posts to', async () => {
  const before = await stored();
  const withoutBob = { muster: 1, people: file.people?.filter((person) => person.name !== 'bob') };
  const prune = { prune: 'true' } as const;
  await expect(world.admin(applyOrganisation, { body: withoutBob, query: prune })).rejects.toMatchObject({
    problem: {
      code: 'invalid',
      errors: [
        { pointer: '/policies', message: '"ladder", which is not in the file: there is no person "bob"' },
      ],
    },
  });
  const withoutServices = { muster: 1, services: [] };
  await expect(world.admin(applyOrganisation, { body: withoutServices, query: prune })).rejects.toMatchObject(
    {
      problem: { errors: [{ pointer: '/integrations' }, { pointer: '/integrations' }] },
    },
  );
  expect(await stored()).toEqual(before);
});

test('a dry run tells what would change and changes nothing', async () => {
  const before = await stored();
  const changed = { ...file, services: [...(file.services ?? []), { name: 'search', policy: 'ladder' }] };
  const plan = await world.admin(applyOrganisation, { body: changed, query: { dryRun: 'true' } });
  expect(plan.changes.filter((change) => change.change !== 'none')).toMatchObject([
    { kind: 'services', name: 'search', change: 'create' },
  ]);
  expect(await stored()).toEqual(before);
});

test('what is exported can be applied again and is the same', async () => {
  const exported = await stored();
  const plan = await world.admin(applyOrganisation, { body: exported });
  expect(new Set(plan.changes.map((change) => change.change))).toEqual(new Set(['none']));
});

test('only an administrator may apply it', async () => {
  const ana = await world.as('ana').client();
  await expect(ana(applyOrganisation, { body: file })).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  });
});

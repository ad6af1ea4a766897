import { expect, test } from 'vitest';
import { type Known, quietDays, readinessOf } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const nothing: Known = {
  integrations: [],
  routes: [],
  policy: null,
  called: [],
  team: null,
  lists: [],
  components: [],
  followUps: { overdue: 0 },
};
const ready = (known: Partial<Known>) =>
  readinessOf({ ...nothing, ...known }, now)
    .filter((one) => one.isReady)
    .map((one) => one.kind);

test('a service of which nothing is known is ready for nothing, and owes nothing', () => {
  expect(ready({})).toEqual(['follow-up']);
  expect(readinessOf(nothing, now).map((one) => one.kind)).toEqual([
    'see',
    'act',
    'organise',
    'communicate',
    'follow-up',
  ]);
});

test.each<[string, Partial<Known>, boolean]>([
  ['a sender that was heard', { integrations: [{ name: 'prometheus', lastEventAt: now }] }, true],
  ['one that was never heard', { integrations: [{ name: 'prometheus', lastEventAt: null }] }, false],
  [
    'one that is quiet for too long',
    { integrations: [{ name: 'p', lastEventAt: now.subtract({ hours: 24 * quietDays + 1 }) }] },
    false,
  ],
  ['a route that leads here', { routes: ['checkout'] }, true],
])('it would be seen: %s', (_, known, isReady) => {
  expect(ready(known).includes('see')).toBe(isReady);
});

test.each<[string, Partial<Known>, boolean]>([
  ['a policy that calls somebody', { policy: 'p', called: ['rex'] }, true],
  ['a policy that calls nobody now', { policy: 'p' }, false],
])('somebody would act: %s', (_, known, isReady) => {
  expect(ready(known).includes('act')).toBe(isReady);
});

test('one person is no team, a list of nobody is no list, and a late follow-up is one too many', () => {
  expect(ready({ team: { name: 'shop', members: 1 } })).not.toContain('organise');
  expect(ready({ team: { name: 'shop', members: 2 } })).toContain('organise');
  expect(ready({ lists: [{ id: 'l', name: 'Staff', members: 0 }] })).not.toContain('communicate');
  expect(ready({ lists: [{ id: 'l', name: 'Staff', members: 1 }] })).toContain('communicate');
  expect(ready({ components: [{ page: 'shop', title: 'Shop', component: 'Carts' }] })).toContain(
    'communicate',
  );
  expect(ready({ followUps: { overdue: 1 } })).not.toContain('follow-up');
});

import type { RespondSettings } from '@muster/contract/respond/settings';
import { expect, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { decideSettings } from './decide.ts';
import { shippedSettings } from './model.ts';

test('what Muster comes with holds together', () => {
  expect(decideSettings(shippedSettings)).toEqual(shippedSettings);
});

type Change = (given: RespondSettings) => Partial<RespondSettings>;
const first = <T>(all: readonly T[]): T => {
  const [one] = all;
  if (!one) throw new Error('there is none');
  return one;
};

test.each<[string, Change, string]>([
  [
    'the same severity twice',
    ({ severities }) => ({ severities: [...severities, first(severities)] }),
    '/severities/3/name',
  ],
  [
    'no status that is closed',
    ({ statuses }) => ({ statuses: statuses.filter((one) => one.category !== 'closed') }),
    '/statuses',
  ],
  [
    'a status that is entered by merging',
    ({ statuses }) => ({ statuses: [...statuses, { name: 'gone', label: 'Gone', category: 'merged' }] }),
    '/statuses/8/category',
  ],
  ['no commander', ({ roles }) => ({ roles: roles.filter((one) => one.name !== 'commander') }), '/roles'],
  [
    'two commanders',
    ({ roles }) => ({ roles: roles.map((one) => ({ ...one, many: true })) }),
    '/roles/0/many',
  ],
  [
    'a severity that needs a role which is not there',
    ({ severities }) => ({ severities: severities.map((one) => ({ ...one, rolesRequired: ['ghost'] })) }),
    '/severities/0/rolesRequired',
  ],
  [
    'a kind with a severity which is not there',
    ({ types }) => ({ types: types.map((one) => ({ ...one, severity: 'sev9' })) }),
    '/types/0/severity',
  ],
  [
    'private kinds only',
    ({ types }) => ({ types: types.map((one) => ({ ...one, private: true })) }),
    '/types',
  ],
])('%s is refused at its place', (_, change, pointer) => {
  const asked = () => decideSettings({ ...shippedSettings, ...change(shippedSettings) });
  expect(asked).toThrow(Refusal);
  expect(asked).toThrow(
    expect.objectContaining({ errors: expect.arrayContaining([expect.objectContaining({ pointer })]) }),
  );
});

test('each status of the way tells when it is left, except the last (R1)', () => {
  const way = shippedSettings.statuses.filter((one) =>
    ['triage', 'active', 'post-incident'].includes(one.category),
  );
  expect(way.length).toBeGreaterThan(3);
  expect(way.filter((one) => !one.exit).map((one) => one.name)).toEqual([]);
});

import type { RespondSettings } from '@muster/contract/respond/settings';
import { severitySets } from '@muster/contract/respond/severity-sets';
import { expect, test } from 'vitest';
import { fresh, mappingTo, numberOr, ontoTheirs, withSet } from './draft.ts';

const settings: RespondSettings = {
  severities: [...severitySets.words],
  statuses: [],
  roles: [{ name: 'commander', label: 'Commander', many: false, reportsTo: null, duty: 'Leads.' }],
  types: [
    { ...fresh.type(), name: 'default', label: 'Incident' },
    { ...fresh.type(), name: 'security', label: 'Security', severity: 'average' },
    { ...fresh.type(), name: 'odd', label: 'Odd', severity: 'of-our-own' },
  ],
  callAddress: null,
  chatAddress: null,
  commandPolicy: null,
  commandMinutes: 240,
  anyRoleMinutes: 480,
  checkInMinutes: null,
};

test('another set keeps what kinds begin with under its new name, and asks only for roles that are there', () => {
  const made = withSet(settings, 'sev');
  expect(made.severities.map((one) => one.name)).toEqual(['sev5', 'sev4', 'sev3', 'sev2', 'sev1']);
  expect(made.types.map((one) => one.severity)).toEqual([null, 'sev3', null]);
  expect(new Set(made.severities.flatMap((one) => one.rolesRequired))).toEqual(new Set(['commander']));
});

test('what becomes what is told before it happens', () => {
  expect(mappingTo(settings, 'priority')).toEqual([
    { from: 'Minor', to: 'P3' },
    { from: 'Average', to: 'P2' },
    { from: 'Critical', to: 'P1' },
  ]);
  expect(mappingTo(settings, 'words')).toEqual([]);
});

test('an empty number is what it stands for, and a new severity is worse than all', () => {
  expect(numberOr(' ', null)).toBeNull();
  expect(numberOr('15', null)).toBe(15);
  expect(fresh.severity(settings)).toMatchObject({ name: '', rank: 40 });
});

test('what somebody else saved meanwhile stands beside one’s own; where both changed the same, the own is named', () => {
  const basis = { ...settings, version: '1' };
  const theirs = { ...basis, version: '2', commandMinutes: 60, anyRoleMinutes: 90 };
  const mine = { ...basis, commandMinutes: 120, checkInMinutes: 30 };
  expect(ontoTheirs(mine, { basis, theirs })).toEqual({
    value: { ...theirs, commandMinutes: 120, checkInMinutes: 30 },
    both: ['commandMinutes'],
  });
});

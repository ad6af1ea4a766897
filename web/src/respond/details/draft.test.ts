import { expect, test } from 'vitest';
import { changeOf, conflictsOf, draftOf } from './draft.ts';

const began = {
  services: ['checkout'],
  type: 'default',
  source: null,
  consequences: [],
  fields: { region: 'north' },
  times: { declared: '2026-03-02T10:00:00.000Z', detected: '2026-03-02T09:58:30.000Z' },
  stated: {},
};

test('only what differs is a change, and seconds that a field cannot show are kept', () => {
  const draft = draftOf(began);
  expect(changeOf(draft, began)).toEqual({});
  const edited = {
    ...draft,
    services: ['search', 'checkout'],
    source: 'customer' as const,
    fields: { ...draft.fields, build: '42' },
    times: { ...draft.times, mitigated: '2026-03-02T10:20', detected: '' },
    known: ' the chart ',
    confidence: 'high' as const,
  };
  expect(changeOf(edited, began)).toEqual({
    services: ['search', 'checkout'],
    source: 'customer',
    fields: { build: '42' },
    times: { mitigated: new Date('2026-03-02T10:20').toISOString(), detected: null },
    timesKnown: { source: 'the chart', confidence: 'high' },
  });
});

test('moments that follow from what people do are not offered, those of an end that was reached are', () => {
  expect(Object.keys(draftOf(began).times)).not.toContain('declared');
  expect(Object.keys(draftOf(began).times)).toContain('contained');
  const over = { ...began, times: { ...began.times, resolved: '2026-03-02T11:00:00.000Z' } };
  expect(Object.keys(draftOf(over).times)).toContain('resolved');
});

test('only another change of the very same thing is a conflict', () => {
  const change = { services: ['search'], fields: { region: 'south' }, times: { detected: null } };
  expect(conflictsOf(change, began, { ...began, source: 'alert', fields: { region: 'south' } })).toEqual([]);
  const theirs = { ...began, services: ['ledger'], fields: { region: 'east' }, times: {} };
  expect(conflictsOf(change, began, theirs)).toEqual([
    { part: 'services', name: 'services', value: 'ledger' },
    { part: 'field', name: 'region', value: 'east' },
  ]);
});

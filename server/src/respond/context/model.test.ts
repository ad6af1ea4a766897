import { expect, test } from 'vitest';
import { mostLines, partsOf, type Surroundings, wantsContext } from './model.ts';

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const nothing: Surroundings = {
  pages: [],
  pageAlerts: [],
  alerts: [],
  changes: [],
  onShift: [],
  neighbours: [],
  others: [],
};

test('a part that could not be read says so, and the others are there', () => {
  const parts = partsOf({ ...nothing, changes: null, pages: null });
  expect(parts.filter((one) => one.missing).map((one) => one.title)).toEqual([
    'What led here',
    'Changed in the last 24 hours',
  ]);
  expect(parts).toHaveLength(6);
});

test('a service that calls nobody says why', () => {
  const onShift = [
    { service: 'ledger', policy: null, people: [] },
    { service: 'checkout', policy: 'high', people: [] },
  ];
  expect(partsOf({ ...nothing, onShift }).find((one) => one.title === 'On shift')?.lines).toEqual([
    'ledger: it has no escalation policy, so nobody is called',
    'checkout: nobody (high)',
  ]);
});

test('long lists and long titles end somewhere, and say so', () => {
  const alerts = Array.from({ length: mostLines + 1 }, () => ({
    service: 'ledger',
    title: 'x'.repeat(2_000),
    severity: 'error',
    firstAt: at,
    startsAt: at,
  }));
  const lines = partsOf({ ...nothing, alerts }).find((one) => one.title === 'Alerts that are open')?.lines;
  expect(lines).toHaveLength(mostLines + 1);
  expect(lines?.at(-1)).toBe('and more');
  expect(lines?.[0]?.length).toBeLessThanOrEqual(400);
});

test('an alert stands by the clock that received it, with what its sender says beside it where they are apart', () => {
  const alert = { service: 'ledger', title: 'Disk', severity: 'error', firstAt: at };
  const alerts = [
    { ...alert, startsAt: at.subtract({ minutes: 7 }) },
    { ...alert, startsAt: at.subtract({ seconds: 20 }) },
  ];
  expect(partsOf({ ...nothing, alerts }).find((one) => one.title === 'Alerts that are open')?.lines).toEqual([
    '03-02 10:00 ledger: Disk (error), which its sender says began at 03-02 09:53',
    '03-02 10:00 ledger: Disk (error)',
  ]);
});

test('it is taken once, and of real incidents only', () => {
  expect(wantsContext({ kind: 'real', snapshot: null })).toBe(true);
  expect(wantsContext({ kind: 'retroactive', snapshot: null })).toBe(false);
  expect(wantsContext({ kind: 'drill', snapshot: null })).toBe(false);
  expect(wantsContext({ kind: 'real', snapshot: { at: at.toString(), parts: [] } })).toBe(false);
});

import type { MaintenanceChange } from '@muster/contract/detect/maintenances';
import { expect, it } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { decideChange, planOf, type Times } from './decide.ts';
import { type Maintenance, runningAt } from './model.ts';

const now = Temporal.Instant.from('2026-10-20T10:00:30Z');
const times = { timeZone: 'Europe/Berlin', start: '2026-10-25T01:00', end: '2026-10-25T04:00' };
const made = (given: Partial<Times> = {}): Maintenance => ({
  ...planOf({ ...times, ...given }, now),
  id: 'm',
  title: 'Database',
  note: '',
  services: ['till'],
  isMajor: false,
  createdBy: 'ana',
  createdAt: now,
  cancelledBy: null,
  version: 1,
  toldAt: now,
});
const during = Temporal.Instant.from('2026-10-25T00:00:00Z');
const change = (one: Maintenance, given: MaintenanceChange, at = now) => decideChange(one, given, at).after;

function refused(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

it.each([
  ['an end that is not after the start', { end: '2026-10-25T01:00' }, '/end'],
  ['a time that the clock leaves out', { start: '2027-03-28T02:30', end: '2027-03-28T05:00' }, '/start'],
  ['more than a month', { end: '2026-11-27T01:00' }, '/end'],
  ['a week that reaches into the next', { repeats: 'weekly', end: '2026-11-02T01:00' }, '/end'],
  ['what is over', { start: '2026-10-01T01:00', end: '2026-10-01T02:00' }, '/end'],
  ['another century', { start: '2126-10-25T01:00', end: '2126-10-25T02:00' }, '/start'],
  ['a last day of what comes once', { lastDay: '2026-12-01' }, '/lastDay'],
  [
    'a series that is over before it begins',
    { repeats: 'weekly', start: '2026-09-01T01:00', end: '2026-09-01T02:00', lastDay: '2026-09-20' },
    '/lastDay',
  ],
] as const)('refuses %s', (_what, given, pointer) => {
  const error = refused(() => made(given));
  expect(error.code).toBe('invalid');
  expect(error.errors.map((one) => one.pointer)).toEqual([pointer]);
});

it('what begins in the past begins now, and a series begins with what of it is to come', () => {
  expect(made({ start: '2026-10-19T01:00' }).start).toBe('2026-10-20T12:00');
  const series = made({ repeats: 'weekly', start: '2026-09-06T01:00', end: '2026-09-06T02:00' });
  expect(series.start).toBe('2026-10-25T01:00');
});

it('before it has begun all of it may change, and afterwards its end and its words', () => {
  expect(change(made(), { start: '2026-10-25T00:30', services: ['till', 'web'] })).toMatchObject({
    start: '2026-10-25T00:30',
    services: ['till', 'web'],
  });
  expect(change(made(), { title: 'Cluster' }, during).title).toBe('Cluster');
  expect(refused(() => change(made(), { start: '2026-10-25T02:00' }, during)).code).toBe('conflict');
  expect(refused(() => change(made(), { services: ['web'] }, during)).code).toBe('conflict');
});

it('what runs is prolonged and ended, and what does not run is not', () => {
  const longer = change(made(), { endsAt: '2026-10-25T06:00:00Z' }, during);
  expect(`${runningAt(longer, during)?.end}`).toBe('2026-10-25T06:00:00Z');
  expect(runningAt(change(longer, { endsAt: '2020-01-01T00:00:00Z' }, during), during)).toBeNull();
  expect(refused(() => change(made(), { endsAt: '2026-10-25T06:00:00Z' })).code).toBe('conflict');
  expect(refused(() => change(made(), { endsAt: '2026-12-25T06:00:00Z' }, during)).code).toBe('invalid');
});

it('what has begun is ended and not cancelled; a series is cancelled with the window that runs', () => {
  expect(change(made(), { cancelled: true }).cancelledAt).toEqual(now);
  expect(refused(() => change(made(), { cancelled: true }, during)).code).toBe('conflict');
  const series = change(made({ repeats: 'weekly' }), { cancelled: true }, during);
  expect(runningAt(series, during)).toBeNull();
  expect(refused(() => change(series, { title: 'Again' }, during)).code).toBe('conflict');
});

it('another title is told to nobody, another time is', () => {
  expect(decideChange(made(), { title: 'Cluster' }, now).turn).toBeNull();
  expect(decideChange(made(), { end: '2026-10-25T05:00' }, now).turn).toBe('changed');
});

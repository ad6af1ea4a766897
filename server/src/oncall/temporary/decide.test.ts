import { madeOverrides } from '@muster/contract/oncall/temporary-schedules';
import { expect, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { onCallAt } from '../schedule/model.ts';
import { decideTemporary } from './decide.ts';
import { type Made, tellTemporary, withMade } from './model.ts';

const now = Temporal.Instant.from('2026-07-15T10:00:00Z');
const rota = {
  timeZone: 'UTC',
  layers: [{ users: ['rex'], restrictions: [{ from: '09:00', to: '17:00' }] }],
};
const given = { start: '2026-08-01T00:00:00Z', end: '2026-09-01T00:00:00Z', rota };
const decided = (change: object, kept = 0) => {
  try {
    const { start, end } = decideTemporary({ ...given, ...change }, kept, now);
    return `${start} ${end}`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.code} ${error.errors[0]?.pointer ?? ''}`;
  }
};
const hourly = { unit: 'hour' as const, length: 1, start: '2026-07-01T00:00', members: [['a'], ['b']] };

test.each([
  ['a month ahead', {}, '2026-08-01T00:00:00Z 2026-09-01T00:00:00Z'],
  ['what began before now begins now', { start: '2026-07-01T00:00:00Z' }, `${now} 2026-09-01T00:00:00Z`],
  ['of no length', { end: given.start }, 'invalid /end'],
  ['backwards', { end: '2026-07-20T00:00:00Z' }, 'invalid /end'],
  ['over already', { start: '2026-07-01T00:00:00Z', end: `${now}` }, 'invalid /end'],
  ['longer than a year', { end: '2027-08-03T00:00:00Z' }, 'invalid /end'],
  ['in three years', { start: '2029-08-01T00:00:00Z', end: '2029-08-02T00:00:00Z' }, 'invalid /start'],
  [
    'with hourly turns over a month',
    { rota: { timeZone: 'UTC', layers: [{ rotation: hourly }] }, end: '2026-09-15T00:00:00Z' },
    'invalid /rota',
  ],
])('%s', (_, change, expected) => {
  expect(decided(change)).toBe(expected);
});

test('the twenty-first of a schedule is refused', () => {
  expect(decided({}, 19)).toMatch(/^2026/);
  expect(decided({}, 20)).toBe('limit ');
});

const usual = { timeZone: 'UTC', layers: [{ users: ['ana'] }] };
const made = (rule: Made['rule'], temporary: Made['temporary'] = null): Made => ({
  by: 'ana',
  at: '2026-07-01T00:00:00Z',
  rule,
  temporary,
});
const summer = { id: 's', name: 'Summer', ...given };
const day = (users: string[]) => ({
  kind: 'set' as const,
  start: '2026-08-03T12:00:00Z',
  end: '2026-08-03T13:00:00Z',
  users,
});
const at = (text: string, all: readonly Made[]) =>
  onCallAt(withMade(usual, all), Temporal.Instant.from(text)).join();

test('it stands in from its start to its end, its gaps too; it hides what is older, and what is newer holds', () => {
  const all = [made(day(['old'])), made(null, summer)];
  expect(at('2026-07-31T23:59:59Z', all)).toBe('ana');
  expect(at('2026-08-03T10:00:00Z', all)).toBe('rex');
  expect(at('2026-08-03T12:30:00Z', all)).toBe('rex');
  expect(at('2026-08-03T12:30:00Z', [...all, made(day(['new']))])).toBe('new');
  expect(at('2026-08-03T20:00:00Z', all)).toBe('');
  expect(at('2026-09-01T00:00:00Z', all)).toBe('ana');
});

test('its own layers are told while it holds', () => {
  expect(tellTemporary(summer, Temporal.Instant.from('2026-08-03T10:00:00Z'))[0]).toBe(
    'Temporary schedule "Summer": Layer 1 gives rex: these people are always in it.',
  );
  expect(tellTemporary(summer, now)).toEqual([]);
});

test('what people have made is in order of creation, also as others read it', () => {
  const segment = { start: '2026-08-03T09:00:00.000Z', end: '2026-08-03T17:00:00.000Z', onCall: ['rex'] };
  const made = madeOverrides({
    overrides: [
      { id: '3', createdAt: '2026-07-03T00:00:00.000Z', ...day(['new']) },
      { id: '1', createdAt: '2026-07-01T00:00:00.000Z', ...day(['old']) },
    ],
    temporary: [{ id: '2', createdAt: '2026-07-02T00:00:00.000Z', ...given, segments: [segment] }],
  });
  expect(made.map((one) => ('users' in one ? one.users.join() : ''))).toEqual(['old', '', 'rex', 'new']);
});

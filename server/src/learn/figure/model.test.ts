import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { figuresOfImpact, measuredOf } from './model.ts';

const at = (clock: string) => `2026-03-02T${clock}:00.000Z`;
const state = {
  declaredAt: at('10:00'),
  times: { impactStart: at('09:50'), resolved: at('10:40') },
  responders: [],
  links: [],
  call: null,
  chat: null,
  impact: [],
} as unknown as IncidentState;
const call = (clock: string, person: string, inHours = false) => ({
  inHours,
  person,
  at: Temporal.Instant.from(at(clock)),
  timeZone: 'UTC',
});
const valuesOf = (change: Partial<IncidentState>, calls = [call('02:00', 'ana')]) =>
  Object.fromEntries(
    measuredOf({ ...state, ...change }, calls, at('12:00')).map(({ name, value }) => [name, value]),
  );

test('the record gives minutes, and how many were paged, each person once', () => {
  const calls = [call('02:00', 'ana'), call('02:10', 'ana'), call('09:00', 'ben', true)];
  expect(valuesOf({}, calls)).toEqual({
    'Minutes to resolve': 50,
    'People paged': 2,
    'People paged after hours': 1,
    'People who responded': 0,
    'Minutes of everybody together': 0,
  });
});

test('what is not known is not there, and is never zero', () => {
  expect(valuesOf({ times: {} })).not.toHaveProperty('Minutes to resolve');
  const impact = [{ from: at('10:00'), until: at('10:20'), level: 'major', count: 300 }];
  expect(valuesOf({ impact: impact as IncidentState['impact'] })).toMatchObject({
    'Minutes users noticed it': 20,
    'Users affected': 300,
  });
});

test('what stands in the impact as a number is one, with its currency; words stay words', () => {
  const numbers = { users: 'about 2,300', requests: 'unknown', money: 'EUR 12k', supportCases: '14' };
  expect(figuresOfImpact(numbers)).toEqual([
    { name: 'Users affected', value: 2_300, unit: 'users' },
    { name: 'Cost', value: 12_000, unit: 'EUR' },
    { name: 'Support cases', value: 14, unit: 'cases' },
  ]);
});

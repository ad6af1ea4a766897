import { describe, expect, test } from 'vitest';
import { firstWays, shadowsFor, type Told } from './model.ts';

const end = Temporal.Instant.from('2026-03-02T18:00:00Z');
const shadow = (over: object = {}) => ({ schedule: 'primary', trainee: 'tim', person: null, end, ...over });
const told: Told = { person: 'rex', schedules: ['primary'], called: ['rex'], isDirect: false };
const onCall = (schedule: string) => (schedule === 'primary' ? ['rex'] : ['ada']);

describe('who gets a copy', () => {
  test.each([
    ['of whoever is on call on a schedule that the page calls', {}, {}, 1],
    ['not of a schedule that the page does not call', { schedule: 'other' }, {}, 0],
    ['not of somebody else whom the page calls', {}, { person: 'ada' }, 0],
    ['of a person, wherever the page comes from', { person: 'rex' }, { schedules: [] }, 1],
    ['not of another person', { person: 'ada' }, {}, 0],
    ['not whom the page itself calls', {}, { called: ['rex', 'tim'] }, 0],
    ['not of what was made to the person by name', { person: 'rex' }, { isDirect: true }, 0],
  ])('%s', (_, over, change, expected) => {
    expect(shadowsFor({ ...told, ...change }, [shadow(over)], onCall)).toHaveLength(expected);
  });

  test('once for each trainee, for as long as the longest', () => {
    const longer = shadow({ person: 'rex', end: end.add({ hours: 1 }) });
    expect(shadowsFor(told, [longer, shadow()], onCall)).toEqual([longer]);
  });
});

test('a copy goes by the ways that come first', () => {
  const rules = [
    { after: 5, via: 'call' },
    { after: 1, via: 'push' },
    { after: 1, via: 'mail' },
  ];
  expect(firstWays(rules)).toEqual(['push', 'mail']);
  expect(firstWays([])).toEqual([]);
});

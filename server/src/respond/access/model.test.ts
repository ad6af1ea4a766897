import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { refuseEndless } from './model.ts';

const ada = { kind: 'person', name: 'ada' } as const;
const none = { assignments: [], statuses: [], severities: [], responders: [], handoffs: [] };
/** Only what is counted. */
const stateWith = (part: object) => ({ ...none, ...part }) as unknown as IncidentState;
const times = (count: number, one: object) => Array.from({ length: count }, () => one);

test.each([
  ['roles', 'assignments', { by: ada }],
  ['status', 'statuses', { by: ada }],
  ['severity', 'severities', { by: ada }],
  ['people who are here', 'responders', { person: 'ada' }],
  ['handoffs', 'handoffs', { from: 'ada', to: 'ben' }],
])('one person cannot turn the %s without end, and is told so', (what, part, one) => {
  const [before, after] = [stateWith({ [part]: times(200, one) }), stateWith({ [part]: times(201, one) })];
  expect(() => refuseEndless(before, after, ada)).toThrow(`You have changed the ${what} 200 times`);
  // Others go on, Muster goes on, and so does whoever does something else.
  expect(() => refuseEndless(before, after, { kind: 'person', name: 'ben' })).not.toThrow();
  expect(() => refuseEndless(before, after, { kind: 'muster', name: 'ada' })).not.toThrow();
  expect(() => refuseEndless(after, after, ada)).not.toThrow();
});

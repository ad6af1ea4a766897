import { expect, it, test } from 'vitest';
import { anyone, system } from '../../platform/actor.ts';
import { callerOf, refuseCalled, refuseCaller } from './decide.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const pages = (caller: string, person: string, ...minutes: number[]) =>
  minutes.map((n) => ({ caller, people: [person, 'ada'], at: now.subtract({ minutes: n }) }));
const ten = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
const limit = (retryAfter: number) => expect.objectContaining({ code: 'limit', members: { retryAfter } });

it.each([
  ['none yet', [], null],
  ['nine', ten.slice(1), null],
  ['the tenth of ten minutes has to leave first', ten, 60],
  ['ten at once', Array<number>(10).fill(0), 600],
  ['ten minutes ago is over', [10, ...ten.slice(1)], null],
])('of one caller: %s', (_, minutes, seconds) => {
  const lately = [...pages('person:rex', 'sue', ...minutes), ...pages('person:ada', 'sue', ...ten)];
  const ask = () => refuseCaller(lately, 'person:rex', now);
  if (seconds === null) expect(ask).not.toThrow();
  else expect(ask).toThrow(limit(seconds));
});

test('to one person: twenty of everybody together, whoever else is called', () => {
  const lately = [...pages('person:rex', 'sue', ...ten), ...pages('person:ada', 'sue', ...ten.slice(1))];
  expect(() => refuseCalled(lately, ['sue'], now)).not.toThrow();
  const full = [...lately, ...pages('token:x', 'sue', 5)];
  expect(() => refuseCalled(full, ['rex', 'sue'], now)).toThrow(limit(60));
  expect(() => refuseCalled(full, ['rex'], now)).not.toThrow();
});

test('a person counts as one by session and by token, and Muster itself does not count', () => {
  const rex = { kind: 'person', name: 'rex', access: 'responder' } as const;
  expect(callerOf({ ...rex, by: 'token' })).toBe(callerOf({ ...rex, by: 'session' }));
  expect(callerOf({ kind: 'token', name: 'rex', access: 'admin' })).toBe('token:rex');
  expect([callerOf(system('job')), callerOf(anyone)]).toEqual([null, null]);
});

import type { ReadyMethod, ReadyPerson } from '@muster/contract/oncall/readiness';
import { expect, test } from 'vitest';
import { faultOf, isReady } from './readiness.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const method: ReadyMethod = {
  id: 'phone',
  kind: 'sms',
  after: 0,
  verified: true,
  usable: true,
  gone: false,
  provenAt: '2026-05-30T00:00:00.000Z',
};
const person = (change: Partial<ReadyPerson>): ReadyPerson => ({
  person: 'ana',
  fullName: 'Ana',
  schedules: ['primary'],
  problem: null,
  methods: [method],
  lastTest: null,
  ...change,
});

test('the worst fault of a method is told, and a proof is old after 90 days', () => {
  expect(faultOf(method, now)).toBeUndefined();
  expect(faultOf({ ...method, provenAt: '2026-03-03T00:00:00.000Z' }, now)).toBeUndefined();
  expect(faultOf({ ...method, provenAt: '2026-03-02T23:59:59.000Z' }, now)).toBe('old');
  expect(faultOf({ ...method, usable: false, gone: true }, now)).toBe('gone');
  expect(faultOf({ ...method, verified: false, provenAt: null }, now)).toBe('unverified');
});

test('ready is whoever would be woken by methods that all work, and answered the latest test', () => {
  const lastTest = {
    schedule: 'primary',
    at: '2026-05-30T00:00:00.000Z',
    answered: false,
    afterSeconds: null,
  };
  const ready = (change: Partial<ReadyPerson>) => isReady(person(change), now);
  expect(ready({})).toBe(true);
  expect(ready({ lastTest: { ...lastTest, answered: true, afterSeconds: 4 } })).toBe(true);
  expect(ready({ lastTest })).toBe(false);
  expect(ready({ problem: 'Has no rules.' })).toBe(false);
  expect(ready({ methods: [method, { ...method, gone: true }] })).toBe(false);
  expect(ready({ methods: [method, { ...method, gone: true, after: null }] })).toBe(true);
});

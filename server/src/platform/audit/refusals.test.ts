import { expect, test } from 'vitest';
import { type Asker, createRefusals, type Refused } from './refusals.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const from = (address: string): Asker => ({ actor: { kind: 'anyone' }, requestId: 'r', address });
const wrong = (subject?: string): Refused => ({
  action: 'catalog.signIn',
  why: 'E-mail or password is not right.',
  ...(subject ? { subject } : {}),
});
const later = (seconds: number) => now.add({ seconds });

test('the first is written, those alike are counted until the minute is over', () => {
  const refusals = createRefusals();
  expect(refusals.isFirst(now, from('a'), wrong('person:ada'))).toBe(true);
  expect(refusals.nextDueAt()).toBeNull();
  for (let i = 1; i <= 9; i += 1)
    expect(refusals.isFirst(later(i), from('a'), wrong('person:ada'))).toBe(false);
  expect(refusals.nextDueAt()?.toString()).toBe(later(60).toString());
  expect(refusals.take(later(59))).toEqual([]);
  expect(refusals.take(later(60))).toMatchObject([{ times: 9, refused: { subject: 'person:ada' } }]);
  expect(refusals.take(later(120))).toEqual([]);
  expect(refusals.isFirst(later(61), from('a'), wrong('person:ada'))).toBe(true);
});

test.each([
  ['another address', from('b'), wrong('person:ada')],
  ['another subject', from('a'), wrong('person:rex')],
  ['another reason', from('a'), { ...wrong('person:ada'), why: 'Locked.' }],
  ['another action', from('a'), { ...wrong('person:ada'), action: 'catalog.setUp' }],
  ['another actor', { ...from('a'), actor: { kind: 'token', name: 'x', access: 'admin' } } as Asker, wrong()],
])('%s is another refusal', (_, caller, refused) => {
  const refusals = createRefusals();
  refusals.isFirst(now, from('a'), wrong('person:ada'));
  expect(refusals.isFirst(now, caller, refused)).toBe(true);
});

test('one address that tries everybody is told apart a little while, then counted', () => {
  const refusals = createRefusals();
  const firsts = Array.from({ length: 1_000 }, (_, i) =>
    refusals.isFirst(now, from('a'), wrong(`person:${i}`)),
  );
  expect(firsts.filter(Boolean)).toHaveLength(31);
  expect(refusals.take(later(60))).toMatchObject([
    { times: 969, refused: wrong(), caller: { address: 'a' } },
  ]);
});

test('a flood from everywhere costs no more than some hundred rows a minute', () => {
  const refusals = createRefusals();
  const firsts = Array.from({ length: 100_000 }, (_, i) => refusals.isFirst(now, from(`a${i}`), wrong()));
  expect(firsts.filter(Boolean)).toHaveLength(501);
  expect(refusals.take(later(60))).toMatchObject([{ times: 99_499, caller: { address: null } }]);
  expect(refusals.isFirst(later(61), from('new'), wrong())).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bundled,
  heldUntil,
  limitsOf,
  longestMinutes,
  mostCounted,
  throttle,
  toldKey,
  type Wished,
  wayKey,
} from './model.ts';

const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
const ago = (minutes: number) => now.subtract({ seconds: Math.round(minutes * 60) });
const none = { told: new Set<string>(), rang: new Map(), waiting: new Map() };
const wish = (change: Partial<Wished> = {}): Wished => ({
  page: 'p1',
  person: 'ana',
  via: 'cell',
  kind: 'sms',
  ...change,
});

test.each([
  ['sms', [], null],
  ['sms', [0.5], 0.5],
  ['sms', [1], null],
  ['sms', [2, 4, 6, 8, 10], 5],
  ['sms', [0.25, 4, 6, 8, 14.5], 0.75],
  ['sms', [2, 4, 6, 8, 15], null],
  ['voice', [1, 2], null],
  ['voice', [1, 2, 3], 12],
  ['voice', [16, 17, 18, 30, 40, 50], null],
  ['voice', [16, 17, 18, 30, 40, 50, 55], 5],
  ['email', Array.from({ length: 59 }, () => 1), null],
  ['email', Array.from({ length: 60 }, () => 1), 14],
  ['webhook', Array.from({ length: 999 }, () => 0), null],
])('%s after %j minutes waits', (kind, ages, wait) => {
  const until = heldUntil(kind, ages.map(ago), now);
  expect(until && now.until(until).total('minutes')).toBe(wait);
});

test('no limit looks beyond what is counted', () => {
  for (const kind of ['sms', 'voice', 'email', 'webhook', 'webpush', 'ntfy', 'telegram'])
    for (const { most, withinMinutes } of limitsOf(kind))
      expect([most <= mostCounted, withinMinutes <= longestMinutes]).toEqual([true, true]);
});

describe('of what pages decide', () => {
  test('the first message of a page goes, a further one waits, and what comes after it waits with it', () => {
    const rang = new Map([[wayKey(wish()), [ago(0.5)]]]);
    const decided = throttle(
      [wish(), wish(), wish({ page: 'p2' }), wish({ page: 'p2' })],
      { ...none, rang },
      now,
    );
    expect(decided.map((until) => until && now.until(until).total('seconds'))).toEqual([null, 60, null, 60]);
  });

  test('what waits already is joined, also when the way would be free', () => {
    const until = now.add({ minutes: 3 });
    const past = { ...none, told: new Set([toldKey(wish())]), waiting: new Map([[wayKey(wish()), until]]) };
    expect(throttle([wish()], past, now)).toEqual([until]);
  });

  const pages = ['p1', 'p2', 'p3'];
  const wishes = fc.array(
    fc.record({
      afterSeconds: fc.integer({ min: 0, max: 400 }),
      page: fc.constantFrom(...pages),
      person: fc.constantFrom('ana', 'bob'),
      via: fc.constantFrom('cell', 'phone'),
    }),
    { maxLength: 60 },
  );
  test('for any sequence the first message of each page to each person is sent, and no way rings beyond its limits for the others', () => {
    fc.assert(
      fc.property(wishes, (sequence) => {
        const told = new Set<string>();
        const rang = new Map<string, Temporal.Instant[]>();
        let at = now;
        for (const { afterSeconds, ...given } of sequence) {
          at = at.add({ seconds: afterSeconds });
          const one = { ...given, kind: given.via === 'cell' ? 'sms' : 'voice' };
          const isFirst = !told.has(toldKey(one));
          const [until] = throttle([one], { told, rang, waiting: new Map() }, at);
          if (isFirst) expect(until).toBeNull();
          if (until) {
            expect(Temporal.Instant.compare(until, at)).toBe(1);
            expect(at.until(until).total('minutes')).toBeLessThanOrEqual(longestMinutes);
            continue;
          }
          const before = rang.get(wayKey(one)) ?? [];
          if (!isFirst)
            for (const { most, withinMinutes } of limitsOf(one.kind)) {
              const since = at.subtract({ minutes: withinMinutes });
              const within = before.filter((past) => Temporal.Instant.compare(past, since) > 0);
              expect(within.length).toBeLessThan(most);
            }
          told.add(toldKey(one));
          rang.set(wayKey(one), [...before, at]);
        }
      }),
    );
  });
});

test('one message in place of several says exactly how many pages it stands for, however long the title is', () => {
  const message = {
    type: 'page' as const,
    page: {
      id: 'p',
      title: 'x'.repeat(500),
      service: null,
      urgency: 'high' as const,
      state: 'triggered',
      alerts: 1,
      url: 'u',
    },
    reason: '',
    openedAt: '',
    acceptedAt: null,
  };
  expect(bundled(message, 1, 'list')).toBe(message);
  const several = bundled(message, 13, 'list');
  expect(several.page.title).toMatch(/^x{79}… \(and 12 more\)$/);
  expect(several.page.url).toBe('list');
});

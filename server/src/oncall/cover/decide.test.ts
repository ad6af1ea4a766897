import type { Schedule } from '@muster/contract/oncall/definition';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { resolve } from '../schedule/model.ts';
import { decideAcceptance, decideAsk, decideOffer, isAgreed, nextDue } from './decide.ts';
import { inWorkingHours, type Offer, openParts, type Request, shiftsOf } from './model.ts';
import { joined, partsWithin, type Span, without } from './span.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const hour = (h: number) => now.add({ hours: h });
const span = (from: number, until: number): Span => ({ start: hour(from), end: hour(until) });
/** Ana and Bob change every day at 10:00 UTC, Ana first. */
const schedule: Schedule = {
  timeZone: 'UTC',
  layers: [{ rotation: { unit: 'day', length: 1, start: '2026-03-02T10:00', members: [['ana'], ['bob']] } }],
};
const request = (given: Partial<Request> = {}): Request => ({
  ...span(0, 24),
  id: 'r',
  schedule: 'primary',
  person: 'ana',
  asked: { kind: 'everybody' },
  note: '',
  atOnce: true,
  state: 'open',
  createdAt: now,
  dueAt: null,
  offers: [],
  ...given,
});
const offer = (person: string, of: Span, given: Partial<Offer> = {}): Offer => ({
  ...of,
  id: person,
  person,
  exchange: null,
  note: '',
  state: 'waiting',
  taken: [],
  createdAt: now,
  ...given,
});
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
};
const offering = (person: string, of: Span) => ({
  ...of,
  person,
  isAsked: true,
  exchange: null,
  schedule,
  other: null,
});

describe('a swap', () => {
  const swap = (person: string, of: Span) => ({
    person,
    exchange: { schedule: 'primary', ...of },
    other: schedule,
  });
  const propose = (from: number, until: number, with_: ReturnType<typeof swap> | null) =>
    decideAsk({ ...span(from, until), person: 'ana', schedule, others: [], swap: with_ }, now);

  test('is proposed for a whole shift that lies ahead and is theirs, and not for time that both have', () => {
    expect(propose(0, 24, swap('bob', span(24, 48)))).toEqual(span(0, 24));
    expect(refusal(() => propose(0, 24, swap('bob', span(24, 50))))).toContain('bob is not on call all of');
    expect(refusal(() => propose(0, 24, swap('bob', span(48, 72))))).toContain('bob is not on call all of');
    expect(refusal(() => propose(48, 72, swap('bob', span(-24, -20))))).toContain('must lie ahead');
    expect(refusal(() => propose(0, 24, swap('ana', span(48, 72))))).toContain('with somebody else');
    const both: Schedule = { timeZone: 'UTC', layers: [{ users: ['ana', 'bob'] }] };
    const terms = { ...swap('bob', span(24, 48)), other: both };
    const asked = { ...span(0, 24), person: 'ana', schedule: both, others: [], swap: terms };
    expect(refusal(() => decideAsk(asked, now))).toBe('conflict: bob is on call then already.');
  });

  test('is agreed by exactly what was proposed; anything else waits for whoever asked', () => {
    const asked = {
      kind: 'swap' as const,
      person: 'bob',
      exchange: { schedule: 'primary', start: hour(24).toString(), end: hour(48).toString() },
    };
    const of = (given: Partial<Request>, whole: Span, exchange: Offer['exchange']) =>
      isAgreed(request({ asked, ...given }), { ...whole, exchange });
    const wanted = { schedule: 'primary', ...span(24, 48) };
    expect(of({}, span(0, 24), wanted)).toBe(true);
    expect(of({}, span(0, 12), wanted)).toBe(false);
    expect(of({}, span(0, 24), { ...wanted, end: hour(30) })).toBe(false);
    expect(of({}, span(0, 24), { ...wanted, schedule: 'other' })).toBe(false);
    expect([of({}, span(0, 12), null), of({ atOnce: false }, span(0, 24), null)]).toEqual([true, false]);
    expect(of({ asked: { kind: 'everybody' } }, span(0, 24), wanted)).toBe(false);
  });
});

describe('asking', () => {
  const ask = (from: number, until: number, others: Request[] = []) =>
    decideAsk({ ...span(from, until), person: 'ana', schedule, others, swap: null }, now);

  test('for a part of the own shift; what is past of it is left out', () => {
    expect(ask(2, 5)).toEqual(span(2, 5));
    expect(ask(-1 + 1, 24)).toEqual(span(0, 24));
    expect(
      decideAsk(
        {
          ...span(-24, 24),
          person: 'ana',
          schedule: { timeZone: 'UTC', layers: [{ users: ['ana'] }] },
          others: [],
          swap: null,
        },
        now,
      ),
    ).toEqual(span(0, 24));
  });

  test.each([
    [5, 5, 'invalid: The end must come after the start.'],
    [-9, -5, 'invalid: This shift is over.'],
    [20, 30, 'invalid: ana is not on call all of that time.'],
  ])('from %i to %i is refused', (from, until, why) => {
    expect(refusal(() => ask(from, until))).toBe(why);
  });

  test('twice for the same time is refused, but not for what was taken over', () => {
    const taken = offer('bob', span(0, 6), { state: 'accepted', taken: [span(0, 6)] });
    expect(refusal(() => ask(0, 12, [request()]))).toContain('conflict: Cover is asked for already');
    expect(ask(2, 6, [request({ offers: [taken] })])).toEqual(span(2, 6));
  });
});

describe('offering and accepting', () => {
  const first = offer('cleo', span(0, 6), { state: 'accepted', taken: [span(0, 6)] });

  test('several parts add up, and the rest stays open', () => {
    const one = request({ offers: [first] });
    expect(decideOffer(one, offering('dan', span(4, 24)), now)).toEqual([span(6, 24)]);
    expect(openParts(one)).toEqual([span(6, 24)]);
  });

  test('whoever comes second is told who was first and what is still open', () => {
    expect(refusal(() => decideOffer(request({ offers: [first] }), offering('dan', span(1, 5)), now))).toBe(
      'conflict: cleo took that over already. Still open: Mon, Mar 2 16:00 – Tue, Mar 3 10:00 (UTC).',
    );
  });

  test('nobody takes a shift while on call in it, one’s own, or one that others were asked for', () => {
    const both: Schedule = { timeZone: 'UTC', layers: [{ users: ['ana', 'bob'] }] };
    const as = (person: string, given = {}) =>
      refusal(() => decideOffer(request(), { ...offering(person, span(0, 9)), ...given }, now));
    expect(as('bob', { schedule: both })).toBe('conflict: bob is on call then already.');
    expect(as('ana')).toBe('invalid: It is your own shift.');
    expect(as('cleo', { isAsked: false })).toBe('forbidden: Others were asked.');
  });

  test('an exchange is for a shift that the other really has, and for all of what was offered', () => {
    const exchange = { schedule: 'primary', ...span(24, 48) };
    const swap = { ...offering('bob', span(0, 24)), exchange, other: schedule };
    expect(decideOffer(request(), swap, now)).toEqual([span(0, 24)]);
    expect(
      refusal(() => decideOffer(request(), { ...swap, exchange: { ...exchange, ...span(23, 30) } }, now)),
    ).toContain('bob is not on call all of that time');
    const waiting = offer('bob', span(0, 24), { exchange });
    expect(decideAcceptance(request(), waiting, swap, now)).toEqual([span(0, 24)]);
    const cut = request({ offers: [first, waiting] });
    expect(refusal(() => decideAcceptance(cut, waiting, swap, now))).toContain('no longer even');
  });

  test('what the rota has taken away since is not handed over', () => {
    const changed = { timeZone: 'UTC', layers: [{ users: ['bob'] }] };
    const accept = () =>
      decideAcceptance(request(), offer('cleo', span(0, 9)), { schedule: changed, other: null }, now);
    expect(refusal(accept)).toBe('conflict: ana is not on call then any more.');
  });

  test.each(['covered', 'withdrawn', 'expired'] as const)('one that is %s takes no offer', (state) => {
    expect(refusal(() => decideOffer(request({ state }), offering('cleo', span(0, 9)), now))).toBe(
      `conflict: This request is ${state}.`,
    );
  });
});

test('reminders come days and hours before, and after a standstill only the next one counts', () => {
  const far = request(span(24 * 10, 24 * 11));
  const dues = [0, 24 * 3, 24 * 6.5, 24 * 9.9, 24 * 10.5].map((h) =>
    nextDue(far, now.add({ minutes: Math.round(h * 60) }))?.toString(),
  );
  expect(dues).toEqual([
    '2026-03-05T10:00:00Z',
    '2026-03-09T10:00:00Z',
    '2026-03-09T10:00:00Z',
    '2026-03-13T10:00:00Z',
    '2026-03-13T10:00:00Z',
  ]);
  expect(nextDue({ ...far, state: 'covered' }, now)).toBe(null);
});

test('working hours are those of the reader’s clock, weekends and clock changes included', () => {
  const at = (text: string, zone = 'Europe/Madrid') =>
    inWorkingHours(Temporal.Instant.from(text), zone).toString();
  expect(at('2026-03-02T10:00:00Z')).toBe('2026-03-02T10:00:00Z');
  expect(at('2026-03-02T03:00:00Z')).toBe('2026-03-02T08:00:00Z');
  // Friday evening, and the clocks jump before Monday.
  expect(at('2026-03-27T18:00:00Z')).toBe('2026-03-30T07:00:00Z');
  expect(at('2026-03-02T23:00:00Z', 'Asia/Tokyo')).toBe('2026-03-03T00:00:00Z');
});

const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 40 }))
    .map(([at, long]) => span(at, at + long)),
  { maxLength: 8 },
);
const hoursIn = (list: readonly Span[]) =>
  list.reduce((sum, one) => sum + one.start.until(one.end).total('hours'), 0);

test('what is taken out and what is left make the whole', () => {
  fc.assert(
    fc.property(spans, (taken) => {
      const whole = span(20, 180);
      const left = without(whole, taken);
      const gone = joined(partsWithin(taken, whole));
      expect(hoursIn(left) + hoursIn(gone)).toBe(160);
      expect(joined([...left, ...gone])).toEqual([whole]);
    }),
  );
});

test('once handed over, the resolver calls whoever took it, there and nowhere else', () => {
  fc.assert(
    fc.property(spans, (wanted) => {
      let current: Request = request();
      for (const [index, one] of wanted.entries()) {
        const person = `p${index}`;
        if (refusal(() => decideOffer(current, offering(person, one), now)) !== 'not refused') continue;
        const taken = decideAcceptance(current, offer(person, one), { schedule, other: null }, now);
        current = {
          ...current,
          offers: [...current.offers, offer(person, one, { state: 'accepted', taken })],
        };
      }
      const overrides = current.offers.flatMap(({ person, taken }) =>
        taken.map(({ start, end }) => ({
          kind: 'replace' as const,
          start: start.toString(),
          end: end.toString(),
          user: 'ana',
          with: person,
        })),
      );
      const changed = { ...schedule, overrides };
      expect(shiftsOf(changed, 'ana', span(0, 24))).toEqual(openParts(current));
      for (const { person, taken } of current.offers)
        expect(shiftsOf(changed, person, span(0, 300))).toEqual(joined(taken));
      expect(resolve(changed, hour(24), hour(300))).toEqual(resolve(schedule, hour(24), hour(300)));
    }),
  );
});

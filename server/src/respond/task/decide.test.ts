/** Tasks, claims, workstreams and impact: what holds whatever people do, in whatever order. */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { sameSystem } from '@muster/contract/respond/systems';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { decideClaimed, decideExtended, decideReleased } from '../claim/decide.ts';
import { decideRevised, decideStated, decideWithdrawn } from '../impact/decide.ts';
import stored from '../stream/golden.json' with { type: 'json' };
import { fold } from '../stream/model.ts';
import { decideClosed, decideOpened, decideReported } from '../workstream/decide.ts';
import { decideAccepted, decideAdded, decideChanged, decideEnded, decideReopened } from './decide.ts';

/** What was stored passed the schema of its day. */
const asEvents = (events: readonly object[]) => events as IncidentEvent[];
const declared = fold(null, asEvents(stored.slice(0, 1)));

const start = Date.parse('2026-03-02T11:00:00Z');
const people = ['ada', 'bob', 'cid'];
const person = fc.constantFrom(...people);
const pick = fc.nat(3);
const minutes = fc.integer({ min: 1, max: 60 });

/** One thing that somebody asks for; `given` is the state, the time and a new id. */
type Ask = (given: { state: IncidentState; now: string; id: string }) => readonly NewEvent[];

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.tuple(person, fc.option(person), fc.option(minutes)).map(
    ([me, who, span]): Ask =>
      ({ state, now, id }) =>
        decideAdded(
          state,
          { id, text: 'x', person: who, ...(span === null ? {} : { minutes: span }) },
          { now, me },
        ),
  ),
  fc.tuple(person, fc.option(person), pick).map(
    ([me, who, i]): Ask =>
      ({ state, now }) =>
        decideChanged(state, state.tasks[i]?.id ?? '', { person: who }, { now, me }),
  ),
  fc.tuple(person, pick).map(
    ([me, i]): Ask =>
      ({ state }) =>
        decideAccepted(state, state.tasks[i]?.id ?? '', me),
  ),
  fc.tuple(fc.constantFrom('done', 'dropped'), pick).map(
    ([end, i]): Ask =>
      ({ state }) =>
        decideEnded(state, state.tasks[i]?.id ?? '', { state: end, result: 'so' }),
  ),
  pick.map(
    (i): Ask =>
      ({ state }) =>
        decideReopened(state, state.tasks[i]?.id ?? '', 'again'),
  ),
  fc.tuple(person, fc.constantFrom('Ledger DB', 'ledger  db', 'mail'), minutes, fc.boolean()).map(
    ([me, system, span, anyway]): Ask =>
      ({ state, now, id }) =>
        decideClaimed(
          state,
          { id, system, doing: 'x', minutes: span, anyway: anyway ? 'urgent' : null },
          { now, me, elsewhere: [] },
        ),
  ),
  fc.tuple(person, pick, minutes).map(
    ([me, i, span]): Ask =>
      ({ state, now }) =>
        decideExtended(state, state.claims[i]?.id ?? '', span, { now, me }),
  ),
  fc.tuple(person, pick, fc.constantFrom('', 'gone')).map(
    ([me, i, reason]): Ask =>
      ({ state }) =>
        decideReleased(state, state.claims[i]?.id ?? '', { me, reason }),
  ),
  fc.option(minutes).map(
    (span): Ask =>
      ({ state, now, id }) =>
        decideOpened(state, { id, title: 'x', lead: null, everyMinutes: span }, now),
  ),
  fc.tuple(pick, fc.option(minutes)).map(
    ([i, nextInMinutes]): Ask =>
      ({ state, now }) =>
        decideReported(
          state,
          state.streams[i]?.id ?? '',
          { condition: 'x', actions: '', needs: '', nextInMinutes },
          now,
        ),
  ),
  pick.map(
    (i): Ask =>
      ({ state }) =>
        decideClosed(state, state.streams[i]?.id ?? '', ''),
  ),
  fc.tuple(fc.integer({ min: -90, max: 5 }), fc.option(fc.integer({ min: -90, max: 5 }))).map(
    ([from, until]): Ask =>
      ({ state, now, id }) =>
        decideStated(
          state,
          { id, level: 'partial', from: plus(now, from), until: until === null ? null : plus(now, until) },
          now,
        ),
  ),
  fc.tuple(pick, fc.integer({ min: -90, max: 5 })).map(
    ([i, until]): Ask =>
      ({ state, now }) =>
        decideRevised(state, state.impact[i]?.id ?? '', { until: plus(now, until) }, now),
  ),
  pick.map(
    (i): Ask =>
      ({ state }) =>
        decideWithdrawn(state, state.impact[i]?.id ?? '', ''),
  ),
);

test('whatever is asked in whatever order, the work stays in order', () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(asks, fc.integer({ min: 0, max: 20 })), { minLength: 10, maxLength: 40 }),
      (story) => {
        let folded = declared;
        let at = start;
        for (const [i, [ask, later]] of story.entries()) {
          at += later * 60_000;
          const now = new Date(at).toISOString();
          const events = asked(() => ask({ state: folded.state, now, id: `id-${i}` }));
          if (events === null) {
            refused += 1;
            continue;
          }
          accepted += events.length;
          folded = fold(folded, stamped(events, folded.state.version, now));
          expectOrder(folded.state, now);
        }
      },
    ),
    { numRuns: 200, seed: 11 },
  );
  expect(Math.min(accepted, refused), 'stories that go somewhere').toBeGreaterThan(500);
});

test.each([
  ['closed', null],
  ['cancelled', null],
  ['merged', 'INC-9'],
] as const)('nothing is begun on an incident that is %s', (category, mergedInto) => {
  const state: IncidentState = { ...declared.state, category, mergedInto };
  const now = new Date(start).toISOString();
  const begins: Ask[] = [
    ({ id }) => decideAdded(state, { id, text: 'x' }, { now, me: 'ada' }),
    ({ id }) =>
      decideClaimed(
        state,
        { id, system: 'x', doing: 'x', minutes: 5, anyway: null },
        { now, me: 'ada', elsewhere: [] },
      ),
    ({ id }) => decideOpened(state, { id, title: 'x', lead: null, everyMinutes: null }, now),
  ];
  for (const begin of begins) expect(() => begin({ state, now, id: 'new' })).toThrow(Refusal);
});

test('what somebody changes for another incident is held as well', () => {
  const now = new Date(start).toISOString();
  const claim = {
    id: 'c',
    system: 'Ledger DB',
    person: 'bob',
    doing: 'fail over',
    from: now,
    until: plus(now, 10),
    releasedAt: null,
    ref: 'INC-7',
  };
  const wish = { id: 'd', system: 'ledger db', doing: 'x', minutes: 5, anyway: null };
  const { state } = declared;
  expect(() => decideClaimed(state, wish, { now, me: 'ada', elsewhere: [claim] })).toThrow(
    'bob is changing Ledger DB for INC-7 until',
  );
  expect(decideClaimed(state, wish, { now, me: 'bob', elsewhere: [claim] })).toHaveLength(1);
  const own = { ...claim, ref: state.ref };
  expect(decideClaimed(state, wish, { now, me: 'ada', elsewhere: [own] })).toHaveLength(1);
});

test('an incident has at most 1,000 tasks, and the refusal says so', () => {
  const { state } = fold(
    declared,
    stamped(
      Array.from({ length: 1_000 }, (_, i) => added(`t${i}`)),
      declared.state.version,
      new Date(start).toISOString(),
    ),
  );
  const asking = { now: new Date(start).toISOString(), me: null };
  expect(() => decideAdded(state, { id: 'x', text: 'one too many' }, asking)).toThrow('at most 1000 tasks');
});

test('a yes takes a task once; whoever wants it from them has to say so', () => {
  const now = new Date(start).toISOString();
  const { state } = fold(declared, stamped([added('t')], declared.state.version, now));
  const taken = fold(
    { state, entries: new Map() },
    stamped(decideAccepted(state, 't', 'ada'), state.version, now),
  );
  expect(decideAccepted(taken.state, 't', 'ada')).toEqual([]);
  expect(() => decideAccepted(taken.state, 't', 'bob')).toThrow('ada has it already.');
  expect(decideChanged(taken.state, 't', { person: 'bob' }, { now, me: 'bob' })).toMatchObject([
    { data: { person: 'bob', accepted: true } },
  ]);
  expect(() =>
    decideChanged(taken.state, 't', { minutes: 5, dueAt: plus(now, 5) }, { now, me: 'bob' }),
  ).toThrow(Refusal);
});

/** What holds after every step. */
function expectOrder({ tasks, claims, streams, impact, version }: IncidentState, now: string): void {
  expect(version).toBeGreaterThan(0);
  for (const one of tasks) {
    expect(one.accepted && one.person === null).toBe(false);
    expect(one.state === 'open').toBe(one.endedAt === null);
  }
  const held = claims.filter((one) => one.releasedAt === null && one.until > now);
  for (const [i, one] of held.entries()) {
    const twins = held
      .slice(i + 1)
      .filter((other) => sameSystem(other.system, one.system) && other.person !== one.person);
    for (const twin of twins) expect(one.despite ?? twin.despite).toBeDefined();
  }
  for (const one of streams) expect(one.reportBy === null || one.reportBy > one.openedAt).toBe(true);
  for (const one of impact) {
    expect(one.from <= now).toBe(true);
    expect(one.until === null || (one.until > one.from && one.until <= now)).toBe(true);
  }
}

function asked(ask: () => readonly NewEvent[]): readonly NewEvent[] | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function added(id: string): NewEvent {
  const data = { id, text: id, person: null, dueAt: null, stream: null, accepted: false };
  return { type: 'taskAdded', data };
}

function plus(at: string, count: number): string {
  return new Date(Date.parse(at) + count * 60_000).toISOString();
}

function stamped(events: readonly NewEvent[], version: number, at: string): IncidentEvent[] {
  return asEvents(
    events.map((event, i) => ({
      ...stored[0],
      ...event,
      seq: version + i + 1,
      id: `e${version + i}`,
      at,
      statedAt: null,
    })),
  );
}

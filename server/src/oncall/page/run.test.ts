/** Properties of whole runs: random policies, random commands at random milliseconds. */
import type { Step, Urgency } from '@muster/contract/oncall/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { decide } from './decide.ts';
import { explain, type LogEntry } from './log.ts';
import { type Command, type Decision, type Notify, nextDueAt, type PageRun, type World } from './model.ts';

const SEED = 7;
const ZERO = Temporal.Instant.from('2024-05-06T12:00:00Z');
const PEOPLE = ['ann', 'bob', 'cid', 'dan'];

describe('a run', () => {
  it('goes on after a trip through JSON at any instant as if nothing had been', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        expect(play(story, (run) => JSON.parse(JSON.stringify(run)))).toEqual(play(story, (run) => run));
      }),
      { numRuns: 500, seed: SEED },
    );
  });

  it('never changes the run that it was given', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        expect(play(story, deepFreeze).run).toBeDefined();
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  it('keeps its invariants', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        play(story, (run) => {
          expectInvariants(run);
          return run;
        });
      }),
      { numRuns: 500, seed: SEED },
    );
  });

  it('sends nothing to anybody twice within a minute, unless somebody has acted in between', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        const { notify, log } = play(story, (run) => run);
        const cancelled = log.filter(({ code }) => acts.has(code)).map(({ at }) => at);
        for (const [i, one] of notify.entries()) {
          const twin = notify
            .slice(i + 1)
            .find(({ person, via }) => person === one.person && via === one.via);
          if (twin === undefined || gap(one, twin) >= 60_000) continue;
          expect(cancelled.some((at) => at >= one.dueAt && at <= twin.dueAt)).toBe(true);
        }
        expect(notify.length).toBeLessThan(2_000);
      }),
      { numRuns: 500, seed: SEED },
    );
  });

  it('can tell every entry of its log in a sentence', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(anyStory(), (story) => {
        for (const entry of play(story, (run) => run).log) {
          codes.add(entry.code);
          expect(explain(entry)).toMatch(/^\S.*\.$/);
          expect(explain(entry)).not.toMatch(/undefined|null|\[object/);
        }
      }),
      { numRuns: 500, seed: SEED },
    );
    expect(codes.size).toBe(26);
  });
});

const acts = new Set([
  'acknowledged',
  'unacknowledged',
  'ackTimedOut',
  'snoozed',
  'snoozeEnded',
  'unsnoozed',
  'reassignedToUsers',
  'reassignedToPolicy',
  'urgencyChanged',
]);

interface Story {
  readonly open: Extract<Command, { do: 'open' }>;
  readonly acts: readonly (readonly [afterMs: number, command: Command])[];
}

/** Plays the story as the server would: a tick at every due instant, the commands in between. */
function play(story: Story, between: (run: PageRun) => PageRun) {
  const rings = new Map<string, number>();
  const notify: Notify[] = [];
  const log: LogEntry[] = [];
  const world = worldOf(rings);
  const keep = (decision: Decision): PageRun => {
    notify.push(...decision.notify);
    log.push(...decision.log);
    for (const { policy, step, position } of decision.rings) rings.set(`${policy} ${step}`, position);
    return between(decision.run);
  };
  let now = ZERO;
  let run = keep(decide(null, story.open, world, now));
  for (const [afterMs, command] of story.acts) {
    const then = now.add({ milliseconds: afterMs });
    for (let due = nextDueAt(run); due && isBefore(due, then); due = nextDueAt(run)) {
      run = keep(decide(run, { do: 'tick' }, world, due));
    }
    now = then;
    try {
      run = keep(decide(run, command, world, now));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { run, notify, log };
}

function worldOf(rings: ReadonlyMap<string, number>): World {
  const rules: Record<string, { after: number; via: string }[]> = {
    ann: [
      { after: 0, via: 'push' },
      { after: 2, via: 'call' },
    ],
    bob: [{ after: 1, via: 'sms' }],
    cid: [0, 0, 4].map((after) => ({ after, via: 'push' })),
  };
  return {
    hasLeft: () => false,
    onCall: (_, at) => (at.epochMilliseconds % 2 === 0 ? ['ann'] : []),
    teamMembers: () => ['bob', 'cid', 'bob'],
    rules: (person, urgency) => (urgency === 'low' ? [] : (rules[person] ?? [])),
    ringPosition: (policy, step) => rings.get(`${policy} ${step}`) ?? 0,
  };
}

function expectInvariants(run: PageRun): void {
  const { state, timers, pending, assigned, owner } = run;
  if (state !== 'triggered') expect({ step: timers.step, pending }).toEqual({ step: null, pending: [] });
  if (state !== 'acknowledged') expect(timers.ack).toBeNull();
  expect(timers.snooze !== null).toBe(state === 'snoozed');
  if (state === 'triggered') expect(owner).toBeNull();
  if (state === 'resolved') expect(nextDueAt(run)).toBeNull();
  if (assigned !== null) expect(timers.step).toBeNull();
  if (run.exhausted) expect([state, timers.step, run.startHeld]).toEqual(['triggered', null, false]);
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function gap(one: Notify, two: Notify): number {
  const ms = (notify: Notify) => Temporal.Instant.from(notify.dueAt).epochMilliseconds;
  return Math.abs(ms(two) - ms(one));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

const person = fc.constantFrom(...PEOPLE);
const urgency = fc.constantFrom<Urgency>('high', 'low');
const hours = { timeZone: 'Europe/Amsterdam', windows: [{ from: '14:10', to: '14:40' }] };

function anyStory(): fc.Arbitrary<Story> {
  const open = fc.record(
    {
      do: fc.constant('open' as const),
      policy: anyPolicy(),
      paging: anyPaging(),
      urgency,
      maintenance: fc.boolean(),
    },
    { requiredKeys: ['do', 'policy', 'paging', 'maintenance'] },
  );
  const acts = fc.array(fc.tuple(fc.integer({ min: 0, max: 700_000 }), anyCommand()), { maxLength: 12 });
  return fc.record({ open, acts });
}

function anyPolicy() {
  const steps = fc.array(anyStep(), { maxLength: 4 });
  return fc.record({ name: fc.constantFrom('p', 'q'), repeat: fc.integer({ min: 0, max: 2 }), steps });
}

function anyStep(): fc.Arbitrary<Step> {
  const one = fc.oneof(
    person.map((user) => ({ user })),
    fc.constant({ team: 't' }),
    fc.constant({ schedule: 's' }),
  );
  return fc.record(
    {
      escalateAfter: fc.integer({ min: 1, max: 6 }),
      targets: fc.array(one, { maxLength: 3 }),
      assign: fc.constantFrom('all' as const, 'round-robin' as const),
      urgency,
      when: fc.constantFrom({ within: hours }, { outside: hours }),
    },
    { requiredKeys: ['escalateAfter', 'targets'] },
  );
}

function anyPaging() {
  const bySupport = {
    supportHours: hours,
    during: 'high' as const,
    outside: 'low' as const,
    raiseOnStart: true,
  };
  return fc.record(
    {
      urgency: fc.oneof(urgency, fc.constant(bySupport)),
      escalateLowUrgency: fc.boolean(),
      ackTimeout: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: [] },
  );
}

function anyCommand(): fc.Arbitrary<Command> {
  const verbs = ['acknowledge', 'unacknowledge', 'unsnooze', 'escalate'] as const;
  const minutes = fc.integer({ min: 1, max: 300 });
  const until = minutes.map((count) => ZERO.add({ minutes: count }));
  const by = person;
  const users = fc.array(person, { minLength: 1, maxLength: 2 });
  const only = <K extends string>(verb: K) => fc.constant(verb);
  const frequent = fc.tuple(fc.constantFrom(...verbs), person).map(([verb, who]) => ({ do: verb, by: who }));
  return fc.oneof(
    { weight: 4, arbitrary: frequent },
    fc.record({ do: only('snooze'), by, until }),
    fc.record({ do: only('escalate'), by, toStep: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: only('reassign'), by, users }),
    fc.record({ do: only('reassign'), by, policy: anyPolicy() }),
    fc.record({ do: only('setUrgency'), by, urgency }),
    fc.record({ do: only('groupedAlert'), urgency }),
    fc.record({ do: only('maintenance'), on: fc.boolean() }),
    fc.record({ do: only('tick') }),
    fc.record({ do: only('resolve'), by }),
    fc.record({ do: only('clear') }),
  );
}

import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clocksOf } from '../clock/running.ts';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import golden from '../stream/golden.json' with { type: 'json' };
import { type Folded, fold } from '../stream/model.ts';
import { decideMerged, decideUnmerged } from './decide.ts';

const start = Date.parse('2026-03-02T10:00:00Z');
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();
const declaration: Parameters<typeof decideDeclared>[0] = {
  ref: 'INC-9',
  title: 'Checkout fails',
  summary: '',
  kind: 'real',
  isPrivate: false,
  type: 'default',
  source: null,
  severity: 'critical',
  services: [],
  startedAt: null,
  fields: {},
  key: 'k',
  takesCommand: false,
};

type Given = Parameters<typeof decideDeclared>[0];

function declared(over: Partial<Given> = {}): Folded {
  const given: Given = { ...declaration, services: [], ...over };
  const events = decideDeclared(
    given,
    shippedSettings,
    { person: 'ada', isAdmin: false },
    Temporal.Instant.from(at(0)),
  );
  return fold(null, numbered(events, { incident: given.ref, version: 0, minute: 0 }));
}

function numbered(
  events: readonly NewEvent[],
  { incident, version, minute }: { incident: string; version: number; minute: number },
): IncidentEvent[] {
  return events.map(
    (one, i) =>
      ({
        incident,
        seq: version + i + 1,
        id: `e${version + i}`,
        v: 1,
        at: at(minute),
        statedAt: null,
        actor: { kind: 'person', name: 'mia' },
        audience: 'responders',
        evidence: null,
        supersedes: null,
        ...one,
      }) as IncidentEvent,
  );
}

function then(before: Folded, minute: number, events: readonly NewEvent[]): Folded {
  const { id, version } = before.state;
  return fold(before, numbered(events, { incident: id, version, minute }));
}

/** What two states must share to be the same incident; what is left out grows by merging and is history. */
function essence({ state, entries }: Folded) {
  const { version: _version, statuses, commandPage: _page, ...rest } = state;
  return {
    ...rest,
    entries: [...entries],
    statuses: statuses.map(({ status, category }) => ({ status, category })),
  };
}

function expectIdentity(before: Folded, other: Folded, minute: number): void {
  const { state } = before;
  const there = decideMerged(state, other.state, 'the same cause');
  const merged = then(before, minute, there.merged);
  const absorbing = then(other, minute, there.absorbing);
  expect(merged.state).toMatchObject({ category: 'merged', mergedInto: other.state.ref });
  // What is owed to an authority ends by its submission alone, wherever the work goes on.
  expect(clocksOf(merged.state).filter(({ kind }) => kind !== 'obligation' && kind !== 'reminder')).toEqual(
    [],
  );
  const back = decideUnmerged(merged.state, absorbing.state, 'another cause');
  const apart = then(merged, minute + 100, back.merged);
  const released = then(absorbing, minute + 100, back.absorbing);
  expect(released.state).toEqual({ ...other.state, version: other.state.version + 2 });
  const { statuses, nextUpdates: late, ...after } = essence(apart);
  const { statuses: earlier, nextUpdates: promised, ...was } = essence(before);
  expect(after).toEqual(was);
  expect(statuses).toEqual([...earlier, { status: 'merged', category: 'merged' }, earlier.at(-1)]);
  // What was promised is still promised; what fell due meanwhile has been late only since.
  expect(Object.keys(late)).toEqual(Object.keys(promised));
  for (const [audience, due] of Object.entries(promised))
    expect(Object(late)[audience]).toBe(due > at(minute + 100) ? due : at(minute + 100));
}

describe('merged and taken apart again, an incident is what it was', () => {
  const target = () => declared({ ref: 'INC-10' });

  test('after each event that there is', () => {
    const stream = golden as unknown as IncidentEvent[];
    let count = 0;
    for (let n = 1; n <= stream.length; n += 1) {
      const before = fold(null, stream.slice(0, n));
      if (before.state.mergedInto !== null) continue;
      const into = target();
      const people = before.state.private ? [...new Set(['ada', 'rex', 'bob', 'sue', 'mia'])] : [];
      const both = [before, into].map((one) => ({
        ...one,
        state: { ...one.state, private: before.state.private, members: people },
      }));
      const [mine, its] = both;
      if (mine && its) expectIdentity(mine, its, 10_000);
      count += 1;
    }
    expect(count).toBeGreaterThan(50);
  });

  test('after any history of severity, status, command, tasks and news', () => {
    const severities = shippedSettings.severities;
    const open = shippedSettings.statuses.filter(
      ({ category }) => category !== 'closed' && category !== 'cancelled' && category !== 'merged',
    );
    const step = fc.oneof(
      fc.constantFrom(...severities).map(
        (rule): NewEvent => ({
          type: 'severityChanged',
          data: { severity: rule.name, rule, reason: '' },
        }),
      ),
      fc.constantFrom(...open).map(
        ({ name, category }): NewEvent => ({
          type: 'statusChanged',
          data: { status: name, category, reason: '' },
        }),
      ),
      fc.constantFrom('ada', 'rex').map(
        (person): NewEvent => ({
          type: 'roleTaken',
          data: { role: 'commander', person, how: 'claimed', many: false },
        }),
      ),
      fc.uuid().map(
        (id): NewEvent => ({
          type: 'taskAdded',
          data: { id, text: 'Do it', person: 'rex', dueAt: at(30), stream: null, accepted: true },
        }),
      ),
      fc.integer({ min: 1, max: 400 }).map(
        (minute): NewEvent => ({
          type: 'updatePublished',
          data: { id: 'u', audience: 'staff', text: 'We look', kind: 'update', nextAt: at(minute) },
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const before = steps.reduce((folded, one, i) => then(folded, i + 1, [one]), declared());
        expectIdentity(before, target(), 20);
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('what cannot be one', () => {
  const closed = (folded: Folded, category: 'closed' | 'cancelled') =>
    then(folded, 5, [{ type: 'statusChanged', data: { status: category, category, reason: '' } }]);
  const hidden = (ref: string, members: string[]) => {
    const folded = declared({ ref, isPrivate: true });
    return then(
      folded,
      1,
      members.map((person) => ({ type: 'memberAdded', data: { person, reason: '' } })),
    );
  };
  const intoOther = (folded: Folded) => then(folded, 5, [{ type: 'merged', data: { into: 'INC-77' } }]);
  const a = declared();
  const b = declared({ ref: 'INC-10' });
  const cases: [string, IncidentState, IncidentState][] = [
    ['An incident cannot be merged into itself.', a.state, a.state],
    ['INC-9 was merged into INC-77: that one is meant, perhaps.', intoOther(a).state, b.state],
    ['INC-10 was merged into INC-77: that one is meant, perhaps.', a.state, intoOther(b).state],
    ['INC-9 is closed: reopen it first.', closed(a, 'closed').state, b.state],
    ['INC-10 is cancelled: reopen it first.', a.state, closed(b, 'cancelled').state],
    ['INC-9 is real and INC-10 is a drill.', a.state, declared({ ref: 'INC-10', kind: 'drill' }).state],
    [
      'One is private and the other is not: make both private, or neither.',
      a.state,
      hidden('PRV-1', []).state,
    ],
    [
      'Both are private, and rex may see only one of them: let them in first.',
      hidden('PRV-1', ['rex']).state,
      hidden('PRV-2', []).state,
    ],
  ];
  test.each(cases)('%s', (message, state, into) => {
    expect(() => decideMerged(state, into, '')).toThrow(message);
  });

  test('what is in one already, and what is in none', () => {
    const merged = then(a, 5, decideMerged(a.state, b.state, '').merged);
    expect(() => decideMerged(merged.state, b.state, '')).toThrow('It is merged into INC-10 already.');
    expect(() => decideUnmerged(a.state, a.state, '')).toThrow('It is merged into no other.');
    // It was taken apart and merged into another while somebody waited for it.
    expect(() => decideUnmerged(merged.state, a.state, '')).toThrow('Somebody merged it anew meanwhile.');
  });
});

test('taken apart, nobody is called for the time in between, and somebody is looked for again', () => {
  const calling = then(declared(), 6, [
    { type: 'clockMissed', data: { clock: `command::${at(0)}`, kind: 'command', dueAt: at(5), told: [] } },
    { type: 'commandPaged', data: { page: 'p', reason: 'nobody commands' } },
  ]);
  const merged = then(calling, 10, [{ type: 'merged', data: { into: 'INC-10' } }]);
  const apart = then(merged, 110, [{ type: 'unmerged', data: { from: 'INC-10', reason: '' } }]);
  expect(apart.state.commandPage).toBeNull();
  const due = Object.fromEntries(clocksOf(apart.state).map((one) => [one.kind, one.dueAt]));
  expect(due).toMatchObject({ command: at(115), replan: at(130), update: at(110) });
});

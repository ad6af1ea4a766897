import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { describe, expect, test } from 'vitest';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { fold } from '../stream/model.ts';
import { decideDismissed, decideTold } from './decide.ts';

const at = (minutes: number) =>
  new Date(Date.parse('2026-03-02T10:00:00.000Z') + minutes * 60_000).toISOString();
const asStream = (events: readonly object[]) => events as IncidentEvent[];

/** Declared at 10:00, with what happened after so many minutes. */
function played(
  happened: readonly (readonly [number, NewEvent])[],
  over: Partial<Parameters<typeof decideDeclared>[0]> = {},
): IncidentState {
  const declared = decideDeclared(
    {
      ref: 'INC-1',
      title: 'Checkout fails',
      summary: '',
      kind: 'real',
      isPrivate: false,
      type: 'default',
      source: null,
      severity: null,
      services: [],
      startedAt: null,
      fields: {},
      key: 'k',
      takesCommand: true,
      ...over,
    },
    shippedSettings,
    { person: 'ana', isAdmin: false },
    Temporal.Instant.from(at(0)),
  );
  const all = [...declared.map((event) => [0, event] as const), ...happened];
  const stream = all.map(([minutes, event], i) => ({
    incident: 'i',
    seq: i + 1,
    id: `e${i}`,
    v: 1,
    at: at(minutes),
    statedAt: null,
    actor: { kind: 'person', name: 'ana' },
    audience: 'responders',
    evidence: null,
    supersedes: null,
    ...event,
  }));
  return fold(null, asStream(stream)).state;
}

const news: NewEvent = {
  type: 'updatePublished',
  data: { id: 'u', audience: 'staff', text: 'We look into it.', kind: 'heads-up', nextAt: null },
};
const names = (found: ReturnType<typeof decideTold>) => found.signs.map((one) => one.name);

describe('the commander is told of what turned red', () => {
  test('once, with the instant of the next', () => {
    const state = played([]);
    expect(decideTold(state, {}, at(7))).toEqual({ signs: [], told: {}, dueAt: at(8) });
    const first = decideTold(state, {}, at(8));
    expect([names(first), first.told]).toEqual([['updates'], { updates: at(8) }]);
    expect(decideTold(state, first.told, at(9)).signs).toEqual([]);
  });

  test('nothing twice in a quarter of an hour; a new cause waits for its end', () => {
    const silent = played([[2, news]]);
    const told = { silence: at(30), impact: at(40), containment: at(30), replan: at(60), roles: at(20) };
    expect(decideTold(silent, told, at(42)).signs).toEqual([]);
    const again = played([
      [2, news],
      [
        10,
        {
          type: 'taskAdded',
          data: { id: 't', text: 'Look', person: null, dueAt: null, stream: null, accepted: false },
        },
      ],
      [
        14,
        {
          type: 'taskAdded',
          data: { id: 'x', text: 'Ask', person: null, dueAt: null, stream: null, accepted: false },
        },
      ],
    ]);
    const one = decideTold(again, {}, at(25));
    expect(names(one)).toContain('tasks');
    const two = decideTold(again, one.told, at(29));
    expect(names(two)).not.toContain('tasks');
    expect(two.dueAt).not.toBeNull();
    expect(names(decideTold(again, one.told, at(40)))).toContain('tasks');
  });

  test('never of an offer or of news that its owner was told of already', () => {
    const owing = played([[2, news]]);
    expect(names(decideTold(owing, {}, at(33)))).not.toContain('updates');
    const helped = played([
      [2, news],
      [
        3,
        { type: 'roleTaken', data: { role: 'communications', person: 'ben', how: 'assigned', many: false } },
      ],
    ]);
    expect(names(decideTold(helped, {}, at(33)))).toContain('updates');
  });

  test('nobody is told where nobody commands, in a drill, or when it was put aside', () => {
    expect(decideTold(played([], { takesCommand: false }), {}, at(90))).toMatchObject({
      signs: [],
      dueAt: null,
    });
    expect(decideTold(played([], { kind: 'drill' }), {}, at(90)).signs).toEqual([]);
    const aside = played([
      [9, { type: 'nudgeDismissed', data: { nudge: 'updates:red', reason: 'phones are out' } }],
    ]);
    expect(names(decideTold(aside, {}, at(9.5)))).toEqual([]);
  });
});

describe('putting aside', () => {
  test('is a fact with a reason, once', () => {
    const given = { id: 'updates:red', reason: 'phones are out' };
    const events = decideDismissed(played([]), given, at(9));
    expect(events).toEqual([
      { type: 'nudgeDismissed', data: { nudge: 'updates:red', reason: 'phones are out' } },
    ]);
    expect(decideDismissed(played([[9, events[0] as NewEvent]]), given, at(9.5))).toEqual([]);
  });

  test.each(['updates:amber', 'tasks:red', 'impact:ok', 'nonsense'])('%s is not raised', (id) => {
    expect(() => decideDismissed(played([]), { id, reason: 'x' }, at(9))).toThrow('not raised any more');
  });
});

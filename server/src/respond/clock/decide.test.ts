/** What each kind of promise leads to when it runs out, and to whom it is told. */
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { clockKinds } from '@muster/contract/respond/state';
import { expect, it, test } from 'vitest';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { fold } from '../stream/model.ts';
import { decideMissed, dueOf } from './decide.ts';
import { minutesText, nudgeText } from './model.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const at = (minutes: number) => start.add({ minutes }).toString({ smallestUnit: 'millisecond' });
const by = { kind: 'person', name: 'rex' } as const;

function declared(given: Partial<Parameters<typeof decideDeclared>[0]> = {}): IncidentState {
  const whole = {
    ref: 'INC-1',
    title: 'Checkout answers 502',
    summary: '',
    kind: 'real' as const,
    isPrivate: false,
    type: 'default',
    source: null,
    severity: 'critical',
    services: [],
    startedAt: null,
    fields: {},
    key: 'k',
    takesCommand: true,
    ...given,
  };
  const news = decideDeclared(whole, shippedSettings, { person: 'rex', isAdmin: false }, start);
  const rest = { statedAt: null, audience: 'responders', evidence: null, supersedes: null } as const;
  return fold(
    null,
    news.map((one, i) => ({
      incident: 'i1',
      seq: i + 1,
      id: `e${i}`,
      v: 1,
      at: at(0),
      actor: by,
      ...rest,
      ...one,
    })),
  ).state;
}

const called = { page: 'p1', called: ['kim'], why: null };

test('nothing is due before its time, and each promise runs out once', () => {
  const state = declared({ takesCommand: false });
  expect(dueOf(state, at(4)).clocks).toEqual([]);
  const due = dueOf(state, at(5));
  expect(due.clocks.map((one) => one.kind)).toEqual(expect.arrayContaining(['command', 'update']));
  const missed = due.clocks.map(({ id, kind, dueAt }) => ({ clock: id, kind, dueAt, at: at(5) }));
  expect(dueOf({ ...state, missed }, at(5)).clocks).toEqual([]);
});

it.each([
  ['an empty chair', {}, true],
  ['one that was paged for already', { commandPage: 'p0' }, false],
  ['a drill', { kind: 'drill' as const }, false],
  ['a severity that asks for no commander', { rule: { ...declared().rule, rolesRequired: [] } }, false],
  ['a pause', { category: 'paused' as const }, false],
  ['what is over', { category: 'post-incident' as const }, false],
])('%s: calls a commander %s', (_, change, calls) => {
  const due = dueOf({ ...declared({ takesCommand: false }), ...change }, at(5));
  expect(due.call !== null).toBe(calls);
});

test('the page and whom it called stand in the record; where nobody could be called, why', () => {
  const state = declared({ takesCommand: false });
  const due = dueOf(state, at(5));
  const events = decideMissed(state, due, called);
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'commandPaged', data: expect.objectContaining({ page: 'p1' }) }),
  );
  expect(events.find((one) => one.type === 'clockMissed' && one.data.kind === 'command')?.data).toMatchObject(
    {
      told: ['kim'],
    },
  );
  const alone = decideMissed(state, due, { page: null, called: [], why: 'there is nobody' });
  expect(alone).toContainEqual({ type: 'commandPaged', data: { page: null, reason: 'there is nobody' } });
});

test('a promise is told to who made it, relief to who can bring it, and the commander is not flooded', () => {
  const state = declared();
  const tired = dueOf({ ...state, roles: { ...state.roles, planning: 'kim' } }, at(241)).nudges;
  expect(tired.filter((one) => one.clock.startsWith('fatigue')).map((one) => one.person)).toEqual([
    'rex',
    'kim',
  ]);
  const kinds = new Set(tired.map((one) => one.clock.slice(0, one.clock.indexOf(':'))));
  expect([...kinds].sort((a, b) => a.localeCompare(b))).toEqual(['fatigue', 'update']);
  const withLead = dueOf({ ...state, roles: { commander: 'rex', communications: 'sue' } }, at(6)).nudges;
  expect(new Set(withLead.map((one) => one.person))).toEqual(new Set(['sue']));
});

test('every kind of clock is told in a sentence, or elsewhere', () => {
  const clock: Omit<Clock, 'kind'> = {
    id: 'c',
    subject: 'x@y',
    startedAt: at(0),
    dueAt: at(60),
    owner: 'rex',
    missedAt: null,
  };
  const silent = clockKinds.filter((kind) => nudgeText(declared(), { ...clock, kind }) === null);
  expect(silent).toEqual(['command', 'impact', 'silence', 'replan', 'check-in', 'obligation', 'reminder']);
  expect(minutesText(clock)).toBe('1 h');
  expect(minutesText({ ...clock, dueAt: at(61) })).toBe('61 min');
});

test('a stop-gap is asked about before its time is over, also once the incident is', () => {
  const gap = { id: 's', what: 'The long way round', residual: '', setAt: at(0), by, endedAt: null };
  const state = { ...declared(), category: 'post-incident' as const, stopGaps: [{ ...gap, until: at(480) }] };
  expect(dueOf(state, at(419)).nudges).toEqual([]);
  expect(dueOf(state, at(420)).nudges).toMatchObject([
    { person: 'rex', text: expect.stringContaining('may stand until 2026-03-02 18:00 UTC') },
  ]);
  expect(dueOf(state, at(480)).clocks.map((one) => one.kind)).toEqual(['stop-gap', 'stop-gap']);
  expect(dueOf({ ...state, stopGaps: [{ ...gap, until: at(480), endedAt: at(1) }] }, at(480)).clocks).toEqual(
    [],
  );
});

/** Promised news (practice.md 6.3, 3.2 and the vectors of 3.7a). All on one day, in UTC. */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { Audience, SeverityRule } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { describe, expect, test } from 'vitest';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { fold } from '../stream/model.ts';
import { clocksOf } from './running.ts';

const clock = (time: string) => `2026-03-02T${time}:00.000Z`;

function ruleOf(name: string): SeverityRule {
  const found = shippedSettings.severities.find((one) => one.name === name);
  if (!found) throw new Error(`there is no severity ${name}`);
  return found;
}

/** Declared at 10:00 as this severity, then what happened, each with its time. */
function played(severity: string, happened: readonly (readonly [string, NewEvent])[]): IncidentState {
  const [declared] = decideDeclared(
    {
      ref: 'INC-1',
      title: 'Checkout fails',
      summary: '',
      kind: 'real',
      isPrivate: false,
      type: 'default',
      source: null,
      severity,
      services: [],
      startedAt: null,
      fields: {},
      key: 'k',
      takesCommand: false,
    },
    shippedSettings,
    { person: 'ana', isAdmin: false },
    Temporal.Instant.from(clock('10:00')),
  );
  if (!declared) throw new Error('nothing was declared');
  const stream = [['10:00', declared] as const, ...happened].map(([time, event], i) => ({
    incident: 'i',
    seq: i + 1,
    id: `e${i}`,
    v: 1,
    at: clock(time),
    statedAt: null,
    actor: { kind: 'person', name: 'ana' },
    audience: 'responders',
    evidence: null,
    supersedes: null,
    ...event,
  }));
  return fold(null, asStream(stream)).state;
}

/** Made of the type of events, with an envelope around each. */
const asStream = (events: readonly object[]) => events as IncidentEvent[];

const news = (audience: Audience, nextAt: string | null = null): NewEvent => ({
  type: 'updatePublished',
  data: { id: 'u', audience, text: 'We look into it.', kind: 'update', nextAt },
});
const severity = (name: string): NewEvent => ({
  type: 'severityChanged',
  data: { severity: name, rule: ruleOf(name), reason: '' },
});
const status = (category: IncidentState['category']): NewEvent => ({
  type: 'statusChanged',
  data: { status: category, category, reason: '' },
});

describe('the first news and those after, as the severity has it', () => {
  test.each<[string, Audience, string | undefined, string | undefined]>([
    ['critical', 'responders', '10:10', '10:15'],
    ['critical', 'staff', '10:05', '10:20'],
    ['critical', 'executives', '10:15', '10:30'],
    ['critical', 'customers', '10:05', '10:05'],
    ['average', 'responders', '10:15', '10:30'],
    ['average', 'staff', '10:10', '10:30'],
    ['average', 'executives', '10:30', '11:00'],
    ['average', 'customers', '10:15', '10:30'],
    ['minor', 'responders', '10:30', '11:00'],
    ['minor', 'staff', '10:30', undefined],
    ['minor', 'executives', undefined, undefined],
    ['minor', 'customers', undefined, undefined],
  ])('%s, %s', (name, audience, first, second) => {
    const due = (time: string | undefined) => (time === undefined ? undefined : clock(time));
    expect(played(name, []).nextUpdates[audience]).toBe(due(first));
    expect(played(name, [['10:00', news(audience)]]).nextUpdates[audience]).toBe(due(second));
  });

  test('customers hear the scope five minutes after the first notice, then every twenty', () => {
    const twice = played('critical', [
      ['10:04', news('customers')],
      ['10:08', news('customers')],
    ]);
    expect(played('critical', [['10:04', news('customers')]]).nextUpdates.customers).toBe(clock('10:09'));
    expect(twice.nextUpdates.customers).toBe(clock('10:28'));
  });

  test('a time that was named holds instead, earlier or later', () => {
    const named = (at: string) => played('critical', [['10:04', news('staff', clock(at))]]).nextUpdates.staff;
    expect([named('10:10'), named('11:00')]).toEqual([clock('10:10'), clock('11:00')]);
  });
});

describe('a severity that changes', () => {
  test('raised, it shortens from that instant: the first news of the new one, or its interval (3.7a)', () => {
    const raised = played('minor', [
      ['10:30', news('staff')],
      ['10:30', news('responders')],
      ['10:40', severity('critical')],
    ]);
    // Staff: 10:30 and 20 min is 10:50, yet the first critical notice is due 5 min after the raise.
    expect(raised.nextUpdates.staff).toBe(clock('10:45'));
    // Responders: 10:30 and 15 min comes before 10:40 and 10 min.
    expect(raised.nextUpdates.responders).toBe(clock('10:45'));
    expect(raised.nextUpdates.customers).toBe(clock('10:45'));
    expect(raised.nextUpdates.executives).toBe(clock('10:55'));
  });

  test('raised, it never makes late at once what was in time', () => {
    const raised = played('minor', [
      ['10:05', news('responders')],
      ['10:40', severity('critical')],
    ]);
    expect(raised.nextUpdates.responders).toBe(clock('10:50'));
  });

  test('raised, it takes a time that was named further off back', () => {
    const raised = played('average', [
      ['10:05', news('staff', clock('11:05'))],
      ['10:10', severity('critical')],
    ]);
    expect(raised.nextUpdates.staff).toBe(clock('10:15'));
  });

  test('lowered, what was promised stays promised, and what nobody promised is not', () => {
    const lowered = played('critical', [
      ['10:04', news('staff')],
      ['10:10', severity('minor')],
    ]);
    expect(lowered.nextUpdates.staff).toBe(clock('10:24'));
    expect(lowered.nextUpdates.executives).toBe(clock('10:15'));
    const told = played('critical', [
      ['10:10', severity('minor')],
      ['10:12', news('staff')],
    ]);
    expect(told.nextUpdates.staff).toBeUndefined();
  });

  test('named far off, a promise is not shortened by lowering', () => {
    const lowered = played('critical', [
      ['10:04', news('responders', clock('11:40'))],
      ['10:10', severity('average')],
    ]);
    expect(lowered.nextUpdates.responders).toBe(clock('11:40'));
  });
});

describe('a response that stops and goes on', () => {
  test('at rest it owes news every four hours, and the clock of them runs', () => {
    const resting = played('average', [
      ['10:08', news('staff')],
      ['10:20', status('paused')],
    ]);
    expect(resting.nextUpdates).toEqual({
      responders: clock('14:20'),
      staff: clock('14:20'),
      executives: clock('14:20'),
      customers: clock('14:20'),
    });
    expect(clocksOf(resting).map((one) => one.kind)).toEqual(['update', 'update', 'update', 'update']);
    const told = played('average', [
      ['10:20', status('paused')],
      ['11:00', news('staff')],
    ]);
    expect(told.nextUpdates.staff).toBe(clock('15:00'));
  });

  test('at rest it keeps a promise that was made before', () => {
    const resting = played('average', [
      ['10:08', news('staff', clock('10:38'))],
      ['10:20', status('paused')],
    ]);
    expect(resting.nextUpdates.staff).toBe(clock('10:38'));
  });

  test.each(['paused', 'post-incident'] as const)('after %s it begins anew with its first news', (rest) => {
    const again = played('average', [
      ['10:08', news('staff')],
      ['10:20', status(rest)],
      ['17:00', status('active')],
    ]);
    expect(again.nextUpdates.staff).toBe(clock('17:10'));
  });

  test('split off again, it is late from then on only (3.7a)', () => {
    const apart = played('average', [
      ['10:08', news('staff')],
      ['10:10', { type: 'merged', data: { into: 'INC-2' } }],
      ['12:00', { type: 'unmerged', data: { from: 'INC-2', reason: 'another cause' } }],
    ]);
    expect(apart.nextUpdates.staff).toBe(clock('12:00'));
  });

  test('over, it owes nobody anything', () => {
    expect(played('critical', [['10:20', status('post-incident')]]).nextUpdates).toEqual({});
  });
});

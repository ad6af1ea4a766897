import { scoreOf } from '@muster/contract/learn/scorecard';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { scorecardOf, toldOf } from './model.ts';

const calm = {
  responders: [],
  assignments: [],
  handoffs: [],
  missed: [],
  updates: {},
  entryCount: 0,
  source: null,
} as unknown as IncidentState;
/** A Monday in Madrid, where it is an hour later than in UTC. */
const call = (clock: string, { person = 'ana', inHours = false } = {}) => ({
  inHours,
  person,
  at: Temporal.Instant.from(`2026-03-02T${clock}:00Z`),
  timeZone: 'Europe/Madrid',
});
const answers = (state: Partial<IncidentState>, calls = [call('10:00', { inHours: true })]) =>
  Object.fromEntries(toldOf({ ...calm, ...state }, calls).map(({ question, answer }) => [question, answer]));
const missed = (kind: string) => ({ missed: [{ kind }] }) as unknown as Pick<IncidentState, 'missed'>;

test('a call by day tells of working hours, and not whether anybody was fresh', () => {
  expect(answers({})).toEqual({ workingHours: 'yes', handovers: 'not-applicable' });
  expect(answers({}, [])).toEqual({
    workingHours: 'not-applicable',
    rightTeam: 'not-applicable',
    handovers: 'not-applicable',
  });
});

test('night and evening are counted by the clock of whoever is called, people once, and nobody is named', () => {
  expect(answers({}, [call('05:59')])).toMatchObject({ fresh: 'no', workingHours: 'no' });
  expect(answers({}, [call('06:30')])).toMatchObject({ workingHours: 'no' });
  expect(answers({}, [call('06:30')])).not.toHaveProperty('fresh');
  const told = toldOf(calm, [call('02:00'), call('02:05'), call('02:10', { person: 'ben' })]);
  expect(told[0]?.reason).toBe('2 people were called at night.');
  expect(JSON.stringify(told)).not.toMatch(/ana|ben/);
});

test.each([
  ['statusCurrent', 'update'],
  ['statusCurrent', 'late-news'],
  ['logKept', 'silence'],
  ['commanded', 'command'],
  ['fresh', 'fatigue'],
] as const)('%s is answered with no where the promise of %s ran out', (question, kind) => {
  expect(answers(missed(kind))).toMatchObject({ [question]: 'no' });
});

test('what was kept is answered with yes', () => {
  const there = [{ person: 'ana', hereAt: '2026-03-02T10:00:00.000Z' }] as IncidentState['responders'];
  const assignments = [{ role: 'commander', person: 'ben' }] as IncidentState['assignments'];
  const updates = { staff: {} } as unknown as IncidentState['updates'];
  const state = { responders: there, assignments, updates, entryCount: 3, source: 'alert' } as const;
  expect(answers(state)).toMatchObject({
    rightTeam: 'yes',
    commanded: 'yes',
    statusCurrent: 'yes',
    logKept: 'yes',
    signal: 'yes',
  });
  expect(answers({ source: 'customer' })).toMatchObject({ signal: 'no' });
});

test('what people say counts before what the record tells, which stays in sight', () => {
  const told = toldOf({ ...calm, source: 'alert' }, []);
  const rows = scorecardOf(told, [{ question: 'signal', answer: 'no', note: 'A customer was faster' }]);
  expect(rows.find((one) => one.question === 'signal')).toEqual({
    question: 'signal',
    answer: 'no',
    said: true,
    note: 'A customer was faster',
    told: { answer: 'yes', reason: 'A signal noticed it first.' },
  });
  expect(rows.find((one) => one.question === 'runbook')).toMatchObject({ answer: null, told: null });
  expect(scoreOf(rows)).toEqual({ yes: 0, of: 1 });
});

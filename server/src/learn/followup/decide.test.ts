import type { FollowUpChange, FollowUpState } from '@muster/contract/learn/followups';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approvalOf } from './approval.ts';
import { decideChange, decideCheck, decideNoted, decideTurn, isWhole, type Moment } from './decide.ts';
import {
  checkOf,
  endOfDay,
  type FollowUp,
  isOverdue,
  nextReminder,
  reminderDue,
  remindersOf,
  shippedSettings,
} from './model.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const at = (days: number, timeZone = 'UTC'): Moment => ({
  now: start.add({ minutes: Math.round(1_440 * days) }),
  settings: shippedSettings,
  timeZone,
  by: 'ana',
});
const made = {
  id: 'a',
  ref: 'FU-1',
  title: 'Guard the switch',
  incident: null,
  entry: null,
  createdBy: 'ana',
};
const whole = {
  owner: 'ana',
  dueOn: '2026-03-20',
  deliverable: 'The switch asks twice',
  kind: 'prevent',
} as const;
const idea = (wish: object = {}) => decideNoted(made, wish, at(0)).after;
const open = () => decideTurn(idea(whole), { state: 'open' }, at(0)).after;
const done = (day: number) =>
  decideTurn(open(), { state: 'done', evidence: 'https://x.example/1' }, at(day)).after;
const wrongOf = (run: () => unknown): { code?: string; errors?: { pointer: string }[] } => {
  try {
    run();
  } catch (error) {
    return error as { code: string; errors: { pointer: string }[] };
  }
  return {};
};
const pointers = (run: () => unknown) => wrongOf(run).errors?.map((one) => one.pointer);

test('without owner, date, deliverable and kind it stays an idea, and says what is missing', () => {
  expect(isWhole(idea())).toBe(false);
  expect(pointers(() => decideTurn(idea(), { state: 'open' }, at(0)))).toEqual([
    '/owner',
    '/dueOn',
    '/deliverable',
    '/kind',
  ]);
  for (const part of ['owner', 'dueOn', 'deliverable', 'kind'] as const) {
    const { [part]: _, ...rest } = whole;
    expect(pointers(() => decideTurn(idea(rest), { state: 'open' }, at(0)))).toEqual([`/${part}`]);
  }
  expect(open()).toMatchObject({ state: 'open', firstDueOn: '2026-03-20', moves: 0 });
});

test('a date that is over, such as one of 1970, is refused, and so is one that nobody will live to see', () => {
  for (const dueOn of ['1970-01-01', '2026-03-01', '2200-01-01'])
    expect(pointers(() => idea({ dueOn }))).toEqual(['/dueOn']);
  expect(idea({ dueOn: '2026-03-02' }).dueOn).toBe('2026-03-02');
  // Where its owner lives it is tomorrow already.
  expect(pointers(() => decideNoted(made, { dueOn: '2026-03-02' }, at(0.6, 'Asia/Tokyo')))).toEqual([
    '/dueOn',
  ]);
});

test('a promised date moves with a reason only, and every move is counted, also by way of an idea', () => {
  expect(pointers(() => decideChange(open(), { dueOn: '2026-04-01' }, at(1)))).toEqual(['/reason']);
  const moved = decideChange(open(), { dueOn: '2026-04-01', reason: 'Parts are late' }, at(1));
  expect(moved).toMatchObject({
    after: { dueOn: '2026-04-01', firstDueOn: '2026-03-20', moves: 1 },
    turn: {
      act: 'moved',
      detail: { dueOn: { from: '2026-03-20', to: '2026-04-01' }, reason: 'Parts are late' },
    },
  });
  const back = decideTurn(open(), { state: 'idea', reason: 'Not now' }, at(1)).after;
  expect(pointers(() => decideChange(back, { dueOn: '2026-04-01' }, at(1)))).toEqual(['/reason']);
  const again = decideChange(back, { dueOn: '2026-04-01', reason: 'Later' }, at(1))?.after ?? back;
  expect(decideTurn(again, { state: 'open' }, at(1)).after.moves).toBe(1);
});

test('what is promised keeps its parts', () => {
  const gaps: [FollowUpChange, string][] = [
    [{ owner: null }, '/owner'],
    [{ dueOn: null }, '/dueOn'],
    [{ deliverable: '' }, '/deliverable'],
    [{ kind: null }, '/kind'],
  ];
  for (const [change, pointer] of gaps)
    expect(pointers(() => decideChange(open(), change, at(0)))).toEqual([pointer]);
  expect(decideChange(open(), { title: made.title }, at(1))).toBeNull();
});

test('done needs evidence, and cancelling, taking back and opening again need a reason', () => {
  expect(pointers(() => decideTurn(open(), { state: 'done' }, at(1)))).toEqual(['/evidence']);
  expect(pointers(() => decideTurn(open(), { state: 'cancelled' }, at(1)))).toEqual(['/reason']);
  expect(pointers(() => decideTurn(open(), { state: 'idea' }, at(1)))).toEqual(['/reason']);
  expect(pointers(() => decideTurn(done(1), { state: 'open' }, at(2)))).toEqual(['/reason']);
  expect(wrongOf(() => decideTurn(idea(), { state: 'done', evidence: 'x' }, at(1))).code).toBe('conflict');
  expect(wrongOf(() => decideChange(done(1), { dueOn: '2026-05-01', reason: 'x' }, at(2))).code).toBe(
    'conflict',
  );
  const again = decideTurn(done(1), { state: 'open', reason: 'It came back' }, at(40)).after;
  expect(again).toMatchObject({ state: 'open', doneAt: null, evidence: null });
});

test('it is late when its day is over where its owner lives', () => {
  const one = { state: 'open', dueAt: endOfDay('2026-03-20', 'Asia/Tokyo') } as const;
  expect(isOverdue(one, Temporal.Instant.from('2026-03-20T14:59:59Z'))).toBe(false);
  expect(isOverdue(one, Temporal.Instant.from('2026-03-20T15:00:00Z'))).toBe(true);
  expect(isOverdue({ ...one, state: 'done' }, Temporal.Instant.from('2026-04-20T15:00:00Z'))).toBe(false);
});

test('its priority asks for four or eight weeks, from the day it was promised', () => {
  expect(open().objectiveOn).toBe('2026-04-27');
  const urgent = decideTurn(idea({ ...whole, priority: 'high' }), { state: 'open' }, at(0)).after;
  expect(urgent.objectiveOn).toBe('2026-03-30');
  expect(decideChange(urgent, { priority: 'low' }, at(3))?.after.objectiveOn).toBeNull();
});

test('whether it helped is said from a month on, is asked for two more, and may be answered later', () => {
  const one = done(1);
  const said = { outcome: 'effective', note: '', by: 'bo' } as const;
  expect(wrongOf(() => decideCheck(one, said, at(30.9))).code).toBe('conflict');
  expect(wrongOf(() => decideCheck(open(), said, at(40))).code).toBe('conflict');
  expect(decideCheck(one, said, at(31)).after).toMatchObject({ effect: 'effective', effectBy: 'bo' });
  const stateAt = (day: number) => checkOf(one, shippedSettings, at(day).now)?.state;
  expect([stateAt(2), stateAt(31), stateAt(90.9), stateAt(91)]).toEqual([
    'waiting',
    'asked',
    'asked',
    'lapsed',
  ]);
});

test('reminders come before, on and after the day, at nine where the owner lives, and then it is asked', () => {
  const days = (one: FollowUp) =>
    remindersOf(one, shippedSettings, 'Europe/Madrid').map((r) => `${r.kind} ${r.at.toString()}`);
  expect(days(open())).toEqual([
    'before 2026-03-13T08:00:00Z',
    'due 2026-03-20T08:00:00Z',
    'late 2026-03-21T08:00:00Z',
    'team 2026-03-28T08:00:00Z',
  ]);
  expect(days(done(1))).toEqual(['check 2026-04-03T07:00:00Z', 'check-again 2026-05-02T07:00:00Z']);
  expect(days(idea(whole))).toEqual([]);
});

test('each reminder is sent once, and after a time away only the latest', () => {
  const all = remindersOf(open(), shippedSettings, 'UTC');
  const on = (day: string) => Temporal.Instant.from(`${day}T09:00:00Z`);
  expect(reminderDue(all, start, on('2026-03-12'))).toBeNull();
  expect(reminderDue(all, start, on('2026-03-13'))?.kind).toBe('before');
  expect(reminderDue(all, start, on('2026-03-24'))?.kind).toBe('late');
  expect(reminderDue(all, on('2026-03-24'), on('2026-03-25'))).toBeNull();
  expect(nextReminder(all, on('2026-03-24'))).toEqual(on('2026-03-28'));
  expect(nextReminder(all, on('2026-03-28'))).toBeNull();
});

test('whatever people do in whatever order, a promise is whole, moves never shrink, and done has evidence', () => {
  const states: readonly FollowUpState[] = ['idea', 'open', 'started', 'done', 'cancelled'];
  const date = fc
    .integer({ min: 0, max: 400 })
    .map((n) => Temporal.PlainDate.from('2026-03-01').add({ days: n }).toString());
  const act = fc.oneof(
    fc.record({
      state: fc.constantFrom(...states),
      evidence: fc.constantFrom('', 'https://x.example/1'),
      reason: fc.constantFrom('', 'why'),
    }),
    fc.record(
      {
        dueOn: fc.option(date),
        owner: fc.constantFrom(null, 'ana', 'bo'),
        deliverable: fc.constantFrom('', 'a guard'),
        kind: fc.constantFrom(null, 'prevent' as const),
        reason: fc.constantFrom('because', undefined),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(act, fc.integer({ min: 0, max: 40 })), { maxLength: 30 }), (acts) => {
      let one = idea(whole);
      let day = 0;
      for (const [given, later] of acts) {
        day += later;
        const before = one;
        try {
          const decided =
            'state' in given
              ? decideTurn(one, given, at(day))
              : decideChange(one, given as FollowUpChange, at(day));
          one = decided?.after ?? one;
        } catch {
          expect(one).toBe(before);
        }
        if (['open', 'started', 'done'].includes(one.state)) expect(isWhole(one)).toBe(true);
        expect(one.state === 'done').toBe(one.doneAt !== null);
        if (one.state === 'done') expect(one.evidence).toBeTruthy();
        expect(one.moves).toBeGreaterThanOrEqual(before.moves);
        if (one.firstDueOn !== null && one.dueOn !== one.firstDueOn && one.dueOn !== null)
          expect(one.moves).toBeGreaterThan(0);
      }
    }),
  );
});

const approved = (by: string | null, day = 0): Moment => ({
  ...at(day),
  by,
  settings: { ...shippedSettings, approvers: ['max'] },
});

test('where high priority is approved first, it stays an idea until one of those who approve promises it', () => {
  const high = idea({ ...whole, priority: 'high' });
  const asked = decideTurn(high, { state: 'open' }, approved('ana'));
  expect(asked.turn).toEqual({ act: 'asked', detail: {} });
  expect(asked.after).toMatchObject({ state: 'idea', askedBy: 'ana', committedAt: null, firstDueOn: null });
  expect(approvalOf(asked.after, approved(null).settings, 'ana')).toMatchObject({
    state: 'waiting',
    mayApprove: false,
  });
  expect(approvalOf(asked.after, approved(null).settings, 'max')?.mayApprove).toBe(true);
  for (const by of ['ana', null])
    expect(wrongOf(() => decideTurn(asked.after, { state: 'open' }, approved(by))).code).toBe('conflict');
  const given = decideTurn(asked.after, { state: 'open' }, approved('max', 2));
  expect(given.after).toMatchObject({
    state: 'open',
    approvedBy: 'max',
    committedAt: approved('max', 2).now,
  });
  expect(given.turn.detail).toMatchObject({ approvedBy: 'max' });
  const back = decideTurn(given.after, { state: 'idea', reason: 'Not now' }, approved('ana', 3)).after;
  expect(back).toMatchObject({ state: 'idea', askedBy: null, approvedBy: null, approvedAt: null });
  expect(approvalOf(back, approved(null).settings, null)?.state).toBe('needed');
});

test('approval is asked for what is whole and high alone, and a promise is not raised around it', () => {
  const without = idea({ ...whole, deliverable: '', priority: 'high' });
  expect(pointers(() => decideTurn(without, { state: 'open' }, approved('ana')))).toEqual(['/deliverable']);
  const normal = decideTurn(idea(whole), { state: 'open' }, approved('ana')).after;
  expect(normal.state).toBe('open');
  const raise = (by: string) => decideChange(normal, { priority: 'high' }, approved(by))?.after;
  expect(pointers(() => raise('ana'))).toEqual(['/priority']);
  expect(raise('max')).toMatchObject({ priority: 'high', approvedBy: 'max' });
  const promisedBefore = decideTurn(idea({ ...whole, priority: 'high' }), { state: 'open' }, at(0)).after;
  expect(decideChange(promisedBefore, { note: 'Soon' }, approved('ana'))?.after.note).toBe('Soon');
  expect(approvalOf(promisedBefore, approved(null).settings, null)).toBeNull();
});

import { reachableOf, rosterOf, tiringOf } from '@muster/contract/respond/roster';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, it, test } from 'vitest';
import { type CheckIn, checkInDueAt, enoughAnswers, missingOf, teamFeeling } from './model.ts';

const at = (minute: number) =>
  Temporal.Instant.from('2026-03-02T10:00:00Z')
    .add({ minutes: minute })
    .toString({ smallestUnit: 'millisecond' });
const by = { kind: 'person', name: 'rex' } as const;
const responder = (person: string, hereAt: string | null) => ({
  person,
  hereAt,
  joinedAt: at(0),
  releasedAt: null as string | null,
  page: null,
  asked: null,
});
const assignment = (role: string, person: string, until: string | null = null) => ({
  role,
  person,
  from: at(0),
  until,
  how: 'claimed' as const,
  by,
});
const task = (person: string, endedAt: string | null): IncidentState['tasks'][number] => ({
  id: 't1',
  text: 'Restart it',
  person,
  accepted: true,
  dueAt: null,
  stream: null,
  result: null,
  state: endedAt ? 'done' : 'open',
  addedAt: at(1),
  by,
  endedAt,
});
const nothing = {
  category: 'active' as const,
  dismissed: [],
  assignments: [],
  tasks: [],
  claims: [],
  streams: [],
  open: [],
  limits: { commandMinutes: 240, anyRoleMinutes: 480, checkInMinutes: 60 },
};

test('whoever handed over stays within reach for half an hour, unless they hold something again', () => {
  const done = {
    id: 'h',
    role: 'commander',
    from: 'rex',
    to: 'sue',
    brief: {},
    missing: {},
    readBack: null,
    page: null,
    state: 'accepted' as const,
    offeredAt: at(0),
    escalatedAt: null,
    endedAt: at(5),
    reason: null,
  };
  const state = {
    handoffs: [done],
    assignments: [assignment('commander', 'rex', at(5)), assignment('commander', 'sue')],
  };
  expect(reachableOf(state, at(34))).toEqual([{ person: 'rex', role: 'commander', until: at(35) }]);
  expect(reachableOf(state, at(35))).toEqual([]);
  const again = { ...state, assignments: [...state.assignments, assignment('scribe', 'rex')] };
  expect(reachableOf(again, at(20))).toEqual([]);
});

test('the roster tells who leads, who has a task, who stands by, and who is on the way', () => {
  const state = {
    ...nothing,
    responders: [
      responder('kim', null),
      responder('sue', at(0)),
      responder('ada', at(0)),
      responder('rex', at(0)),
    ],
    assignments: [assignment('scribe', 'ada'), assignment('commander', 'rex')],
    tasks: [task('sue', at(4))],
  };
  const lines = rosterOf(state, at(13));
  expect(lines.map((one) => one.person)).toEqual(['rex', 'ada', 'sue', 'kim']);
  expect(lines[2]).toMatchObject({ standingBySince: at(4), isIdle: false });
  expect(rosterOf(state, at(14))[2]?.isIdle).toBe(true);
  expect(lines[3]).toMatchObject({ hereAt: null, standingBySince: null, isIdle: false });
  const busy = rosterOf({ ...state, tasks: [task('sue', null)] }, at(60))[2];
  expect(busy).toMatchObject({ standingBySince: null, isIdle: false, tasks: [{ id: 't1' }] });
  expect(rosterOf({ ...state, category: 'paused' }, at(60))[2]?.isIdle).toBe(false);
});

it.each([
  ['commander', 239, 0],
  ['commander', 240, 1],
  ['scribe', 479, 0],
  ['scribe', 480, 1],
])('relief for a %s after %i minutes: %i', (role, minute, count) => {
  const state = { ...nothing, assignments: [assignment(role, 'rex')] };
  const found = tiringOf(state, at(minute));
  expect(found).toHaveLength(count);
  const nudge = found[0]?.nudge ?? '';
  const dismissed = [{ nudge, by: 'rex', at: at(minute), reason: 'kim is on the way' }];
  expect(tiringOf({ ...state, dismissed }, at(minute + 60))).toEqual(count === 0 ? expect.any(Array) : []);
});

test('what is affected, and what that needs, is missing while nobody of its team or on-call is here', () => {
  const services = [
    { name: 'checkout', team: 'payments', dependsOn: ['ledger', 'mail'], policy: 'high' },
    { name: 'ledger', team: 'database', dependsOn: ['disks'], policy: 'night' },
    { name: 'mail', team: null, dependsOn: [], policy: null },
    { name: 'disks', team: 'storage', dependsOn: [], policy: null },
  ];
  const members = new Map([
    ['payments', ['rex']],
    ['database', ['kim']],
    ['storage', ['sue']],
  ]);
  const onCall = new Map([
    ['high', ['ada']],
    ['night', ['kim']],
  ]);
  const missing = (...people: string[]) =>
    missingOf(
      { services: ['checkout'], responders: people.map((one) => responder(one, null)) },
      { services, members, onCall },
    ).map((one) => one.service);
  expect(missing()).toEqual(['checkout', 'ledger']);
  expect(missing('ada')).toEqual(['ledger']);
  expect(missing('rex', 'kim')).toEqual([]);
});

const answers = (...feelings: CheckIn['feeling'][]): CheckIn[] =>
  feelings.map((feeling, i) => ({
    person: `p${i}`,
    at: Temporal.Instant.from(at(0)),
    feeling,
    wantsRelief: false,
  }));

test('the commander hears of the team only when enough answered, and never of one', () => {
  expect(enoughAnswers).toBe(3);
  expect(teamFeeling(answers('overwhelmed', 'overwhelmed'), 'rex')).toBeNull();
  expect(teamFeeling(answers('overwhelmed', 'fine', 'fine'), 'p2')).toBeNull();
  expect(teamFeeling(answers('fine', 'fine', 'fine'), 'rex')).toBe('fine');
  for (const feeling of ['strained', 'overwhelmed'] as const)
    expect(teamFeeling(answers(feeling, 'fine', 'fine'), 'rex')).toBe('fine');
  expect(teamFeeling(answers('strained', 'overwhelmed', 'fine'), 'rex')).toBe('strained');
  expect(teamFeeling(answers('overwhelmed', 'overwhelmed', 'fine'), 'rex')).toBe('overwhelmed');
});

test('somebody is asked an hour after they came and after each answer, and never where it is off', () => {
  const here = { responders: [responder('rex', at(5))], limits: nothing.limits };
  expect(checkInDueAt(here, 'rex', null)?.toString({ smallestUnit: 'millisecond' })).toBe(at(65));
  const later = Temporal.Instant.from(at(30));
  expect(checkInDueAt(here, 'rex', later)?.toString({ smallestUnit: 'millisecond' })).toBe(at(90));
  expect(checkInDueAt(here, 'ada', null)).toBeNull();
  expect(
    checkInDueAt({ ...here, limits: { ...nothing.limits, checkInMinutes: null } }, 'rex', null),
  ).toBeNull();
});

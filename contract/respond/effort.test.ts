import { expect, test } from 'vitest';
import { activeSeconds, coordinationOf, timeInStatuses } from './effort.ts';
import type { IncidentState } from './state.ts';

const at = (minute: number) =>
  `2026-03-02T${String(12 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`;
const status = (name: string, category: string, from: number, until: number | null) => ({
  status: name,
  category,
  from: at(from),
  until: until === null ? null : at(until),
  reason: '',
  by: { kind: 'person', name: 'ana' },
});
const here = (person: string, hereAt: number | null, releasedAt: number | null) => ({
  person,
  joinedAt: at(0),
  hereAt: hereAt === null ? null : at(hereAt),
  releasedAt: releasedAt === null ? null : at(releasedAt),
  page: null,
  asked: null,
});
/** Only what is read. */
const stateOf = (part: object) => part as unknown as IncidentState;

test('paused 13:00 to 15:00 inside 12:00 to 16:00 it was worked on for two hours (practice.md 3.7 g)', () => {
  const statuses = [
    status('fixing', 'active', 0, 60),
    status('waiting', 'paused', 60, 180),
    status('fixing', 'active', 180, 240),
    status('done', 'closed', 240, null),
  ];
  const state = stateOf({ statuses });
  expect(activeSeconds(state, at(600))).toBe(7_200);
  expect(timeInStatuses(state, at(600))).toEqual([
    { status: 'fixing', category: 'active', seconds: 7_200 },
    { status: 'waiting', category: 'paused', seconds: 7_200 },
  ]);
});

test('people-minutes count from when somebody was heard of until they went, or until the end', () => {
  const state = stateOf({
    times: { resolved: at(60) },
    call: 'https://meet.example.org/1',
    chat: null,
    links: [{ kind: 'chat', to: 'https://chat.example.org/1' }],
    responders: [here('ana', 0, null), here('ben', 10, 30), here('ben', 40, 90), here('cem', null, null)],
  });
  expect(coordinationOf(state, at(300))).toEqual({
    people: 2,
    mostAtOnce: 2,
    personMinutes: 60 + 20 + 20,
    places: 2,
    curve: [
      { at: at(0), people: 1 },
      { at: at(10), people: 2 },
      { at: at(30), people: 1 },
      { at: at(40), people: 2 },
      { at: at(60), people: 0 },
    ],
  });
});

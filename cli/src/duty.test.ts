import { getLoad, usualNight } from '@muster/contract/measure/load';
import { startPagingTest } from '@muster/contract/oncall/paging-tests';
import { getReadiness } from '@muster/contract/oncall/readiness';
import { expect, test } from 'vitest';
import { aProblem, eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('load is CSV, and no name is a formula', async () => {
  const kinds = { day: 10, evening: 4, night: 9.5, weekend: 0 };
  const one = {
    person: '=ana',
    hours: 23.5,
    hoursBy: kinds,
    share: 0.25,
    worked: { hours: 1, ...kinds },
    pages: 2,
    mostIn12Hours: 1,
    pagesOffRota: 0,
    interruptions: 2,
    weekendInterruptions: 0,
    disturbedNights: 1,
    nights: [
      {
        evening: '2026-03-02',
        pages: 1,
        restHours: 4.5,
        restUntil: '2026-03-03T14:00:00.000Z',
        restKept: false,
      },
    ],
    leastRestHours: 4.5,
    taken: 1,
    given: 0,
    ratio: null,
    overloaded: false,
  };
  const rota = {
    schedule: 'primary',
    team: null,
    night: { ...usualNight, of: 'all' as const },
    evenness: null,
    n: 1,
    medianIn12Hours: 0,
    review: [],
    people: [one],
  };
  const [from, until] = ['2026-03-01T00:00:00.000Z', '2026-03-29T00:00:00.000Z'];
  server.on(getLoad, () => ({ from, until, value: null, n: 0, rotas: [rota], definition: '' }));
  const t = terminal({ env });
  expect(await t.muster('oncall', 'load', '--schedule', 'primary', '--from', '2026-03-01T00:00:00Z')).toBe(0);
  expect(server.asked[0]?.query).toEqual({ schedule: 'primary', from });
  expect(t.text().trim().split(/\r?\n/)[1]).toBe(
    `primary,'=ana,${from},${until},23.50,10,4,9.50,0,1,9.50,2,1,0,2,0,1,4.50,1,1,0,`,
  );
});

test('reach tells by what, when it was proved, and what is to be mended', async () => {
  const method = { kind: 'sms' as const, verified: true, usable: true, gone: false, provenAt: null };
  const ana = {
    person: 'ana',
    fullName: 'Ana',
    schedules: ['primary'],
    problem: null,
    methods: [
      { ...method, id: 'phone', after: 0, provenAt: '2026-11-20T07:00:00.000Z' },
      { ...method, id: 'old', after: null, verified: false },
    ],
    lastTest: { schedule: 'primary', at: '2026-11-18T09:00:00.000Z', answered: false, afterSeconds: null },
  };
  const ben = { ...ana, person: 'ben', methods: [], problem: 'Has no rules.', lastTest: null };
  server.on(getReadiness, () => ({ items: [ana, ben] }));
  const t = terminal({ env });
  expect(await t.muster('oncall', 'reach')).toBe(0);
  expect(
    t
      .text()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['ana', 'sms (phone)', '0 min', '3 h ago', 'not answered 2 d ago'],
    ['', 'sms (old)', 'by no rule', 'never', 'not verified'],
    ['ben', 'nothing', 'never', 'Has no rules.'],
  ]);
});

test('test pages whoever is on call, and says who is left alone', async () => {
  const one = {
    id: '01938f00-0000-7000-8000-0000aaaa1111',
    person: 'ana',
    state: 'night' as const,
    isWeekly: false,
    page: null,
    openedAt: '2026-11-20T10:00:00.000Z',
    endsAt: '2026-11-20T10:15:00.000Z',
    endedAt: null,
    acknowledgedAfterSeconds: null,
    methods: [],
  };
  server.on(startPagingTest, () => ({ items: [one] }));
  const t = terminal({ env });
  expect(await t.muster('oncall', 'test', 'primary', '--minutes', '10')).toBe(0);
  expect(server.asked[0]).toMatchObject({
    params: { name: 'primary' },
    body: { minutes: 10, atNight: false },
  });
  expect(t.text()).toContain('not called: it is night there');
  server.on(startPagingTest, () => aProblem(409, 'conflict', 'A test of this schedule is running.'));
  expect(await terminal({ env }).muster('oncall', 'test', 'primary')).toBe(1);
});

import { getHours } from '@muster/contract/oncall/hours';
import {
  acknowledgePage,
  createPage,
  escalatePage,
  listPages,
  type Page,
  resolvePage,
  snoozePage,
} from '@muster/contract/oncall/pages';
import { getOnCall, listOnCall, listSchedules } from '@muster/contract/oncall/schedules';
import { describe, expect, test } from 'vitest';
import { aProblem, eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

function aPage(id: string, given: Partial<Page> = {}): Page {
  return {
    id,
    kind: 'page',
    state: 'triggered',
    escalation: 'running',
    urgency: 'high',
    title: 'Checkout is down',
    service: 'checkout',
    policy: 'payments-high',
    step: 1,
    owner: null,
    alerts: 1,
    group: null,
    groups: 1,
    openedAt: '2026-11-20T09:58:00.000Z',
    acknowledgedAt: null,
    resolvedAt: null,
    nextAt: null,
    why: 'Step 1 notified ana.',
    notified: ['ana'],
    ...given,
  };
}
const first = '01938f00-0000-7000-8000-0000aaaa1111';
const second = '01938f00-0000-7000-8000-0000bbbb2222';
const schedule = {
  name: 'primary',
  timeZone: 'UTC',
  team: null,
  layers: 1,
  onCall: ['ana'],
  until: '2026-11-23T08:00:00.000Z',
  next: ['ben'],
};

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

describe('page', () => {
  test('pages people by hand', async () => {
    server.on(createPage, () => aPage(first));
    const t = terminal({ env });
    expect(await t.muster('page', 'The shop is down', '--person', 'ana', 'ben', '--urgency', 'high')).toBe(0);
    expect(server.asked[0]?.body).toEqual({
      title: 'The shop is down',
      people: ['ana', 'ben'],
      urgency: 'high',
    });
    expect(server.asked[0]?.headers['idempotency-key']).toBe('key-1');
    expect(t.text().split('\n')[0]).toBe('aaaa1111  triggered  high urgency  Checkout is down');
  });
  test.each([[[]], [['--service', 'a', '--policy', 'b']]])(
    'with %j it is not clear whom to page',
    async (args) => {
      const t = terminal({ env });
      expect(await t.muster('page', 'x', ...args)).toBe(2);
      expect(t.err[0]).toContain('exactly one of');
    },
  );
});

test('pages shows open ones with the end of their ids', async () => {
  server.on(listPages, () => ({ items: [aPage(first), aPage(second, { owner: 'ben' })], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('pages', '--person', 'me')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({ state: 'open', person: 'me' });
  expect(t.text()).toContain('bbbb2222  triggered  high     2 min  checkout  Checkout is down  ben');
});

describe('which page is meant', () => {
  test('a whole id is used as it is', async () => {
    server.on(acknowledgePage, ({ params }) =>
      aPage(params.id ?? '', { state: 'acknowledged', owner: 'ana' }),
    );
    const t = terminal({ env });
    expect(await t.muster('ack', first)).toBe(0);
    expect(server.asked.map((a) => a.params)).toEqual([{ id: first }]);
    expect(t.text()).toContain('Owner: ana');
  });
  test('the end of an id is looked up among open pages', async () => {
    server
      .on(listPages, () => ({ items: [aPage(first), aPage(second)], nextCursor: null }))
      .on(resolvePage, ({ params }) => aPage(params.id ?? '', { state: 'resolved' }));
    expect(await terminal({ env }).muster('resolve', 'BBBB2222')).toBe(0);
    expect(server.asked.at(-1)?.params).toEqual({ id: second });
  });
  test('an end that fits two pages, or is too short, is a usage error', async () => {
    const items = [aPage('x-aaaa1111'), aPage('y-aaaa1111')];
    server.on(listPages, () => ({ items, nextCursor: null }));
    expect(await terminal({ env }).muster('ack', '1111')).toBe(2);
    expect(await terminal({ env }).muster('ack', '111')).toBe(2);
  });
  test('last is the latest of mine that rings', async () => {
    server
      .on(listPages, () => ({
        items: [aPage(first, { state: 'acknowledged' }), aPage(second)],
        nextCursor: null,
      }))
      .on(acknowledgePage, ({ params }) => aPage(params.id ?? '', { state: 'acknowledged' }));
    expect(await terminal({ env }).muster('ack', 'last')).toBe(0);
    expect(server.asked[0]?.query).toMatchObject({ person: 'me', state: 'open' });
    expect(server.asked.at(-1)?.params).toEqual({ id: second });
  });
  test('last with no page of mine is a refusal', async () => {
    server.on(listPages, () => ({ items: [], nextCursor: null }));
    const t = terminal({ env });
    expect(await t.muster('ack', 'last')).toBe(1);
    expect(t.err[0]).toContain('No open page concerns you');
  });
  test('what the server refuses is told', async () => {
    server.on(acknowledgePage, () => aProblem(404, 'not_found', 'There is no such page.'));
    const t = terminal({ env });
    expect(await t.muster('ack', first)).toBe(1);
    expect(t.err).toEqual(['Refused (not_found): There is no such page.']);
  });
});

test('escalate and snooze carry their numbers', async () => {
  server.on(escalatePage, () => aPage(first)).on(snoozePage, () => aPage(first, { state: 'snoozed' }));
  expect(await terminal({ env }).muster('escalate', first, '--to-step', '2')).toBe(0);
  expect(await terminal({ env }).muster('snooze', first, '--minutes', '30')).toBe(0);
  expect(server.asked.map((a) => a.body)).toEqual([{ toStep: 2 }, { minutes: 30 }]);
  expect(await terminal({ env }).muster('snooze', first)).toBe(2);
});

describe('oncall', () => {
  test('all schedules now', async () => {
    server.on(listOnCall, () => ({
      items: [schedule, { ...schedule, name: 'night', onCall: [], until: null }],
    }));
    const t = terminal({ env });
    expect(await t.muster('oncall')).toBe(0);
    expect(t.text().split('\n').slice(1)).toEqual([
      'primary   ana      2026-11-23 09:00 +01:00',
      'night     nobody',
    ]);
  });
  test('one schedule at another time, with the reason', async () => {
    server.on(getOnCall, () => ({ onCall: ['ben'], shifts: [], why: ['Layer 1: turn 4 belongs to ben.'] }));
    const t = terminal({ env });
    expect(await t.muster('oncall', 'primary', '--at', '2026-12-24T18:00:00+01:00')).toBe(0);
    expect(server.asked[0]?.query).toEqual({ at: '2026-12-24T17:00:00.000Z' });
    expect(t.text()).toBe('ben\n  Layer 1: turn 4 belongs to ben.');
  });
  test('all schedules at another time', async () => {
    server
      .on(listSchedules, () => ({ items: [schedule], nextCursor: null }))
      .on(getOnCall, () => ({ onCall: ['ben'], shifts: [], why: [] }));
    const t = terminal({ env });
    expect(await t.muster('oncall', '--at', '2026-12-24T17:00:00Z')).toBe(0);
    expect(t.text()).toContain('ON CALL AT 2026-12-24 18:00 +01:00');
  });
  test('a time without its offset is a usage error', async () => {
    expect(await terminal({ env }).muster('oncall', '--at', '2026-12-24T18:00')).toBe(2);
  });
});

test('oncall hours is CSV for a payroll', async () => {
  const minutes = { total: 1440, night: 540, weekend: 0, holiday: 0 };
  server.on(getHours, () => ({
    items: [{ person: 'ana', fullName: '=Ana', schedule: 'primary', timeZone: 'UTC', ...minutes }],
  }));
  const t = terminal({ env });
  const span = ['--from', '2026-11-01', '--until', '2026-11-30'];
  expect(await t.muster('oncall', 'hours', ...span, '--holiday', '2026-11-01')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({
    from: '2026-11-01',
    nightFrom: '22:00',
    holidays: '2026-11-01',
  });
  expect(t.text()).toContain("ana,'=Ana,primary,UTC,2026-11-01,2026-11-30,24.00,9.00,0.00,0.00");
  expect(await terminal({ env }).muster('oncall', 'hours')).toBe(2);
  const again = terminal({ env });
  expect(await again.muster('oncall', 'hours', '--from', '2026', '--until', '2026-11-30')).toBe(2);
  expect(again.err.join(' ')).toContain('such as 2026-12-31');
});

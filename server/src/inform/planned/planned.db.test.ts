import {
  changeMaintenance,
  listMaintenances,
  planMaintenance,
  previewMaintenance,
} from '@muster/contract/detect/maintenances';
import { maintenanceNews } from '@muster/contract/inform/news';
import { getPlannedNotices, putPlannedNotices } from '@muster/contract/inform/planned';
import { type PlannedTexts, shippedTexts } from '@muster/contract/inform/planned-text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeMailServer, startMailServer } from '../../../test/harness/providers.ts';
import { inside, openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { plannedWork } from './store.ts';

let slice: Slice;
let mails: FakeMailServer;
beforeAll(async () => {
  mails = await startMailServer();
  slice = await openSlice({ settings: { mail: { url: mails.url, from: 'Muster <news@muster.example>' } } });
});
afterAll(async () => {
  await slice.stop();
  await mails.close();
});

/** The clock of the slice stands at 2 March 2026, 10:00 UTC, until a test moves it. */
const night = {
  title: 'Swap the <b>switches</b>',
  services: ['ledger'],
  timeZone: 'Europe/Madrid',
  start: '2026-03-04T02:00',
  end: '2026-03-04T04:00',
};
const plan = (over: object = {}) => slice.as('admin')(planMaintenance, { body: { ...night, ...over } });
const change = (id: string, body: object) => slice.as('admin')(changeMaintenance, { params: { id }, body });
const texts: PlannedTexts = { ...shippedTexts, announced: 'Payments are slow from {start} to {end}.' };
const approve = (id: string, over: object = {}) =>
  slice.as('admin')(putPlannedNotices, {
    params: { id },
    body: { audiences: ['customers', 'staff'], title: 'Payments', remindHours: [24, 1], texts, ...over },
  });
const said = async (id: string) =>
  (await slice.as('admin')(getPlannedNotices, { params: { id } })).news.map((one) => one.act).toReversed();

async function moveTo(at: string): Promise<void> {
  await slice.app.settled();
  slice.clock.advance(slice.clock.now().until(at));
  await slice.app.settled();
}

test('a maintenance is announced, reminded of, begun, changed and ended by the clock, each once', async () => {
  const { id, state } = await plan();
  expect(state).toBe('scheduled');
  expect(await said(id)).toEqual([]);
  await approve(id);
  await approve(id);
  expect(await said(id)).toEqual(['announced']);
  await moveTo('2026-03-03T01:00:00Z');
  expect(await said(id)).toEqual(['announced', 'reminded']);
  await moveTo('2026-03-04T00:30:00Z');
  await moveTo('2026-03-04T01:00:00Z');
  await change(id, { endsAt: '2026-03-04T04:00:00Z' });
  await moveTo('2026-03-04T03:30:00Z');
  const whole = ['announced', 'reminded', 'reminded', 'started', 'changed'];
  expect(await said(id)).toEqual(whole);
  const [work] = await plannedWork(slice.platform.db, ['ledger'], slice.clock.now(), 'customers');
  expect(work).toMatchObject({ title: 'Payments', state: 'in_progress', until: '2026-03-04T04:00:00.000Z' });
  expect(work?.updates[0]?.text).toBe(
    'Payments are slow from Wednesday 4 March 2026, 02:00 (Europe/Madrid, UTC+01:00) to Wednesday 4 March 2026, 04:00 (Europe/Madrid, UTC+01:00).',
  );
  expect(await plannedWork(slice.platform.db, ['ledger'], slice.clock.now(), 'partners')).toEqual([]);
  expect(await plannedWork(slice.platform.db, ['checkout'], slice.clock.now(), 'customers')).toEqual([]);
  await moveTo('2026-03-04T04:00:00Z');
  expect(await said(id)).toEqual([...whole, 'ended']);
  const events = await slice.rows<{ n: number }>(sql`
    select count(*)::int as n from platform.audit where subject = ${`maintenance:${id}`} and detail ? 'said'`);
  expect(events).toEqual([{ n: 6 }]);
});

test('nothing is said that has a gap, that nobody approved, or of what is over', async () => {
  const { id } = await plan({ start: '2026-03-06T02:00', end: '2026-03-06T04:00' });
  const gap = await problemOf(approve(id, { texts: shippedTexts }));
  expect(gap.errors).toMatchObject([{ pointer: '/texts/announced' }]);
  await change(id, { start: '2026-03-06T03:00' });
  await slice.app.settled();
  expect(await said(id)).toEqual([]);
  await approve(id);
  await change(id, { cancelled: true });
  await slice.app.settled();
  expect(await said(id)).toEqual(['announced', 'cancelled']);
  expect((await problemOf(approve(id))).code).toBe('conflict');
});

test('a change is for what one has read, for the team of the service, and for services that there are', async () => {
  const made = await plan({ start: '2026-03-07T02:00', end: '2026-03-07T04:00' });
  const call = (headers: Record<string, string>) =>
    slice.http('PATCH', `/api/v1/maintenances/${made.id}`, { headers, body: { title: 'Other' } });
  expect((await call({ 'if-match': `"${made.version}"` })).status).toBe(200);
  expect((await call({ 'if-match': `"${made.version}"` })).status).toBe(412);
  expect(
    (
      await problemOf(
        plan({ start: '2026-03-08T02:00', end: '2026-03-08T03:00', services: ['ledger', 'nothing'] }),
      )
    ).errors,
  ).toMatchObject([{ pointer: '/services/1' }]);
  expect((await slice.http('GET', '/api/v1/maintenances/none', {})).status).toBe(404);
});

test('the list goes page by page, what comes by its time and what is over from the newest', async () => {
  const ids = new Set<string>();
  for (const day of ['21', '20', '22'])
    ids.add((await plan({ start: `2026-03-${day}T02:00`, end: `2026-03-${day}T04:00` })).id);
  const starts: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const page = await slice.as('stakeholder')(listMaintenances, { query });
    for (const one of page.items) if (ids.has(one.id)) starts.push(one.window?.start ?? '');
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(starts.map((one) => one.slice(8, 10))).toEqual(['20', '21', '22']);
  for (const id of ids) await change(id, { cancelled: true });
  const over = await slice.as('stakeholder')(listMaintenances, { query: { when: 'over', limit: 200 } });
  expect(over.items.filter((one) => ids.has(one.id)).map((one) => one.state)).toEqual(
    Array(3).fill('cancelled'),
  );
  const first = await slice.as('stakeholder')(listMaintenances, { query: { when: 'over', limit: 1 } });
  const second = await slice.as('stakeholder')(listMaintenances, {
    query: { when: 'over', limit: 1, cursor: first.nextCursor ?? '' },
  });
  expect(second.items[0]?.id).toBe(over.items[1]?.id);
});

test('the preview tells what would be silenced, who depends on it, and what else is planned', async () => {
  const { id } = await plan({ start: '2026-03-28T23:00', end: '2026-03-29T04:00' });
  const { title: _, ...times } = night;
  const body = { ...times, start: '2026-03-29T01:00', end: '2026-03-29T05:00' };
  const preview = await slice.as('stakeholder')(previewMaintenance, { body });
  expect(preview.services).toMatchObject([{ name: 'ledger' }]);
  expect(preview.overlaps).toEqual([{ id, title: night.title }]);
  expect(preview.windows).toEqual([{ start: '2026-03-29T00:00:00.000Z', end: '2026-03-29T03:00:00.000Z' }]);
  expect(preview.clockChanges).toEqual([
    'On 2026-03-29 the clock goes forward: it lasts 3 h instead of 4 h.',
  ]);
});

test('what is said reaches lists, followers and readers of the page that shows it, each once and in their words', async () => {
  const ask = (path: string, body: object, who: 'admin' | 'stakeholder' = 'admin') =>
    slice.http('POST', `/api/v1${path}`, { token: slice.tokens[who], body });
  const listOf = async (to: string, over: object) => {
    const made = await ask('/audience-lists', { name: to, services: ['ledger'], ...over });
    await ask(`/audience-lists/${inside(made.json, 'id')}/members`, { members: [{ kind: 'mail', to }] });
  };
  await listOf('customer@example.org', { audience: 'customers' });
  await listOf('desk@example.org', { audience: 'staff' });
  await listOf('worst-only@example.org', { audience: 'staff', severity: 'critical' });
  await listOf('partner@example.org', { audience: 'partners' });
  expect((await ask('/me/subscriptions', { kind: 'service', subject: 'ledger' }, 'stakeholder')).status).toBe(
    201,
  );
  const components = [{ name: 'Money', services: ['ledger'] }];
  await ask('/status-pages', { name: 'money', title: 'Money', visibility: 'public', components });
  await ask('/status-pages', {
    name: 'search',
    title: 'Search',
    visibility: 'public',
    components: [{ name: 'S' }],
  });
  await slice.app.settled();
  for (const [page, mail] of [
    ['money', 'reader@example.org'],
    ['search', 'other@example.org'],
  ] as const) {
    await slice.http('POST', `/status/${page}/subscribers`, { token: null, body: { mail } });
    await slice.app.settled();
    const asked = mails.received.find((one) => one.to.includes(mail))?.text ?? '';
    const link = new URL(/https?:\S+\/confirm\/\S+/.exec(asked)?.[0] ?? 'http://x').pathname;
    expect((await slice.http('POST', link, { token: null, body: '' })).status).toBe(200);
  }
  const from = mails.received.length;
  const heard = () => mails.received.slice(from);
  const { id } = await plan({ start: '2026-04-07T02:00', end: '2026-04-07T04:00' });
  await approve(id, { remindHours: [] });
  await slice.app.settled();
  expect(
    heard()
      .flatMap((one) => one.to)
      .sort(),
  ).toEqual(['customer@example.org', 'desk@example.org', 'reader@example.org', 'sten@example.org']);
  const [reader] = heard().filter((one) => one.to.includes('reader@example.org'));
  expect([reader?.subject, reader?.text]).toEqual([
    'Money: Payments',
    expect.stringMatching(
      /Planned\s+Payments are slow from Tuesday 7 April[\s\S]*- Money: maintenance planned/,
    ),
  ]);
  const [customer] = heard().filter((one) => one.to.includes('customer@example.org'));
  expect(customer?.subject).toBe('Planned work: Payments');
  expect(customer?.text).not.toMatch(/switches|muster\.example/);
  const [desk] = heard().filter((one) => one.to.includes('desk@example.org'));
  expect(desk?.text).toContain('/maintenance');
  expect((await slice.http('GET', '/status/money', { token: null })).text).toContain('Payments are slow');
  const { news } = await slice.as('admin')(getPlannedNotices, { params: { id } });
  expect(news).toMatchObject([{ act: 'announced', recipients: 3, subscribers: 1 }]);
  const [{ id: word } = { id: '' }] = news;
  await byItself(slice.platform, 'test.again', async (act) =>
    act.publish(maintenanceNews(id, { maintenance: id, act: 'announced', word })),
  );
  await slice.app.settled();
  expect(heard()).toHaveLength(4);
  await change(id, { cancelled: true });
  await slice.app.settled();
  const later = heard().filter((one) => one.to.includes('reader@example.org'));
  expect(later.map((one) => one.headers.get('in-reply-to')?.[0])).toEqual([
    undefined,
    later[0]?.headers.get('message-id')?.[0],
  ]);
  expect(later[1]?.text).toContain('does not take place');
});

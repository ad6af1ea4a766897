import {
  changeMaintenance,
  listMaintenances,
  planMaintenance,
  previewMaintenance,
} from '@muster/contract/detect/maintenances';
import { getPlannedNotices, putPlannedNotices } from '@muster/contract/inform/planned';
import { type PlannedTexts, shippedTexts } from '@muster/contract/inform/planned-text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { plannedWork } from './store.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

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

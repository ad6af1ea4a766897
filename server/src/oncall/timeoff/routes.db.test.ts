/** Time off from its word to the one who steps in: told at once, found by coverage, and mended by cover alone. */
import { askForCover, offerCover } from '@muster/contract/oncall/cover';
import { getCoverage, getShifts } from '@muster/contract/oncall/schedules';
import { addTimeOff, listTimeOff, removeTimeOff, scheduleTimeOff } from '@muster/contract/oncall/time-off';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { lookAtCoverage } from '../coverage/jobs.ts';
import { forgetTimeOff } from './actions.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const away = async () => {
  await byItself(slice.platform, 'test', lookAtCoverage);
  const { findings } = await slice.as('support')(getCoverage, { query: {} });
  return findings.filter(({ kind }) => kind === 'away');
};
const span = { start: '2026-03-04T00:00:00.000Z', end: '2026-03-05T00:00:00.000Z' };
const query = { from: '2026-03-02T00:00:00.000Z', until: '2026-03-20T00:00:00.000Z' };
const rota = () => slice.as('responder')(getShifts, { params: { name: 'primary' }, query });

test('a shift that falls into it is told at once and by coverage, and is so until somebody steps in', async () => {
  const before = await rota();
  const rex = slice.as('responder');
  const made = await rex(addTimeOff, { body: { ...span, note: 'The sea' } });
  expect(made).toMatchObject({ ...span, note: 'The sea', conflicts: [{ schedule: 'primary', ...span }] });
  expect(await rota()).toEqual(before);
  expect(await away()).toMatchObject([
    { subject: 'rex primary', bitesAt: span.start, text: expect.stringContaining('Ask for cover.') },
  ]);
  const { id } = await rex(askForCover, {
    body: { schedule: 'primary', ...span, asked: { kind: 'people', people: ['ada'] } },
  });
  expect(await away()).toHaveLength(1);
  await slice.as('admin')(offerCover, { params: { id }, body: {} });
  expect((await rex(listTimeOff)).items).toMatchObject([{ id: made.id, conflicts: [] }]);
  expect(await away()).toEqual([]);
});

test('everybody sees when those on a schedule are away, and nobody why', async () => {
  const params = { name: 'primary' };
  const { items } = await slice.as('stakeholder')(scheduleTimeOff, { params, query });
  expect(items).toEqual([{ person: 'rex', ...span }]);
  expect((await slice.as('admin')(listTimeOff)).items).toEqual([]);
  const until = '2026-09-20T00:00:00.000Z';
  const far = slice.as('stakeholder')(scheduleTimeOff, { params, query: { ...query, until } });
  expect((await problemOf(far)).code).toBe('invalid');
  const none = slice.as('stakeholder')(scheduleTimeOff, { params: { name: 'none' }, query });
  expect((await problemOf(none)).code).toBe('not_found');
});

test('only its owner takes it back, and what is long over is forgotten', async () => {
  const rex = slice.as('responder');
  const [one] = (await rex(listTimeOff)).items;
  const params = { id: one?.id ?? '' };
  expect((await problemOf(slice.as('admin')(removeTimeOff, { params }))).code).toBe('not_found');
  await rex(removeTimeOff, { params });
  expect((await problemOf(rex(removeTimeOff, { params }))).code).toBe('not_found');
  expect((await rex(listTimeOff)).items).toEqual([]);
  await rex(addTimeOff, { body: span });
  const kept = async () => (await slice.rows(sql`select id from oncall.time_off`)).length;
  await byItself(slice.platform, 'test', forgetTimeOff);
  expect(await kept()).toBe(1);
  await slice.platform.db.run(sql`
    update oncall.time_off set starts_at = '2025-03-01T00:00:00Z', ends_at = '2025-03-02T00:00:00Z'`);
  await byItself(slice.platform, 'test', forgetTimeOff);
  expect(await kept()).toBe(0);
});

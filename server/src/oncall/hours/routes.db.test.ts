import { addHolidayCalendar } from '@muster/contract/oncall/holidays';
import { getHours } from '@muster/contract/oncall/hours';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const hours = (from: string, until: string, more = {}) =>
  slice.as('auditor')(getHours, { query: { from, until, ...more } });

test('a week in which somebody else took a night, each by their own clock', async () => {
  // Rex has the week from Monday 2 March, 09:00 in Madrid.
  const body = { start: '2026-03-03T21:00:00Z', end: '2026-03-04T06:00:00Z', person: 'ada', replaces: 'rex' };
  await slice.http('POST', '/api/v1/schedules/primary/overrides', { body });
  const { items } = await hours('2026-03-02', '2026-03-08');
  expect(items).toEqual([
    {
      person: 'ada',
      fullName: 'The admin',
      schedule: 'primary',
      timeZone: 'Europe/Madrid',
      // The night that was taken, and the end of the week before.
      total: (9 + 9) * 60,
      night: (9 + 7) * 60,
      weekend: 0,
      holiday: 0,
    },
    expect.objectContaining({ person: 'rex', total: (7 * 24 - 18) * 60, weekend: 48 * 60 }),
  ]);
});

test('the holidays of a schedule’s own calendar count as well, for that schedule only', async () => {
  const day = (date: string) => `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${date}\nEND:VEVENT\n`;
  await slice.as('responder')(addHolidayCalendar, {
    params: { name: 'primary' },
    body: { place: 'Spain', text: `BEGIN:VCALENDAR\n${day('20260303')}${day('20260304')}END:VCALENDAR` },
  });
  const body = { timeZone: 'UTC', layers: [{ users: ['rex'] }] };
  await slice.http('PUT', '/api/v1/schedules/other', { body });
  const { items } = await hours('2026-03-03', '2026-03-05', { holidays: '2026-03-03,2026-03-05' });
  const told = items.map((one) => [one.person, one.schedule, one.holiday / 60]);
  // Of these three days ada has nine hours of the night between the 3rd and the 4th.
  expect(told).toEqual([
    ['ada', 'primary', 9],
    ['rex', 'other', 48],
    ['rex', 'primary', 63],
  ]);
  await slice.http('DELETE', '/api/v1/schedules/other');
});

test('night and holidays are as they are asked for; whoever has left is not counted any more', async () => {
  const more = { nightFrom: '00:00', nightUntil: '06:00', holidays: '2026-03-17,2026-03-18' };
  const [rex] = (await hours('2026-03-17', '2026-03-17', more)).items;
  expect(rex).toMatchObject({ person: 'rex', total: 1440, night: 360, holiday: 1440 });
  const at = Temporal.Instant.from('2026-03-17T11:00:00Z');
  await slice.platform.db.run(sql`update catalog.people set deactivated_at = ${at} where name = 'rex'`);
  expect((await hours('2026-03-17', '2026-03-18')).items).toMatchObject([{ person: 'rex', total: 720 }]);
});

test('no days, too many days and a schedule that is not there are refused', async () => {
  expect((await problemOf(hours('2026-03-02', '2026-03-01'))).code).toBe('invalid');
  expect((await problemOf(hours('2026-03-02', '2028-03-01'))).code).toBe('invalid');
  expect((await problemOf(hours('2026-03-02', '2026-03-02', { schedule: 'none' }))).code).toBe('not_found');
});

/** A calendar of a person's own, read over the network: what it tells, what it must not do, and that it stays secret. */
import { createServer } from 'node:http';
import {
  addHolidayCalendar,
  listHolidayCalendars,
  listHolidays,
  removeHolidayCalendar,
} from '@muster/contract/oncall/holidays';
import { listTimeOff, putTimeOffAddress, removeTimeOffAddress } from '@muster/contract/oncall/time-off';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { createEgress } from '../../platform/egress/egress.ts';
import type { Platform } from '../../platform/platform.ts';
import { readNextCalendar } from '../holiday/actions.ts';
import { readNextAddress } from './actions.ts';

let slice: Slice;
let platform: Platform;
let url = '';
let body = '';
let status = 200;
const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers['if-none-match']);
  const isSame = request.headers['if-none-match'] === '"1"';
  response.writeHead(isSame ? 304 : status, { etag: '"1"' }).end(isSame ? '' : body);
});
beforeAll(async () => {
  // The app's own egress refuses this machine, so that only the test reads.
  slice = await openSlice();
  platform = { ...slice.platform, egress: createEgress({ allow: ['127.0.0.1/32'] }) };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/s3cret-of-rex.ics`;
});
afterAll(async () => {
  platform.egress.close();
  server.close();
  await slice.stop();
});

const dueNow = () =>
  slice.platform.db.run(sql`update oncall.time_off_addresses set due_at = ${slice.clock.now()}`);
async function read(): Promise<boolean> {
  // The app reads addresses, too, and is to have done with what it was told of.
  await slice.app.settled();
  await dueNow();
  return readNextAddress(platform);
}
const list = () => slice.as('responder')(listTimeOff);
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n');

test('an address of this machine is refused by the app, and told as a problem', async () => {
  await slice.as('responder')(putTimeOffAddress, { body: { url } });
  await expect.poll(async () => (await list()).address?.problem).toMatch(/loopback/);
  expect(asked).toEqual([]);
});

test('what it tells is time off with its conflicts, and a calendar that fails takes nothing away', async () => {
  body = calendar('DTSTART:20260304T000000Z', 'DTEND:20260305T000000Z', 'SUMMARY:Hospital');
  expect(await read()).toBe(true);
  const { items, address } = await list();
  expect(address).toMatchObject({ problem: null, readAt: expect.any(String) });
  expect(items).toMatchObject([
    { imported: true, note: '', start: '2026-03-04T00:00:00.000Z', conflicts: [{ schedule: 'primary' }] },
  ]);
  for (const [code, text] of [
    [500, ''],
    [200, '<html>'],
    [200, 'x'.repeat(5_000_001)],
  ] as const) {
    [status, body] = [code, text];
    await slice.platform.db.run(sql`update oncall.time_off_addresses set etag = null`);
    expect(await read()).toBe(true);
    const after = await list();
    expect(after.address?.problem).toMatch(/status 500|no calendar|larger/);
    expect(after.items).toEqual(items);
  }
});

test('what has not changed is not read again, and is asked every six hours', async () => {
  status = 200;
  body = calendar('DTSTART;VALUE=DATE:20260310');
  await slice.platform.db.run(sql`update oncall.time_off_addresses set etag = '"1"'`);
  await read();
  expect(asked.at(-1)).toBe('"1"');
  expect((await list()).items).toHaveLength(1);
  expect((await list()).address?.problem).toBeNull();
  expect(await readNextAddress(platform)).toBe(false);
  const [row] = await slice.rows<{ due: Temporal.Instant }>(
    sql`select due_at as due from oncall.time_off_addresses`,
  );
  expect(
    slice.clock
      .now()
      .until(row?.due ?? slice.clock.now())
      .total('hours'),
  ).toBe(6);
});

test('the address is kept sealed and told nowhere, and nothing of it is left when it goes', async () => {
  for (const table of [sql`oncall.time_off_addresses`, sql`oncall.time_off_read`, sql`platform.audit`])
    expect(JSON.stringify(await slice.rows(sql`select * from ${table}`))).not.toMatch(/s3cret|Hospital/);
  expect(JSON.stringify(slice.lines)).not.toContain('s3cret');
  await slice.as('responder')(removeTimeOffAddress);
  expect(await list()).toEqual({ items: [], address: null });
  expect((await problemOf(slice.as('responder')(removeTimeOffAddress))).code).toBe('not_found');
  const bad = slice.as('responder')(putTimeOffAddress, { body: { url: 'file:///etc/passwd' } });
  expect((await problemOf(bad)).code).toBe('invalid');
});

const params = { name: 'primary' };
const query = { from: '2026-01-01', until: '2026-12-31' };
const holidays = async () => (await slice.as('stakeholder')(listHolidays, { params, query })).items;
const calendars = async () => (await slice.as('stakeholder')(listHolidayCalendars, { params })).items;

test('public holidays are read each day from a sealed address; one that fails takes nothing away', async () => {
  await slice.as('responder')(addHolidayCalendar, { params, body: { place: 'Spain', url } });
  await expect.poll(async () => (await calendars())[0]?.problem).toMatch(/loopback/);
  const readAgain = async () => {
    await slice.platform.db.run(
      sql`update oncall.holiday_calendars set due_at = ${slice.clock.now()}, etag = null`,
    );
    expect(await readNextCalendar(platform)).toBe(true);
    expect(await readNextCalendar(platform)).toBe(false);
  };
  const [past, ahead] = ['DTSTART;VALUE=DATE:20260106', 'DTSTART;VALUE=DATE:20260501'];
  [status, body] = [200, calendar(past, 'END:VEVENT', 'BEGIN:VEVENT', ahead, 'SUMMARY:Labour Day')];
  await readAgain();
  const known = await holidays();
  expect(known).toEqual([
    { day: '2026-01-06', name: '', place: 'Spain' },
    { day: '2026-05-01', name: 'Labour Day', place: 'Spain' },
  ]);
  const [one] = await calendars();
  expect(one).toMatchObject({ ofTeam: false, hasAddress: true, problem: null, ahead: 1 });
  expect(one?.next).toEqual({ day: '2026-05-01', name: 'Labour Day' });
  [status, body] = [500, ''];
  await readAgain();
  expect([(await calendars())[0]?.problem, await holidays()]).toEqual([expect.any(String), known]);
  // What the calendar forgets stays where it is past, and goes where it is ahead.
  [status, body] = [200, calendar('DTSTART;VALUE=DATE:20261225')];
  await readAgain();
  expect((await holidays()).map(({ day }) => day)).toEqual(['2026-01-06', '2026-12-25']);
  for (const table of [sql`oncall.holiday_calendars`, sql`oncall.holidays`, sql`platform.audit`])
    expect(JSON.stringify(await slice.rows(sql`select * from ${table}`))).not.toContain('s3cret');
  expect(JSON.stringify(slice.lines)).not.toContain('s3cret');
});

test('a calendar of one’s own stands before that of the team, and goes with what it told', async () => {
  await slice.http('PUT', '/api/v1/teams/payments', { body: { members: ['rex', 'ada'] } });
  const { definition } = (await slice.http('GET', '/api/v1/schedules/primary')).json as {
    definition: object;
  };
  await slice.http('PUT', '/api/v1/schedules/primary', { body: { ...definition, team: 'payments' } });
  const text = calendar('DTSTART;VALUE=DATE:20260317', "SUMMARY:St Patrick's Day");
  const add = (more: object) =>
    slice.as('responder')(addHolidayCalendar, { params, body: { place: 'Ireland', text, ...more } });
  const ofTeam = await add({ forTeam: true });
  expect(ofTeam).toMatchObject({ ofTeam: true, hasAddress: false, ahead: 1 });
  const [own] = await calendars();
  expect((await holidays()).every((one) => one.place === 'Spain')).toBe(true);
  await slice.as('responder')(removeHolidayCalendar, { params: { ...params, id: own?.id ?? '' } });
  expect(await holidays()).toEqual([{ day: '2026-03-17', name: "St Patrick's Day", place: 'Ireland' }]);
  await slice.as('responder')(removeHolidayCalendar, { params: { ...params, id: ofTeam.id } });
  expect([await holidays(), await calendars()]).toEqual([[], []]);
  const wrong = async (more: object) => {
    const problem = await problemOf(add(more));
    return `${problem.code} ${problem.errors[0]?.pointer}`;
  };
  expect(await wrong({ text: '<html>' })).toBe('invalid /text');
  expect(await wrong({ text: calendar('DTSTART;VALUE=DATE:20100101') })).toBe('invalid /text');
  expect(await wrong({ url })).toBe('invalid /url');
  expect((await problemOf(add({ place: ' ' }))).code).toBe('invalid');
  for (let n = 0; n < 10; n += 1) await add({});
  expect((await problemOf(add({}))).code).toBe('limit');
});

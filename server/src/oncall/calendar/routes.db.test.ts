import { addCalendar, listCalendars, removeCalendar } from '@muster/contract/oncall/calendars';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const read = (url: string, headers: Record<string, string> = {}) =>
  slice.http('GET', new URL(url).pathname, { token: null, headers });
/** Each event as `uid start end summary`, as another program reads it. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
    };
  });
const override = (body: object) =>
  slice.http('POST', '/api/v1/schedules/primary/overrides', { token: slice.tokens.responder, body });

test('one’s own shifts, three months back and a year ahead, whole, in the true hours of the zone', async () => {
  const { url } = await slice.as('responder')(addCalendar, { body: {} });
  expect(url).toMatch(/^http:\/\/muster\.example\.org\/calendar\/[\w-]{43}\.ics$/);
  const answer = await read(url);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const events = eventsOf(answer.text);
  const spans = events.map(({ start, end }) => `${start} ${end}`);
  // Nobody is on the rota before January; the last turn begins before the clocks change and ends after.
  expect(spans[0]).toBe('2026-01-05T08:00:00.000Z 2026-01-12T08:00:00.000Z');
  expect(spans).toContain('2026-03-30T07:00:00.000Z 2026-04-06T07:00:00.000Z');
  expect((events.at(-1)?.start ?? '') > '2027-02-15').toBe(true);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect(events[0]?.summary).toBe('On call: primary (rex)');
});

test('what has changed has the same id; what is unchanged is not sent again', async () => {
  const { url } = await slice.as('stakeholder')(addCalendar, { body: { schedule: 'primary' } });
  const before = await read(url);
  const tag = before.headers.get('etag') ?? '';
  expect((await read(url, { 'if-none-match': tag })).status).toBe(304);
  await override({
    start: '2026-03-05T09:00:00Z',
    end: '2026-03-09T08:00:00Z',
    person: 'ada',
    replaces: 'rex',
  });
  const after = await read(url, { 'if-none-match': tag });
  expect(after.status).toBe(200);
  const at = (text: string) => eventsOf(text).find(({ start }) => start === '2026-03-02T08:00:00.000Z');
  expect([at(before.text)?.uid, at(before.text)?.end]).toEqual([
    at(after.text)?.uid,
    '2026-03-09T08:00:00.000Z',
  ]);
  expect(at(after.text)?.end).toBe('2026-03-05T09:00:00.000Z');
});

test('the secret is kept nowhere, and a calendar that is revoked, or whose owner has left, is gone', async () => {
  const client = slice.as('support');
  const { id, url } = await client(addCalendar, { body: { schedule: 'primary' } });
  const secret = url.slice(-47, -4);
  expect(JSON.stringify(await slice.rows(sql`select * from oncall.calendars`))).not.toContain(secret);
  expect(JSON.stringify(await slice.rows(sql`select * from platform.audit`))).not.toContain(secret);
  expect(JSON.stringify(slice.lines)).not.toContain(secret);
  await read(url);
  const { items } = await client(listCalendars);
  expect(items).toEqual([
    { id, schedule: 'primary', createdAt: expect.any(String), readAt: expect.any(String) },
  ]);
  expect((await problemOf(slice.as('responder')(removeCalendar, { params: { id } }))).code).toBe('not_found');
  const leave = (at: Temporal.Instant | null) =>
    slice.platform.db.run(sql`update catalog.people set deactivated_at = ${at} where name = 'sue'`);
  await leave(slice.clock.now());
  expect((await read(url)).status).toBe(404);
  await leave(null);
  expect((await read(url)).status).toBe(200);
  await client(removeCalendar, { params: { id } });
  expect([(await read(url)).status, (await read('http://x/calendar/x.ics')).status]).toEqual([404, 404]);
});

test('whoever leaves and comes back has no calendar any more, and makes new ones', async () => {
  const { url } = await slice.as('stakeholder')(addCalendar, { body: {} });
  expect((await read(url)).status).toBe(200);
  const body = { reason: 'for the test' };
  for (const what of ['deactivation', 'reactivation']) {
    expect((await slice.http('POST', `/api/v1/people/sten/${what}`, { body })).status).toBeLessThan(300);
    slice.clock.advance({ seconds: 1 });
    await slice.app.settled();
  }
  expect((await read(url)).status).toBe(404);
  expect(await slice.rows(sql`select from oncall.calendars where person = 'sten'`)).toEqual([]);
});

test('whoever guesses addresses is made to wait, and stops no calendar of others', async () => {
  const { url } = await slice.as('support')(addCalendar, { body: {} });
  const answers = [];
  for (let i = 0; i < 70; i += 1) answers.push(await read(`http://x/calendar/guess-${i}.ics`));
  const last = answers.at(-1);
  expect([answers[0]?.status, last?.status]).toEqual([404, 429]);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await read(url)).status).toBe(200);
});

test('there is none for a schedule that is not there, and twenty are enough', async () => {
  const client = slice.as('auditor');
  expect((await problemOf(client(addCalendar, { body: { schedule: 'none' } }))).code).toBe('not_found');
  for (let i = 0; i < 20; i += 1) await client(addCalendar, { body: {} });
  expect((await problemOf(client(addCalendar, { body: {} }))).code).toBe('limit');
});

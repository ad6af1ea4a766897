/** The auditor against faults made on purpose: what it finds, mends, tells and how it says that all is well. */
import { getHealth } from '@muster/contract/platform/health';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailSettings } from '../../../test/harness/letters.ts';
import { type FakeReceiver, startMailServer, startReceiver } from '../../../test/harness/providers.ts';
import { inside, keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { canaryWorker } from '../../oncall/module.ts';
import { byItself } from '../action.ts';
import { sql } from '../db.ts';
import { enqueueDeliveries } from '../delivery/store.ts';
import { databaseTime } from './store.ts';

let slice: Slice;
let alarms: FakeReceiver;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let skewMs = 0;
let databaseIsSilent = false;

beforeAll(async () => {
  alarms = await startReceiver();
  mail = await startMailServer();
  slice = await openSlice({
    settings: {
      canary: true,
      mail: { url: mail.url, from: mailSettings.from },
      allowTargets: ['127.0.0.0/8'],
      alarm: { email: 'ops@example.org', url: `${alarms.url}/alarm`, beatUrl: `${alarms.url}/beat` },
    },
    needs: {
      senders: [],
      databaseTime: async () => {
        if (databaseIsSilent) throw new Error('no answer');
        return slice.clock.now().subtract({ milliseconds: skewMs });
      },
    },
  });
});
afterAll(async () => {
  await slice.stop();
  await Promise.all([alarms.close(), mail.close()]);
});
beforeEach(async () => {
  skewMs = 0;
  databaseIsSilent = false;
  await slice.app.settled();
  await slice.app.audit();
  alarms.received.length = 0;
  mail.received.length = 0;
});

const health = () => slice.as('admin')(getHealth, {});
const open = async (check: string) => (await health()).open.filter((one) => one.check === check);
const calls = (path: string) => alarms.received.filter((request) => request.path === path);
const alarmTexts = () =>
  calls('/alarm').map((request) => String(inside(JSON.parse(request.body.toString()), 'text')));

async function openPage(title: string): Promise<string> {
  const body = { title, people: ['rex'] };
  const { json } = await slice.http('POST', '/api/v1/pages', { body });
  await slice.app.settled();
  return String(inside(json, 'id'));
}

test('all is well: nothing is found, nobody is told, and the outside watcher hears of it', async () => {
  expect(await slice.app.audit()).toEqual({ found: 0, mended: 0, failed: [] });
  expect(calls('/beat')).toHaveLength(1);
  expect(calls('/alarm')).toEqual([]);
  expect(await health()).toMatchObject({ open: [], alarmWays: ['mail', 'webhook'], beats: true });
});

test('a page that would never go on is found, mended and told by mail and webhook, once', async () => {
  const id = await openPage('The till is dead');
  await slice.platform.db.run(sql`update oncall.pages set due_at = null where id = ${id}`);
  expect(await slice.app.audit()).toMatchObject({ found: 1, mended: 1, failed: [] });
  expect(
    await slice.rows(sql`select due_at is not null as timed from oncall.pages where id = ${id}`),
  ).toEqual([{ timed: true }]);
  expect(alarmTexts()[0]).toContain('The page "The till is dead"');
  expect(mail.received).toHaveLength(1);
  await slice.app.audit();
  expect(alarmTexts()).toHaveLength(1);
  const { open: still, ended } = await health();
  expect(still).toEqual([]);
  expect(ended[0]).toMatchObject({ check: 'oncall.pagesWithoutTime', subject: id });
  expect(ended[0]?.mendedAt).not.toBeNull();
});

test('an overdue step is carried out by the auditor itself, whatever its sweep does', async () => {
  const id = await openPage('The sweep sleeps');
  await slice.platform.db.run(sql`
    update oncall.pages set due_at = ${slice.clock.now().subtract({ minutes: 5 })} where id = ${id}`);
  const { found, mended } = await slice.app.audit();
  expect(mended).toBe(found);
  expect(alarmTexts().join()).toContain('The next step of the page "The sweep sleeps"');
  expect(
    await slice.rows(sql`select due_at > ${slice.clock.now()} as ahead from oncall.pages where id = ${id}`),
  ).toEqual([{ ahead: true }]);
});

test('a group that should have called somebody gets its page', async () => {
  const body = { title: 'Lost on the way', status: 'firing', dedupKey: 'lost' };
  await slice.http('POST', `/ingest/generic/${keys.native}`, { body });
  await slice.app.settled();
  await slice.platform.db.run(sql`delete from oncall.pages where title = 'Lost on the way'`);
  await slice.platform.db.run(sql`update detect.groups set page_id = null where title = 'Lost on the way'`);
  slice.clock.advance({ seconds: 61 });
  await slice.app.settled();
  expect(await slice.app.audit()).toMatchObject({ failed: [] });
  expect(alarmTexts().join()).toContain('The alerts "Lost on the way" of ledger');
  await slice.app.settled();
  expect(await slice.rows(sql`select title from oncall.pages where title = 'Lost on the way'`)).toHaveLength(
    1,
  );
  await slice.app.audit();
  expect(await open('detect.groupsWithoutPage')).toEqual([]);
});

test('an event in quarantine is told at once, and again only after an hour', async () => {
  await slice.platform.db.run(sql`
    insert into platform.outbox (subscriber, subject, type, payload, at, due_at, attempts, quarantined)
    values ('oncall.followGroups', 'poison', 'detect.alertGroupOpened', '{}', ${slice.clock.now()}, ${slice.clock.now()}, 5, true)`);
  await slice.app.audit();
  await slice.app.audit();
  expect(alarmTexts()).toHaveLength(1);
  slice.clock.advance({ minutes: 61 });
  await slice.app.settled();
  await slice.app.audit();
  expect(alarmTexts()).toHaveLength(2);
  await slice.platform.db.run(sql`delete from platform.outbox where subject = 'poison'`);
});

test('a message past its lease and an event that nobody took are found', async () => {
  const long = slice.clock.now().subtract({ minutes: 2 });
  await byItself(slice.platform, 'test', async (act) =>
    enqueueDeliveries(act, [
      {
        lane: 'bulk',
        kind: 'letter',
        purpose: 'letter',
        subject: 's',
        person: 'rex',
        via: 'account',
        message: {},
        dueAt: slice.clock.now().add({ hours: 1 }),
        expiresAt: slice.clock.now().add({ hours: 2 }),
        dedupeKey: 'late',
      },
    ]),
  );
  await slice.app.settled();
  await slice.platform.db.run(sql`
    insert into platform.outbox (subscriber, subject, type, payload, at, due_at)
    values ('oncall.followGroups', 'late', 'x', '{}', ${long}, ${long})`);
  await slice.platform.db.run(sql`update platform.deliveries set due_at = ${long} where dedupe_key = 'late'`);
  await slice.app.audit();
  expect(alarmTexts().join()).toMatch(/A message by letter[\s\S]*The event x for oncall.followGroups/);
  await slice.app.settled();
  await slice.app.audit();
  expect(await open('platform.overdueEvents')).toEqual([]);
  expect(await open('platform.overdueMessages')).toEqual([]);
});

test('a clock that is six seconds off is told with the node', async () => {
  skewMs = -6_000;
  await slice.app.audit();
  await slice.app.audit();
  expect(alarmTexts().join()).toMatch(/The clock of node .* is 6\.0 s behind the database's\./);
  expect((await health()).nodes[0]).toMatchObject({ skewMs: -6_000 });
});

test('an audit that fails sends no beat, and after three of them administrators hear of it', async () => {
  databaseIsSilent = true;
  for (let i = 0; i < 4; i += 1) await slice.app.audit();
  expect(calls('/beat')).toEqual([]);
  expect(alarmTexts()).toHaveLength(1);
  expect(alarmTexts()[0]).toContain('Muster cannot look after itself');
});

test('an alarm that no way takes holds the beat back and is tried again', async () => {
  await openPage('Tell me');
  await slice.platform.db.run(sql`update oncall.pages set due_at = null where title = 'Tell me'`);
  alarms.behave({ status: 500 });
  mail.behave({ code: 550, at: 'rcpt' });
  expect((await slice.app.audit()).failed).toEqual(['Telling administrators could not be done.']);
  alarms.behave({ status: 200 });
  mail.behave('accept');
  await slice.platform.db.run(sql`update oncall.pages set due_at = null where title = 'Tell me'`);
  alarms.received.length = 0;
  expect((await slice.app.audit()).failed).toEqual([]);
  expect(alarmTexts().join()).toContain('Tell me');
  expect(calls('/beat')).toHaveLength(1);
});

test('a node that fell silent is missed; one that has stopped as it should is not', async () => {
  const other = await openSlice({ database: slice.database, clock: slice.clock });
  await other.app.audit();
  slice.clock.advance({ minutes: 4 });
  await slice.app.settled();
  await slice.app.audit();
  expect(alarmTexts().join()).toContain('has not been heard of since');
  await other.stop();
  await slice.app.audit();
  expect((await open('platform.nodes')).filter((one) => one.text.includes('heard of'))).toEqual([]);
});

test('the database tells its own time, whatever the role that asks', async () => {
  const [first, second] = await slice.platform.db.transaction(async (tx) => {
    await tx.run(sql`set local role pg_read_all_data`);
    return [await databaseTime(tx), await databaseTime(tx)];
  });
  expect(first?.until(second ?? slice.clock.now()).sign).toBeGreaterThanOrEqual(0);
});

test('the metrics say what was found and how old the last audit is', async () => {
  const { text } = await slice.http('GET', '/metrics');
  expect(text).toContain('muster_audit_age_seconds 0');
});

describe('the alert that Muster sends itself', () => {
  const sent = (address = slice.app.address()) => canaryWorker(slice.platform, () => address);
  const left = () =>
    slice.rows(sql`
      select (select count(*)::int from oncall.pages where service = 'muster:canary') as pages,
        (select count(*)::int from oncall.page_log l where l.entry::text like '%canary%') as log,
        (select count(*)::int from detect.alerts where service = 'muster:canary') as alerts,
        (select count(*)::int from detect.groups where service = 'muster:canary') as groups,
        (select count(*)::int from detect.events where door = 'generic') as events,
        (select count(*)::int from platform.deliveries where kind = 'nowhere') as messages,
        (select count(*)::int from platform.audit where detail::text like '%canary%' or subject like '%canary%') as audited`);

  test('arrives by the whole way, is measured, and leaves nothing behind', async () => {
    await sent().run();
    await slice.app.settled();
    expect(await left()).toEqual([
      { pages: 0, log: 0, alerts: 0, groups: 0, events: 0, messages: 0, audited: 0 },
    ]);
    const at = slice.clock.now().toString({ fractionalSecondDigits: 3 });
    expect((await health()).canary).toEqual({ sentAt: at, arrivedAt: at, tookMs: 0 });
    expect(await slice.platform.metrics.registry.metrics()).toContain('muster_canary_seconds 0');
    expect(await open('oncall.canary')).toEqual([]);
  });

  test('is sent by one node in each minute, whoever comes first', async () => {
    slice.clock.advance({ minutes: 2 });
    const worker = sent();
    await Promise.all([worker.run(), sent('http://127.0.0.1:9').run()]);
    expect(await worker.run()).toBe(false);
    await slice.app.settled();
    expect(await slice.rows(sql`select count(*)::int as n from oncall.canary`)).toEqual([{ n: 1 }]);
  });

  test('that does not arrive for three minutes is told by the second way, and that it is over', async () => {
    const broken = sent('http://127.0.0.1:9');
    for (let i = 0; i < 5; i += 1) {
      slice.clock.advance({ minutes: 1 });
      await broken.run();
      await slice.app.audit();
    }
    expect(await open('oncall.canary')).toMatchObject([
      { text: expect.stringContaining('does not get through') },
    ]);
    expect(alarmTexts().join()).toContain('does not get through');
    slice.clock.advance({ minutes: 1 });
    await sent().run();
    await slice.app.settled();
    await slice.app.audit();
    expect(await open('oncall.canary')).toEqual([]);
  });

  test('that is switched off is not missed', async () => {
    slice.clock.advance({ minutes: 2 });
    const off = canaryWorker(
      { ...slice.platform, settings: { ...slice.platform.settings, canary: false } },
      () => slice.app.address(),
    );
    await off.run();
    expect((await health()).canary).toBeNull();
    slice.clock.advance({ minutes: 10 });
    await slice.app.audit();
    expect(await open('oncall.canary')).toEqual([]);
  });
});

test('its own alarms are as loud while every service is in maintenance', async () => {
  const { json } = await slice.http('GET', '/api/v1/services', {});
  const services = (inside(json, 'items') as { name: string }[]).map((one) => one.name);
  const wall = (hours: number) => slice.clock.now().add({ hours }).toString().slice(0, 16);
  const planned = await slice.http('POST', '/api/v1/maintenances', {
    body: { title: 'All of it', services, timeZone: 'UTC', start: wall(0), end: wall(2) },
  });
  expect(planned).toMatchObject({ status: 201, json: { state: 'running' } });
  await slice.app.settled();
  const id = await openPage('The till is dead in maintenance');
  await slice.platform.db.run(sql`update oncall.pages set due_at = null where id = ${id}`);
  expect(await slice.app.audit()).toMatchObject({ mended: 1, failed: [] });
  expect(alarmTexts().join()).toContain('The till is dead in maintenance');
  expect(mail.received.map((one) => one.text).join()).toContain('The till is dead in maintenance');
});

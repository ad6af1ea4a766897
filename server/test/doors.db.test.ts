/**
 * Every shared sample delivery, sent to the running server over HTTP, with what it promises read back from the
 * database; and what holds for each door alike.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../src/detect/ingest/sources/doors.ts';
import { sql } from '../src/platform/db.ts';
import {
  differences,
  type HttpSample,
  httpSampleOf,
  loadPayload,
  type Payload,
  payloadNames,
} from './harness/payloads.ts';
import { type Answer, inside, openSlice, type Slice } from './harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const samples = doors.flatMap((door) =>
  payloadNames(door.name).map((name) => ({ door, label: `${door.name}/${name}`, file: name })),
);

let made = 0;

/** An integration of its own for each test, so that no sample meets the alerts of another. */
async function integrationFor(payload: Payload, kind: string): Promise<{ name: string; key: string }> {
  made += 1;
  const name = `lab-${made}`;
  const address = /^\/ping\/([\w-]+)/.exec(payload.request.path)?.[1];
  const known = address?.startsWith('00000000') ? undefined : address;
  if (known !== undefined) await forgetHeartbeats();
  const answer = await slice.http('POST', '/api/v1/integrations', {
    body: { name, door: kind, service: 'ledger', ...(known === undefined ? {} : { key: known }) },
  });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return { name, key: String(inside(answer.json, 'key')) };
}

/** The samples of heartbeats share their addresses, which belong to one integration at a time. */
async function forgetHeartbeats(): Promise<void> {
  const rows = await slice.rows<{ name: string }>(sql`
    select name from detect.integrations where door = 'heartbeat' and name like 'lab-%'`);
  for (const { name } of rows) await slice.http('DELETE', `/api/v1/integrations/${name}`);
}

function post({ method, path, headers, body }: HttpSample): Promise<Answer> {
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
  return slice.http(method, path, {
    token: null,
    headers: { ...headers },
    body: hasBody ? Uint8Array.from(body) : undefined,
  });
}

interface AlertRow {
  id: string;
  dedupKey: string;
  status: string;
  severity: string;
  title: string;
  links: { href: string }[];
  images: { src: string }[];
  group: string;
}

const alertsOf = (integration: string) =>
  slice.rows<AlertRow>(sql`
    select a.id, a.dedup_key as "dedupKey", a.state as status, a.severity, a.title, a.links, a.images, g.key as group
    from detect.alerts a join detect.groups g on g.id = a.group_id where a.integration = ${integration} order by a.id`);

const changesOf = (integration: string) =>
  slice.rows(sql`
    select c.title, c.state, c.detail ->> 'source' as source from detect.changes c
    join detect.integrations i on i.id = c.integration_id where i.name = ${integration}`);

const heartbeatOf = async (integration: string) =>
  (
    await slice.rows<{ slug: string; state: string; rid: string | null; log: string }>(sql`
      select h.slug, h.state, h.rid, h.log from detect.heartbeats h
      join detect.integrations i on i.id = h.integration_id where i.name = ${integration} order by h.slug desc`)
  )[0];

const eventsOf = (integration: string) =>
  slice.rows<{
    status: number;
    accepted: number;
    rejected: number;
    reason: string | null;
    raw: string | null;
  }>(sql`
    select e.status, e.accepted, e.rejected, e.reason, e.raw from detect.events e
    join detect.integrations i on i.id = e.integration_id where i.name = ${integration} order by e.id`);

const endings = (payload: Payload) =>
  (payload.expect.alerts ?? []).filter((alert) => alert.status !== 'firing').length;

/** The sample as it would have been sent when its problem began, so that there is something open to end. */
function opening(sample: HttpSample): HttpSample {
  const body: unknown = JSON.parse(sample.body.toString('utf8'));
  const asFiring = JSON.stringify(body, (key, value: unknown) => {
    if (key === 'status' && value === 'resolved') return 'firing';
    if (key === 'endsAt') return '0001-01-01T00:00:00Z';
    if (key === 'event_action' || key === 'event_type') return 'trigger';
    return value;
  });
  const whole = { description: 'opened', payload: { summary: 'opened', source: 's', severity: 'error' } };
  const isPagerduty = asFiring.includes('"trigger"');
  return {
    ...sample,
    body: Buffer.from(isPagerduty ? JSON.stringify({ ...whole, ...JSON.parse(asFiring) }) : asFiring),
  };
}

/** `group-all-resolved` and its like end what is open; a state for each alert that is named. */
function withStates(payload: Payload, rows: readonly AlertRow[]): object[] {
  const expected = payload.expect.alerts ?? [];
  if (endings(payload) === 0) return rows.map((row) => ({ ...row }));
  return expected.flatMap(({ dedupKey, status }) => {
    const row = rows.find((one) => one.dedupKey === dedupKey);
    // What ends an alert does not rewrite it.
    return row ? [{ ...row, ...(status === 'firing' ? {} : without(expected, dedupKey)) }] : [];
  });
}

function without(expected: NonNullable<Payload['expect']['alerts']>, dedupKey: unknown): object {
  const { severity, title } = Object(expected.find((one) => one.dedupKey === dedupKey));
  return { severity, title };
}

function stateOfPing(event: unknown): string {
  return { success: 'up', start: 'started', fail: 'failed' }[String(event)] ?? '';
}

describe('shared samples over HTTP', () => {
  test.each(samples)(
    '$label is answered and kept as it promises, and a repeat counts only',
    async ({ door, file }) => {
      const payload = loadPayload(door.name, file);
      const {
        alerts: _a,
        groupKey: _g,
        truncatedAlerts: _t,
        heartbeat,
        count,
        links,
        images,
        ...said
      } = payload.expect;
      const { name, key } = await integrationFor(payload, door.kind);
      const sample = httpSampleOf(payload, key);
      if (endings(payload) > 0) expect((await post(opening(sample))).status).toBeLessThan(300);
      if (heartbeat?.slug !== undefined) await post({ ...sample, path: `${sample.path}?create=1` });
      const answer = await post(sample);

      expect(differences(said, { status: answer.status, body: answer.text })).toEqual([]);
      const rows = await alertsOf(name);
      const shown = withStates(payload, rows);
      const expected = payload.expect.alerts ?? [];
      const isPing = heartbeat !== undefined;
      if (!isPing) expect(shown.slice(0, expected.length)).toMatchObject(expected.map(onlyLiteral));
      if (!isPing) expect(rows).toHaveLength(count ?? expected.length);
      if (links !== undefined)
        expect(rows.flatMap((row) => row.links.map((link) => link.href))).toEqual(links);
      if (images !== undefined)
        expect(rows.flatMap((row) => row.images.map((one) => one.src))).toEqual(images);
      if (payload.expect.changes !== undefined)
        expect(await changesOf(name)).toMatchObject([...payload.expect.changes]);
      if (isPing) {
        expect(await heartbeatOf(name)).toMatchObject({
          slug: heartbeat.slug ?? heartbeat.name ?? '',
          state: stateOfPing(heartbeat.event),
          ...(heartbeat.log === undefined ? {} : { log: heartbeat.log }),
        });
      }

      const again = await post(sample);
      expect(again.status).toBe(answer.status);
      const makesNewEachTime = expected.some((alert) => String(alert.dedupKey).startsWith('<'));
      if (!makesNewEachTime) expect(await alertsOf(name)).toEqual(rows);
    },
  );
});

/** A description such as `<uuid>` stands for any text. */
function onlyLiteral(alert: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(alert).map(([key, value]) => [
      key,
      typeof value === 'string' && /^<[^<>]+>$/.test(value) ? expect.any(String) : value,
    ]),
  );
}

const oneEach = [
  ['alertmanager-webhook', 'firing-single'],
  ['pagerduty-v2', 'pdjs-trigger'],
  ['pagerduty-v1', 'trigger-contexts'],
  ['pagerduty-change', 'minimal'],
  ['generic-json', 'firing-full'],
] as const;

async function prepared(source: string, file: string) {
  const payload = loadPayload(source, file);
  const door = doors.find((one) => one.name === source);
  const integration = await integrationFor(payload, door?.kind ?? '');
  return { sample: httpSampleOf(payload, integration.key), ...integration };
}

describe.each(oneEach)('%s', (source, file) => {
  test('takes a packed body, and refuses one that is none or unpacks to more than it takes', async () => {
    const { sample, name } = await prepared(source, file);
    const packed = (body: Buffer) =>
      post({ ...sample, headers: { ...sample.headers, 'content-encoding': 'gzip' }, body });
    expect((await packed(gzipSync(sample.body))).status).toBeLessThan(300);
    const events = await eventsOf(name);
    expect(events).toMatchObject([{ raw: sample.body.toString('utf8') }]);
    expect((await packed(Buffer.from('not packed'))).status).toBe(400);
    const bomb = gzipSync(Buffer.alloc(30_000_000, ' '));
    const bombed = await packed(bomb);
    expect([400, 413]).toContain(bombed.status);
    expect(await eventsOf(name)).toHaveLength(1);
  });

  test('takes its address with a slash at the end, without a redirect', async () => {
    const { sample } = await prepared(source, file);
    const [path, query] = sample.path.split('?');
    const answer = await post({ ...sample, path: `${path}/${query === undefined ? '' : `?${query}`}` });
    expect(answer.status).toBeLessThan(300);
  });

  test('keeps the request as it came', async () => {
    const { sample, name } = await prepared(source, file);
    await post(sample);
    const shown = await slice.http('GET', `/api/v1/integrations/${name}/events`);
    expect(inside(shown.json, 'items', 0, 'raw')).toBe(sample.body.toString('utf8'));
    expect(inside(shown.json, 'items', 0, 'reason')).toBeNull();
  });

  test('notes what it refused, and why, without having kept anything else', async () => {
    const { sample, name, key } = await prepared(source, file);
    // A body that still tells its key, where the key is in the body.
    const spoilt = source.startsWith('pagerduty')
      ? `{"routing_key":"${key}","service_key":"${key}"}`
      : '{"a":';
    const answer = await post({ ...sample, body: Buffer.from(spoilt) });
    expect(answer.status).toBe(400);
    await slice.app.settled();
    await expect
      .poll(() => eventsOf(name))
      .toMatchObject([{ status: 400, accepted: 0, rejected: 1, raw: spoilt }]);
    expect((await eventsOf(name))[0]?.reason).not.toBeNull();
    expect(await alertsOf(name)).toEqual([]);
  });
});

test('no door redirects, whatever is asked', async () => {
  const paths = [
    '//ingest/v1/alerts',
    '/ingest/v1/alerts/',
    '/ingest//v1/alerts',
    '/v2/enqueue/',
    '/ping/',
    '/ping',
    '/ingest',
  ];
  for (const path of paths) {
    for (const method of ['POST', 'GET', 'PUT']) {
      const answer = await slice.http(method, path, {
        token: null,
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
  }
});

test('the same key in two integrations is refused, and the same dedup key in two integrations is two alerts', async () => {
  const payload = loadPayload('alertmanager-webhook', 'firing-single');
  const [one, two] = [
    await integrationFor(payload, 'alertmanager'),
    await integrationFor(payload, 'alertmanager'),
  ];
  const body = { name: 'thief', door: 'alertmanager', service: 'ledger', key: one.key };
  expect((await slice.http('POST', '/api/v1/integrations', { body })).status).toBe(409);
  for (const { key } of [one, two]) await post(httpSampleOf(payload, key));
  const [first, second] = [await alertsOf(one.name), await alertsOf(two.name)];
  expect(first[0]?.dedupKey).toBe(second[0]?.dedupKey);
  expect(first[0]?.id).not.toBe(second[0]?.id);
  expect(first[0]?.group).not.toBe(second[0]?.group);
});

test('a new key takes the place of the old one at once', async () => {
  const { sample, name, key } = await prepared('generic-json', 'firing-full');
  const rotated = await slice.http('POST', `/api/v1/integrations/${name}/key`);
  const fresh = String(inside(rotated.json, 'key'));
  const under = (other: string) =>
    post({ ...sample, headers: { ...sample.headers, Authorization: `Bearer ${other}` } });
  expect((await under(key)).status).toBe(401);
  expect((await under(fresh)).status).toBe(202);
});

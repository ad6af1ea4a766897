/** The bad inputs of every door and of the API, over HTTP: a defined refusal or a safe acceptance, and no trace of what was refused. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../src/platform/db.ts';
import { type Answer, inside, keys, openSlice, type Slice } from './harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

interface DoorUnderTest {
  name: string;
  path: string;
  /** A body that is right but for its title, labels or key. */
  body(given: { title?: unknown; key?: unknown; label?: unknown; severity?: unknown; at?: unknown }): string;
}

const doorsUnderTest: DoorUnderTest[] = [
  {
    name: 'alertmanager',
    path: `/ingest/alertmanager/${keys.prometheus}`,
    body: ({ title = 'T', key = 'k', label = 'l', severity = 'critical', at }) =>
      JSON.stringify({
        version: '4',
        groupKey: `group ${String(key)}`,
        alerts: [
          {
            status: 'firing',
            fingerprint: key,
            labels: { alertname: 'A', severity, label },
            annotations: { summary: title },
            ...(at === undefined ? {} : { startsAt: at }),
          },
        ],
      }),
  },
  {
    name: 'pagerduty v2',
    path: '/v2/enqueue',
    body: ({ title = 'T', key = 'k', label = 'l', severity = 'critical', at }) =>
      JSON.stringify({
        routing_key: keys.events,
        event_action: 'trigger',
        dedup_key: key,
        payload: { summary: title, source: 's', severity, custom_details: { label }, timestamp: at },
      }),
  },
  {
    name: 'generic',
    path: `/ingest/generic/${keys.native}`,
    body: ({ title = 'T', key = 'k', label = 'l', severity = 'critical', at }) =>
      JSON.stringify({ title, dedupKey: key, severity, labels: { label }, startsAt: at }),
  },
];

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  slice.http('POST', path, {
    token: null,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

async function counts() {
  await slice.app.settled();
  return slice.platform.db.one<{ alerts: number; open: number; groups: number; pages: number }>(sql`
    select (select count(*)::int from detect.alerts) as alerts,
      (select count(*)::int from detect.alerts where state <> 'resolved') as open,
      (select count(*)::int from detect.groups) as groups, (select count(*)::int from oncall.pages) as pages`);
}

function expectDefined(answer: Answer): void {
  expect(answer.status).toBeLessThan(500);
  expect(Buffer.byteLength(answer.text)).toBeLessThan(1_024);
}

describe.each(doorsUnderTest)('$name', (door) => {
  test.each<[string, string | Uint8Array, Record<string, string>?]>([
    ['an empty body', ''],
    ['null', 'null'],
    ['an empty list', '[]'],
    ['a list in a list', '[[]]'],
    ['a number', '42'],
    ['a text', '"x"'],
    ['cut JSON', '{"alerts":[{"status":'],
    ['depth of 10,000', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['depth of 10,000 in objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['another content type', 'title=x&severity=1', { 'content-type': 'text/plain' }],
    ['an XML bomb', '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>', { 'content-type': 'application/xml' }],
    ['a packing that we do not know', 'x', { 'content-encoding': 'br' }],
    ['numbers that are none', '{"title":"x","severity":1e400,"labels":{"a":-0}}'],
    ['a NaN', '{"title":NaN}'],
    ['10 MB', `{"title":"${'x'.repeat(10_000_000)}"}`],
  ])('%s opens nothing and is answered in order', async (_, body, headers) => {
    const before = await counts();
    expectDefined(await post(door.path, body, headers));
    const after = await counts();
    // The native form takes what has a title; nothing else may have become an alert.
    const mayOpen = typeof body === 'string' && body.startsWith('{"title":"x"') && door.name === 'generic';
    if (!mayOpen) expect(after).toEqual(before);
    else expect(after.alerts).toBeLessThanOrEqual(before.alerts + 1);
  });

  test.each<[string, Parameters<DoorUnderTest['body']>[0]]>([
    ['U+0000 in the title', { title: 'a\0b', key: 'nul' }],
    ['U+0000 in the key', { key: 'nul\0key' }],
    ['U+0000 in a label', { label: 'l\0', key: 'nul-label' }],
    ['half of a character', { title: '\ud83d half', key: 'half', label: '\udc00' }],
    ['a title of 1 MB less the frame', { title: 'y'.repeat(400_000), key: 'long-title' }],
    ['a key of 10 kB', { key: 'k'.repeat(10_000) }],
    ['an empty key', { key: '' }],
    ['a key of blanks', { key: '   ', label: 'blank', title: 'Blank' }],
    ['an unknown severity', { severity: 'PurpLE', key: 'purple' }],
    ['a severity that is a number', { severity: 7, key: 'seven' }],
    ['a label with a line break', { label: 'a\nb\r\nc', key: 'line' }],
    ['script, templates and mentions', { title: `<script>@everyone {{7*7}} $${'{x}'} =cmd`, key: 'text' }],
    ['text that runs from right to left', { title: '\u202egnirts', key: 'rtl' }],
    ['the year 0', { at: '0000-01-01T00:00:00Z', key: 'year-0' }],
    ['the year 9999', { at: '9999-12-31T23:59:59Z', key: 'year-9999' }],
    ['the 30th of February', { at: '2025-02-30T00:00:00Z', key: 'february' }],
    ['a leap second', { at: '2016-12-31T23:59:60Z', key: 'leap' }],
    ['no offset', { at: '2026-03-02 10:00:00', key: 'offset' }],
    ['quotes for a time', { at: '""', key: 'quotes' }],
    ['a time that is an object', { at: {}, key: 'object' }],
  ])('%s is taken safely or refused', async (_, given) => {
    const before = await counts();
    const answer = await post(door.path, door.body(given));
    expectDefined(answer);
    const after = await counts();
    expect(after.alerts - before.alerts).toBe(answer.status < 300 ? 1 : 0);
    const list = await slice.http('GET', '/api/v1/alerts?limit=200');
    expect(list.status).toBe(200);
    expect(list.text).not.toContain('\\u0000');
  });

  test('keys that differ by their Unicode form, prototypes as labels, and doubled members are taken', async () => {
    const before = await counts();
    for (const key of ['caf\u00e9', 'cafe\u0301']) expectDefined(await post(door.path, door.body({ key })));
    const proto = door.body({ key: 'proto' }).replace('"label"', '"__proto__":"p","constructor":"c","label"');
    expectDefined(await post(door.path, proto));
    const twice = door.body({ key: 'twice' }).replace('"severity"', '"severity":"info","severity"');
    expectDefined(await post(door.path, twice));
    const after = await counts();
    expect(after.open).toBeGreaterThan(before.open);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('an end of what never began changes nothing', async () => {
    const before = await counts();
    const ending = door
      .body({ key: 'never-seen' })
      .replace('"firing"', '"resolved"')
      .replace('"trigger"', '"resolve"')
      .replace('"title"', '"status":"resolved","title"');
    expectDefined(await post(door.path, ending));
    expect(await counts()).toEqual(before);
  });

  test('10,000 labels are cut, not choked on', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `"l${i}":"v"`).join(',');
    const body = door.body({ key: 'many' }).replace('"label":"l"', many);
    const answer = await post(door.path, body);
    expectDefined(answer);
    const rows = await slice.rows<{ size: number }>(sql`
      select max(pg_column_size(labels) + pg_column_size(annotations)) as size from detect.alerts`);
    expect(rows[0]?.size).toBeLessThan(200_000);
  });

  test('a key in the header that is not the one in the address opens nothing of the other', async () => {
    const answer = await post(door.path, door.body({ key: `two-keys ${door.name}` }), {
      authorization: 'Bearer not-a-key-of-ours',
    });
    expectDefined(answer);
    const rows = await slice.rows<{ integration: string }>(sql`
      select integration from detect.alerts where dedup_key = ${`two-keys ${door.name}`}`);
    expect(rows.length).toBe(answer.status < 300 ? 1 : 0);
  });
});

test('one bad item does not take its 9,999 neighbours along', async () => {
  const alert = (i: number) => ({ status: 'firing', fingerprint: `batch-${i}`, labels: { alertname: 'B' } });
  const alerts: unknown[] = Array.from({ length: 2_000 }, (_, i) => alert(i));
  alerts[1_000] = 'not an alert';
  const answer = await post(
    `/ingest/alertmanager/${keys.prometheus}`,
    JSON.stringify({ version: '4', groupKey: 'batch', alerts }),
  );
  expect(answer.status).toBe(200);
  const rows = await slice.rows<{ n: number }>(sql`
    select count(*)::int as n from detect.alerts where dedup_key like 'batch-%'`);
  expect(rows).toEqual([{ n: 1_999 }]);
  const events = await slice.http('GET', '/api/v1/integrations/prometheus/events?limit=1');
  expect(inside(events.json, 'items', 0)).toMatchObject({ accepted: 1_999, rejected: 1 });
});

test('a state that flips inside a batch ends as it was said last', async () => {
  const item = (status: string) => ({ status, fingerprint: 'flip', labels: { alertname: 'F' } });
  const alerts = [item('firing'), item('resolved'), item('firing'), item('resolved')];
  await post(
    `/ingest/alertmanager/${keys.prometheus}`,
    JSON.stringify({ version: '4', groupKey: 'flip', alerts }),
  );
  const rows = await slice.rows(sql`select state from detect.alerts where dedup_key = 'flip'`);
  expect(rows).toEqual([{ state: 'resolved' }]);
});

test('headers of 64 kB are refused by the server, which lives on', async () => {
  const answer = await post(`/ingest/generic/${keys.native}`, '{}', { 'x-long': 'x'.repeat(65_536) });
  expect(answer.status).toBe(431);
  expect((await slice.http('GET', '/healthz')).status).toBe(200);
});

test('a body that breaks off leaves nothing', async () => {
  const before = await counts();
  await new Promise<void>((resolve) => {
    const { hostname, port } = new URL(slice.app.address());
    const sent = request({ hostname, port, method: 'POST', path: `/ingest/generic/${keys.native}` });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.write('{"title":"never', () => sent.destroy());
  });
  expect(await counts()).toEqual(before);
});

describe('the API', () => {
  test.each([
    '?cursor=forged',
    '?cursor=WyJ4Il0',
    `?cursor=${Buffer.from('["\\u0000"]').toString('base64url')}`,
    `?cursor=${'A'.repeat(300)}`,
    '?limit=0',
    '?limit=-1',
    '?limit=1000000000',
    '?limit=1.5',
    '?limit=x',
    '?limit=1&limit=2',
    '?unknown=1',
    '?since=yesterday',
    '?q=%00',
  ])('alerts%s is refused with a pointer', async (query) => {
    const answer = await slice.http('GET', `/api/v1/alerts${query}`);
    expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
  });

  test.each(['people', 'teams', 'services', 'policies', 'schedules', 'integrations', 'pages'])(
    'a forged cursor of %s is refused or starts somewhere, never a fault',
    async (list) => {
      for (const keysOf of ['["a"]', '["a","b"]', '["\\u0000"]', '[1]', '{}', '[]', 'x']) {
        const cursor = Buffer.from(keysOf).toString('base64url');
        const answer = await slice.http('GET', `/api/v1/${list}?cursor=${cursor}`);
        expect([200, 422]).toContain(answer.status);
      }
    },
  );

  test.each(['%', '_', "'", '"', '\\', '((', 'x'.repeat(200), '\u202e'])(
    'a search for %s finds nothing it should not',
    async (q) => {
      for (const list of ['alerts', 'people', 'services']) {
        const answer = await slice.http('GET', `/api/v1/${list}?q=${encodeURIComponent(q)}`);
        expect(answer.status).toBe(200);
        if (list === 'people' && (q === '%' || q === '_')) expect(inside(answer.json, 'items')).toEqual([]);
      }
    },
  );

  test.each([
    '0',
    'me',
    '..%2f',
    '%00',
    'x'.repeat(64),
    '01995A00-0000-7000-8000-000000000001',
    '01995a00-0000-7000-8000-000000000001',
  ])('the id %s of nothing is not found, for reading and for writing', async (id) => {
    const reads = ['alerts', 'pages'].map((kind) => slice.http('GET', `/api/v1/${kind}/${id}`));
    const writes = ['acknowledgement', 'resolution', 'escalation'].map((act) =>
      slice.http('POST', `/api/v1/pages/${id}/${act}`),
    );
    const rest = [
      slice.http('DELETE', `/api/v1/tokens/${id}`),
      slice.http('DELETE', `/api/v1/schedules/primary/overrides/${id}`),
      slice.http('GET', `/api/v1/pages/${id}/notifications`),
      slice.http('GET', `/api/v1/pages/${id}/explanation`),
    ];
    for (const answer of await Promise.all([...reads, ...writes, ...rest])) expect(answer.status).toBe(404);
  });

  test('an id of another kind is not found', async () => {
    const made = await slice.http('POST', '/api/v1/tokens', { body: { label: 'other kind' } });
    const id = String(inside(made.json, 'token', 'id'));
    expect((await slice.http('GET', `/api/v1/pages/${id}`)).status).toBe(404);
    expect((await slice.http('GET', `/api/v1/alerts/${id}`)).status).toBe(404);
  });

  test.each([
    ['not JSON', '{'],
    ['U+0000', '{"label":"a\\u0000"}'],
    ['half of a character', '{"label":"\\ud800"}'],
    ['an unknown field', '{"label":"x","createdBy":"ada"}'],
    ['an id of one\u2019s own', '{"label":"x","id":"1"}'],
    ['a prototype', '{"label":"x","__proto__":{"access":"admin"}}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['depth', `{"label":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('a body with %s makes no token', async (_, body) => {
    const answer = await slice.http('POST', '/api/v1/tokens', { body });
    expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
  });

  test('members that nobody knows are pointed at one by one, and an empty filter is none', async () => {
    const body = { title: 'Down', 'a/b~c': 1, severty: 'critical' };
    expect((await slice.http('POST', '/api/v1/incidents', { body })).json).toMatchObject({
      status: 422,
      errors: [
        { pointer: '/a~1b~0c', message: 'There is no such member.' },
        { pointer: '/severty', message: 'There is no such member.' },
      ],
    });
    expect((await slice.http('POST', '/api/v1/incidents', { body: [] })).json).toMatchObject({
      errors: [{ pointer: '' }],
    });
    const answers = await Promise.all(
      ['', '?state=&service=&q='].map((query) => slice.http('GET', `/api/v1/alerts${query}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.json).toEqual(answers[0]?.json);
  });

  test('a body over 1 MB is too much', async () => {
    const answer = await slice.http('POST', '/api/v1/tokens', {
      body: JSON.stringify({ label: 'x'.repeat(1_100_000) }),
    });
    expect(answer.status).toBe(413);
  });

  test('an answer to a fault or a refusal repeats nothing of what was sent', async () => {
    const answer = await slice.http('POST', '/api/v1/tokens', {
      body: '{"label":"<script>canary</script>","x":1',
    });
    expect(answer.text).not.toContain('canary');
    expect(inside(answer.json, 'requestId')).toMatch(/^[\w-]{12}$/);
  });
});

test('nothing of all this was a fault', () => {
  expect(slice.lines.filter((line) => line.level === 'error')).toEqual([]);
});

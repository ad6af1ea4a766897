/** What those see who run Muster: health, metrics, the API document, the live stream; and what nobody may see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../src/platform/db.ts';
import { hashOf } from '../src/platform/secrets.ts';
import { adminToken, inside, keys, openSlice, plantedSecret, type Slice } from './harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const raise = (dedupKey: string) =>
  slice.http('POST', '/ingest/v1/alerts', { token: keys.native, body: { title: dedupKey, dedupKey } });

describe('operation', () => {
  test('it says that it lives and is ready', async () => {
    expect(await slice.http('GET', '/healthz', { token: null })).toMatchObject({ status: 200, text: 'ok\n' });
    const ready = await slice.http('GET', '/readyz', { token: null });
    expect([ready.status, ready.json]).toEqual([200, { ready: true, reasons: [] }]);
  });

  test('the metrics have what is promised, and count', async () => {
    await raise('counted');
    await slice.app.settled();
    const { text, headers } = await slice.http('GET', '/metrics', { token: null });
    expect(headers.get('content-type')).toContain('text/plain');
    for (const name of [
      'muster_alert_to_notification_seconds_bucket',
      '# TYPE muster_sweep_lateness_seconds histogram',
      'muster_ingest_requests_total{door="generic-json",status="202"} 1',
      'muster_outbox_oldest_seconds',
      'muster_outbox_quarantined 0',
      '# TYPE muster_deliveries_total counter',
      '# TYPE muster_delivery_oldest_seconds gauge',
      'muster_process_cpu_seconds_total',
    ])
      expect(text).toContain(name);
    expect(text).not.toContain(keys.native);
  });

  test('it tells whom to tell of a weakness when the operator said so, and nothing otherwise', async () => {
    const address = '/.well-known/security.txt';
    expect((await slice.http('GET', address, { token: null })).status).toBe(404);
    slice.platform.settings.securityContact = 'mailto:security@example.org';
    const told = await slice.http('GET', address, { token: null });
    slice.platform.settings.securityContact = null;
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(told.text).toMatch(/^Contact: mailto:security@example\.org\nExpires: 2026-05-31T10:00:00Z\n/);
    expect(told.text).toContain(`Canonical: ${slice.platform.settings.url}${address}\n`);
  });

  test('every answer of the API says not to keep it, not to guess its type and not to tell where it came from', async () => {
    const { headers } = await slice.http('GET', '/api/v1/people');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('the API document', () => {
  test('is OpenAPI 3.1 in which every reference leads somewhere and every operation is whole', async () => {
    const document = (await slice.http('GET', '/api/v1/openapi.json', { token: null })).json;
    expect(inside(document, 'openapi')).toBe('3.1.0');
    expect(danglingIn(document, document)).toEqual([]);
    const ids = new Set<unknown>();
    for (const [path, methods] of Object.entries(Object(inside(document, 'paths')))) {
      for (const operation of Object.values(Object(methods))) {
        expect(ids.has(inside(operation, 'operationId'))).toBe(false);
        ids.add(inside(operation, 'operationId'));
        expect(String(inside(operation, 'summary')).length).toBeGreaterThan(5);
        expect(inside(operation, 'responses', 'default')).toBeDefined();
        const named = [inside(operation, 'parameters')].flat().filter((one) => inside(one, 'in') === 'path');
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
        expect(named.map((one) => inside(one, 'name'))).toEqual(inPath);
      }
    }
    expect(ids.size).toBeGreaterThan(50);
  });
});

/** Every `$ref` that points to nothing in the root; one within a schema is looked for from that schema too. */
function danglingIn(node: unknown, root: unknown, schema: unknown = root): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const nearest = inside(node, '$defs') === undefined ? schema : node;
  return Object.entries(node).flatMap(([key, value]) => {
    if (key !== '$ref' || typeof value !== 'string') return danglingIn(value, root, nearest);
    const path = value.replace(/^#\/?/, '').split('/').filter(Boolean);
    const found = [root, nearest].some((from) => inside(from, ...path) !== undefined);
    return found || path.length === 0 ? [] : [value];
  });
}

describe('the live stream', () => {
  async function listen(lastEventId?: string) {
    const leave = new AbortController();
    const response = await fetch(`${slice.app.address()}/api/v1/live`, {
      signal: leave.signal,
      headers: {
        authorization: `Bearer ${slice.tokens.stakeholder}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    });
    const heard: { type: string; topics: string[]; id: string }[] = [];
    const reading = (async () => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        const whole = text.split('\n\n');
        text = whole.pop() ?? '';
        for (const event of whole) {
          const line = event.split('\n').find((one) => one.startsWith('data: '));
          if (line) heard.push(JSON.parse(line.slice(6)));
        }
      }
    })().catch(() => undefined);
    return {
      status: response.status,
      heard,
      async leave() {
        leave.abort();
        await reading;
      },
    };
  }

  test('a change is hinted at with its topics, and what was missed is told to whoever comes back', async () => {
    const first = await listen();
    await raise('hinted');
    await expect.poll(() => first.heard.flatMap((hint) => hint.topics)).toContain('alerts');
    const last = first.heard[0]?.id ?? '';
    await first.leave();
    await slice.app.settled();
    await raise('missed');
    const second = await listen(last);
    await expect.poll(() => second.heard.length).toBeGreaterThan(0);
    expect(second.heard.map((hint) => hint.id)).not.toContain(last);
    expect(second.heard.some((hint) => hint.type === 'changed')).toBe(true);
    await second.leave();
  });

  test.each(['unknown.1', '', 'x'.repeat(500)])(
    'who comes back with "%s" is told to ask for everything',
    async (id) => {
      const again = await listen(id === '' ? 'another-node.7' : id);
      await expect.poll(() => again.heard[0]?.type).toBe('resync');
      await again.leave();
    },
  );

  test('hints carry no text of an alert', async () => {
    const listener = await listen();
    await raise('a private matter');
    await expect.poll(() => listener.heard.length).toBeGreaterThan(0);
    expect(JSON.stringify(listener.heard)).not.toContain('private');
    await listener.leave();
  });
});

describe('secrets', () => {
  /** Every row of every table of ours, as text. */
  async function wholeDatabase(): Promise<string> {
    const tables = await slice.rows<{ name: string }>(sql`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('platform', 'catalog', 'detect', 'oncall', 'connect') and table_type = 'BASE TABLE'`);
    expect(tables.length).toBeGreaterThan(15);
    const texts = await Promise.all(
      tables.map(({ name }) => slice.platform.db.pool.query(`select t::text as row from ${name} t`)),
    );
    return JSON.stringify(texts.flatMap((result) => result.rows));
  }

  test('none is in the database in clear: webhook secrets, tokens, keys, passwords, sessions', async () => {
    const password = 'a password to look for';
    const made = await slice.http('POST', '/api/v1/integrations', {
      body: { name: 'sealed', door: 'generic', service: 'ledger' },
      headers: { 'idempotency-key': 'sealed' },
    });
    const rotated = await slice.http('POST', '/api/v1/integrations/sealed/key', {
      headers: { 'idempotency-key': 'rotated' },
    });
    await slice.http('POST', '/ingest/alertmanager/wrong-key-wrong-key', { token: keys.native, body: '{}' });
    await raise('seen');
    await slice.http('POST', '/api/v1/session', {
      token: null,
      body: { email: 'ada@example.org', password },
    });
    const all = await wholeDatabase();
    const secrets = [
      plantedSecret,
      adminToken,
      password,
      ...Object.values(slice.tokens),
      keys.prometheus,
      keys.native,
      keys.backup,
      String(inside(made.json, 'key')),
      String(inside(rotated.json, 'key')),
    ];
    for (const secret of secrets) expect([secret, all.includes(secret)]).toEqual([secret, false]);
    expect(all).toContain(hashOf(keys.native));
  });

  test('none is in a log line or in an answer to somebody who failed', async () => {
    const canary = 'canary-canary-canary-canary';
    const answers = await Promise.all([
      slice.http('GET', '/api/v1/session', { token: canary }),
      slice.http('POST', `/ingest/alertmanager/${canary}`, { token: canary, body: `{"key":"${canary}"}` }),
      slice.http('GET', `/ping/${canary}/x`, { token: null }),
      slice.http('POST', '/v2/enqueue', {
        token: null,
        body: { routing_key: canary, event_action: 'trigger' },
      }),
      slice.http('POST', `/a/${canary}.${canary}`, { token: null }),
      slice.http('POST', '/api/v1/session', {
        token: null,
        body: { email: `${canary}@x.org`, password: canary },
      }),
      slice.http('POST', '/api/v1/setup', { token: null, body: { token: canary } }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain(canary);
    }
    expect(JSON.stringify(slice.lines)).not.toContain(canary);
  });

  test('the contacts of a person are shown without what signs them', async () => {
    const answer = await slice.http('GET', '/api/v1/people/ada/contacts');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(plantedSecret);
  });
});

describe('the audit log', () => {
  test('every kind of change left a row with who, what and which request', async () => {
    await slice.http('POST', '/api/v1/pages', {
      token: slice.tokens.responder,
      body: { title: 'By hand', people: ['rex'] },
    });
    const [page] = await slice.rows<{ id: string }>(sql`select id from oncall.pages where title = 'By hand'`);
    for (const act of ['acknowledgement', 'unacknowledgement', 'resolution'])
      await slice.http('POST', `/api/v1/pages/${page?.id}/${act}`, { token: slice.tokens.responder });
    const override = { start: '2026-03-02T11:00:00Z', end: '2026-03-02T12:00:00Z', person: 'ada' };
    const made = await slice.http('POST', '/api/v1/schedules/primary/overrides', {
      token: slice.tokens.responder,
      body: override,
    });
    await slice.http('DELETE', `/api/v1/schedules/primary/overrides/${String(inside(made.json, 'id'))}`, {
      token: slice.tokens.responder,
    });
    const contact = { id: 'second', kind: 'email', to: 'rex@example.net' };
    await slice.http('PUT', '/api/v1/people/me/contacts', { token: slice.tokens.responder, body: contact });
    await slice.http('PUT', '/api/v1/people/me/rules', {
      token: slice.tokens.responder,
      body: { high: [{ after: 0, via: 'second' }] },
    });
    await slice.http('DELETE', '/api/v1/people/me/contacts/second', { token: slice.tokens.responder });
    const rows = await slice.rows<{ action: string; request_id: string | null; actor_kind: string }>(sql`
      select action, actor_kind, request_id from platform.audit where actor = 'rex' and request_id is not null order by at, id`);
    expect(rows.map((row) => row.action)).toEqual([
      'oncall.createPage',
      'oncall.acknowledgePage',
      'oncall.unacknowledgePage',
      'oncall.resolvePage',
      'oncall.addOverride',
      'oncall.removeOverride',
      'oncall.putContact',
      'oncall.putRules',
      'oncall.deleteContact',
    ]);
    expect(new Set(rows.map((row) => row.actor_kind))).toEqual(new Set(['person']));
  });

  test('a mistake leaves no row; what somebody may not do leaves one that says so', async () => {
    const rows = () =>
      slice.rows<{ actor: string; action: string; outcome: string }>(
        sql`select actor, action, outcome from platform.audit order by id`,
      );
    const before = await rows();
    await slice.http('POST', '/api/v1/integrations', {
      body: { name: 'bad', door: 'generic', service: 'none' },
    });
    expect(await rows()).toEqual(before);
    await slice.http('POST', '/api/v1/pages', {
      token: slice.tokens.auditor,
      body: { title: 'no', people: ['rex'] },
    });
    expect((await rows()).slice(before.length)).toEqual([
      { actor: 'aud', action: 'platform.call', outcome: 'refused' },
    ]);
  });
});

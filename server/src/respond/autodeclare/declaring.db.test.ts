import { incidentChanged } from '@muster/contract/respond/news';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { takeContext } from '../context/actions.ts';
import { differences } from '../incident/rebuilt.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  const routes = [
    {
      name: 'ledger-down',
      when: 'labels.kind == "down"',
      service: 'ledger',
      declare: { severity: 'average' },
    },
    {
      name: 'ledger-lost',
      when: 'labels.kind == "lost"',
      service: 'ledger',
      declare: { severity: 'critical', mergeMinutes: 10 },
    },
  ];
  const { status } = await slice.http('PUT', '/api/v1/organisation', { body: { muster: 1, routes } });
  expect(status).toBe(200);
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
const fire = async (dedupKey: string, kind = 'down') => {
  const body = { title: `Alert ${dedupKey}`, dedupKey, labels: { kind } };
  const { status } = await slice.http('POST', '/ingest/v1/alerts', { token: keys.native, body });
  expect(status).toBe(202);
  await slice.app.settled();
};
const token = () => slice.tokens.responder;
const incidents = async (): Promise<Json[]> => {
  const { json } = await slice.http('GET', '/api/v1/incidents?limit=200', { token: token() });
  return Object(json).items;
};
const whole = async (ref: unknown): Promise<Json> =>
  Object((await slice.http('GET', `/api/v1/incidents/${String(ref)}`, { token: token() })).json);

describe('routes that declare', () => {
  test('a group that opens declares, in the name of the route, with its page and its service', async () => {
    await fire('a1');
    const [row] = await incidents();
    expect(row).toMatchObject({ title: 'Alert a1', severity: 'average', services: ['ledger'] });
    const found = await whole(row?.['ref']);
    expect(found).toMatchObject({
      declaredBy: { kind: 'rule', name: 'ledger-down' },
      source: 'alert',
      commander: null,
      links: [{ kind: 'alert', label: 'Alert a1' }],
    });
    const [page] = found['pages'] as string[];
    const shown = await slice.http('GET', `/api/v1/pages/${page}`, { token: token() });
    expect(shown.json).toMatchObject({ title: 'Alert a1', service: 'ledger' });
    const back = await slice.http('GET', `/api/v1/incidents?page=${page}`, { token: token() });
    expect(Object(back.json).items).toMatchObject([{ ref: row?.['ref'] }]);
  });

  test('a repeat is nothing new, another group of the service joins, and the worse severity holds', async () => {
    const before = await incidents();
    await fire('a1');
    await fire('a2', 'lost');
    expect(await incidents()).toHaveLength(before.length);
    const found = await whole(before[0]?.['ref']);
    expect(found).toMatchObject({
      severity: 'critical',
      links: [{ label: 'Alert a1' }, { label: 'Alert a2' }],
    });
    expect(found['pages']).toHaveLength(2);
  });

  test('after the window, or once it is over, the next group declares anew', async () => {
    const before = await incidents();
    slice.clock.advance({ minutes: 11 });
    await slice.app.settled();
    await fire('a3', 'lost');
    expect(await incidents()).toHaveLength(before.length + 1);
    const [latest] = await incidents();
    await slice.http('POST', `/api/v1/incidents/${String(latest?.['ref'])}/resolution`, {
      token: token(),
      body: {},
    });
    await fire('a4');
    expect(await incidents()).toHaveLength(before.length + 2);
  });

  test('a severity that is not there is refused with its place, and nothing is stored', async () => {
    const routes = [{ name: 'odd', when: 'true', service: 'ledger', declare: { severity: 'sev9' } }];
    const sent = { body: { muster: 1, routes } };
    const { json } = await slice.http('PUT', '/api/v1/organisation', sent);
    expect(Object(json).problems).toMatchObject([{ pointer: '/routes/0/declare/severity' }]);
    const kept = await slice.http('GET', '/api/v1/organisation', { headers: { accept: 'application/json' } });
    expect(Object(kept.json).routes).toContainEqual(
      expect.objectContaining({ name: 'ledger-lost', declare: { severity: 'critical', mergeMinutes: 10 } }),
    );
  });
});

describe('context at declaring', () => {
  test('Muster takes once what stood around it, each part by itself', async () => {
    slice.clock.advance({ minutes: 40 });
    const change = {
      payload: { summary: 'checkout 4.2 rolled out', timestamp: slice.clock.now().toString() },
    };
    const told = await slice.http('POST', '/v2/change/enqueue', {
      token: null,
      body: { routing_key: keys.events, ...change },
    });
    expect(told.status).toBe(202);
    const body = { title: 'Checkout answers 502', services: ['checkout'] };
    const { json } = await slice.http('POST', '/api/v1/incidents', { token: token(), body });
    await slice.app.settled();
    const { snapshot, version } = await whole(Object(json).ref);
    expect(snapshot).toMatchObject({ at: expect.any(String) });
    const parts = new Map<string, string[]>(
      Object(snapshot).parts.map((one: Json) => [one['title'], one['lines']]),
    );
    expect(parts.get('Changed in the last 24 hours')?.[0]).toContain('checkout: checkout 4.2 rolled out');
    expect(parts.get('On shift')).toContain('checkout: rex (high)');
    expect(parts.get('What depends on what')).toContain('checkout needs ledger');
    expect(parts.get('Alerts that are open')?.join()).toContain('Alert a4');
    expect(Object(snapshot).parts.filter((one: Json) => one['missing'])).toEqual([]);
    const event = incidentChanged(String(Object(json).id), { version: 1, types: ['declared'] });
    await byItself(slice.platform, 'test', (act) => takeContext(act, [event]));
    expect((await whole(Object(json).ref))['version']).toBe(version);
  });

  test('a thing of the past has no surroundings now', async () => {
    const body = { title: 'Last week', kind: 'retroactive', startedAt: '2026-02-20T10:00:00Z' };
    const { json } = await slice.http('POST', '/api/v1/incidents', { token: token(), body });
    await slice.app.settled();
    expect(await whole(Object(json).ref)).toMatchObject({ snapshot: null });
  });
});

test('what is kept beside the streams is what they fold to', async () => {
  expect(await differences(slice.platform.db)).toEqual([]);
});

import { incidentChanged } from '@muster/contract/respond/news';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { takeContext } from '../context/actions.ts';
import { differences } from '../stream/views.ts';

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
    const found = await whole(row?.ref);
    expect(found).toMatchObject({
      declaredBy: { kind: 'rule', name: 'ledger-down' },
      source: 'alert',
      commander: null,
      links: [{ kind: 'alert', label: 'Alert a1' }],
    });
    const [page] = found.pages as string[];
    const shown = await slice.http('GET', `/api/v1/pages/${page}`, { token: token() });
    expect(shown.json).toMatchObject({ title: 'Alert a1', service: 'ledger' });
    const back = await slice.http('GET', `/api/v1/incidents?page=${page}`, { token: token() });
    expect(Object(back.json).items).toMatchObject([{ ref: row?.ref }]);
  });

  test('a repeat is nothing new, another group of the service joins, and the worse severity holds', async () => {
    const before = await incidents();
    await fire('a1');
    await fire('a2', 'lost');
    expect(await incidents()).toHaveLength(before.length);
    const found = await whole(before[0]?.ref);
    expect(found).toMatchObject({
      severity: 'critical',
      links: [{ label: 'Alert a1' }, { label: 'Alert a2' }],
    });
    expect(found.pages).toHaveLength(2);
  });

  test('after the window, or once it is over, the next group declares anew', async () => {
    const before = await incidents();
    slice.clock.advance({ minutes: 11 });
    await slice.app.settled();
    await fire('a3', 'lost');
    expect(await incidents()).toHaveLength(before.length + 1);
    const [latest] = await incidents();
    await slice.http('POST', `/api/v1/incidents/${String(latest?.ref)}/resolution`, {
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

describe('where the usual kind is private', () => {
  test('a route declares all the same, and openly', async () => {
    const path = '/api/v1/respond/settings';
    const { json } = await slice.http('GET', path, {});
    const { version: _, ...settings } = Object(json);
    const types = Object(settings).types.toSorted(
      (a: Json, b: Json) => Number(b.private) - Number(a.private),
    );
    expect(types[0]).toMatchObject({ private: true });
    expect((await slice.http('PUT', path, { body: { ...settings, types } })).status).toBe(200);
    slice.clock.advance({ minutes: 40 });
    await fire(`${'x'.repeat(293)}😀`);
    expect((await incidents())[0]).toMatchObject({ title: `Alert ${'x'.repeat(293)}`, private: false });
    expect((await slice.http('PUT', path, { body: settings })).status).toBe(200);
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
      Object(snapshot).parts.map((one: Json) => [one.title, one.lines]),
    );
    expect(parts.get('Changed in the last 24 hours')?.[0]).toContain('checkout: checkout 4.2 rolled out');
    expect(parts.get('On shift')).toContain('checkout: rex (high)');
    expect(parts.get('What depends on what')).toContain('checkout needs ledger');
    expect(parts.get('Alerts that are open')?.join()).toContain('Alert a4');
    expect(Object(snapshot).parts.filter((one: Json) => one.missing)).toEqual([]);
    const event = incidentChanged(String(Object(json).id), { version: 1, types: ['declared'] });
    await byItself(slice.platform, 'test', (act) => takeContext(act, [event]));
    expect((await whole(Object(json).ref)).version).toBe(version);
  });

  test('a thing of the past has no surroundings now', async () => {
    const body = { title: 'Last week', kind: 'retroactive', startedAt: '2026-02-20T10:00:00Z' };
    const { json } = await slice.http('POST', '/api/v1/incidents', { token: token(), body });
    await slice.app.settled();
    expect(await whole(Object(json).ref)).toMatchObject({ snapshot: null });
  });
});

describe('reports', () => {
  const report = async (body: object, who: keyof Slice['tokens'] = 'support') =>
    slice.http('POST', '/api/v1/reports', { token: slice.tokens[who], body });
  const gathered = async (): Promise<Json[]> =>
    Object((await slice.http('GET', '/api/v1/reports/gathered', { token: token() })).json).items;

  test('support says what is wrong with one field, and declares with the same form', async () => {
    const { status, json } = await report({
      symptom: 'Invoices are empty\nSince the morning',
      service: 'checkout',
      customers: 12,
      tickets: ['https://help.example.org/t/1'],
      declare: true,
    });
    expect(status).toBe(201);
    const { ref } = Object(json).incident;
    expect(await whole(ref)).toMatchObject({
      title: 'Invoices are empty',
      source: 'support',
      services: ['checkout'],
      declaredBy: { name: 'sue' },
      links: [{ kind: 'report' }],
      entries: [{ kind: 'question', text: expect.stringContaining('1 report, 12 customers named') }],
    });
    // A cut falls between characters, wherever it falls.
    const odd = await report({ symptom: `${'x'.repeat(199)}😀`, declare: true });
    expect(odd.status).toBe(201);
    const more = {
      symptom: `${'x'.repeat(299)}😀${'y'.repeat(199)}😀`,
      incident: Object(odd.json).incident.ref,
    };
    expect((await report(more)).status).toBe(201);
    const bad = await report({ symptom: 'x', service: 'nowhere', tickets: ['javascript:alert(1)'] });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('/tickets/0');
    expect((await report({ symptom: 'x', service: 'nowhere' })).text).toContain('/service');
    await slice.http('POST', `/api/v1/incidents/${ref}/resolution`, { token: token(), body: {} });
  });

  test('of a private incident that takes a report up, the other one and the audit log do not tell', async () => {
    const { json } = await report({ symptom: 'Odd logins', declare: true });
    const { ref } = Object(json).incident;
    const secret = await slice.http('POST', '/api/v1/incidents', {
      token: token(),
      body: { title: 'Stolen key', private: true },
    });
    const { ref: hidden, id } = Object(secret.json);
    const body = { reports: [Object(json).id] };
    const linked = await slice.http('POST', `/api/v1/incidents/${hidden}/reports`, { token: token(), body });
    expect(linked.status).toBe(200);
    const stream = await slice.http('GET', `/api/v1/incidents/${ref}/events`, { token: token() });
    expect(stream.text).toContain('It belongs elsewhere.');
    expect(stream.text).not.toContain(hidden);
    const log = await slice.http('GET', '/api/v1/audit?limit=200', {});
    expect(log.status).toBe(200);
    expect(log.text).not.toContain(hidden);
    expect(log.text).not.toContain(id);
    for (const one of [ref, hidden])
      await slice.http('POST', `/api/v1/incidents/${one}/resolution`, { token: token(), body: {} });
  });

  test('three within an hour call the people of the service once, and belong to what is declared then', async () => {
    const { json: older } = await slice.http('GET', '/api/v1/incidents?status=open&service=ledger', {
      token: token(),
    });
    for (const { ref } of Object(older).items)
      await slice.http('POST', `/api/v1/incidents/${ref}/resolution`, { token: token(), body: {} });
    for (let i = 0; i < 4; i += 1) {
      await report({ symptom: `Balances are wrong ${i}`, service: 'ledger', customers: 5 });
      await slice.app.settled();
    }
    const { json } = await slice.http('GET', '/api/v1/pages?service=ledger', { token: token() });
    const pages = Object(json).items.filter((one: Json) => String(one.title).includes('reports about'));
    expect(pages).toMatchObject([
      { title: '3 reports about ledger within an hour: is it an incident?', urgency: 'low' },
    ]);
    const [proposal] = await gathered();
    expect(proposal).toMatchObject({ service: 'ledger', count: 4, customers: 20, incidents: [] });
    const ids = Object(proposal).reports.map((one: Json) => one.id);
    const made = await slice.http('POST', '/api/v1/incidents', {
      token: token(),
      body: { title: 'Balances are wrong', services: ['ledger'], source: 'support' },
    });
    const path = `/api/v1/incidents/${Object(made.json).ref}/reports`;
    for (let i = 0; i < 2; i += 1)
      expect((await slice.http('POST', path, { token: token(), body: { reports: ids } })).status).toBe(200);
    const linked = await slice.http('GET', path, { token: token() });
    expect(linked.json).toMatchObject({ count: 4, customers: 20, quarters: [{ count: 4 }] });
    const asked = Object(
      (await slice.http('GET', `${path.replace('/reports', '/entries')}?kind=question`, { token: token() }))
        .json,
    );
    expect(asked.items).toHaveLength(1);
    expect(await gathered()).toEqual([]);
    const ended = await slice.http('GET', `/api/v1/pages/${pages[0].id}`, { token: token() });
    expect(ended.json).toMatchObject({ state: 'resolved' });
  });

  test('a report joins an open incident, moves to another, or is none, and whoever reported it sees that', async () => {
    const first = Object(
      (await slice.http('POST', '/api/v1/incidents', { token: token(), body: { title: 'One' } })).json,
    );
    const second = Object(
      (await slice.http('POST', '/api/v1/incidents', { token: token(), body: { title: 'Two' } })).json,
    );
    const { json } = await report({ symptom: 'It is slow', incident: first.ref });
    expect(json).toMatchObject({ incident: { ref: first.ref } });
    const reports = [Object(json).id];
    await slice.http('POST', `/api/v1/incidents/${second.ref}/reports`, {
      token: token(),
      body: { reports },
    });
    expect(await whole(first.ref)).toMatchObject({ links: [] });
    expect(await whole(second.ref)).toMatchObject({ links: [{ kind: 'report' }] });
    const lone = Object((await report({ symptom: 'My password is wrong' })).json);
    const dismissal = { token: token(), body: { reports: [lone.id], reason: 'one account only' } };
    expect((await slice.http('POST', '/api/v1/reports/dismissal', dismissal)).status).toBe(204);
    const mine = await slice.http('GET', '/api/v1/reports?by=me', { token: slice.tokens.support });
    expect(Object(mine.json).items.slice(0, 2)).toMatchObject([
      { id: lone.id, dismissed: { by: 'rex', reason: 'one account only' } },
      { incident: { ref: second.ref } },
    ]);
  });

  test('a private incident is not there for those outside: not to join, not in the list', async () => {
    const body = { title: 'Leaked key', type: 'security' };
    const { ref } = Object((await slice.http('POST', '/api/v1/incidents', { token: token(), body })).json);
    expect((await report({ symptom: 'I see a key', incident: ref })).json).toMatchObject({
      code: 'not_found',
    });
    const seen = Object((await report({ symptom: 'I see another key' })).json);
    await slice.http('POST', `/api/v1/incidents/${ref}/reports`, {
      token: token(),
      body: { reports: [seen.id] },
    });
    const own = await slice.http('GET', '/api/v1/reports?by=me', { token: slice.tokens.support });
    expect(Object(own.json).items[0]).toMatchObject({ id: seen.id, incident: null });
    const others = await slice.http('GET', '/api/v1/reports', { token: slice.tokens.admin });
    expect(others.text).not.toContain('another key');
    const taken = await slice.http('POST', '/api/v1/reports/dismissal', {
      token: slice.tokens.admin,
      body: { reports: [seen.id], reason: 'no' },
    });
    expect(taken.status).toBe(404);
  });
});

test('earlier incidents that are alike are found while one types, with what helped, for those who may know', async () => {
  const body = { title: 'Printer queue in the warehouse is stuck', services: ['checkout'] };
  const { ref } = Object((await slice.http('POST', '/api/v1/incidents', { token: token(), body })).json);
  const attempt = { kind: 'attempt', text: 'Restarted the spooler', result: 'worked' };
  await slice.http('POST', `/api/v1/incidents/${ref}/entries`, { token: token(), body: attempt });
  const find = async (who: keyof Slice['tokens'], more = '') =>
    Object(
      (
        await slice.http('GET', `/api/v1/incidents/similar?title=warehouse%20prnter%20stuck${more}`, {
          token: slice.tokens[who],
        })
      ).json,
    ).items;
  expect(await find('responder')).toMatchObject([
    {
      ref,
      helped: [{ text: 'Restarted the spooler', result: 'worked' }],
      words: ['warehouse', 'prnter', 'stuck'],
    },
  ]);
  expect(await find('stakeholder')).toMatchObject([{ ref, helped: [] }]);
  expect(await find('responder', `&except=${ref}`)).toEqual([]);
  const hidden = { title: 'Printer secrets in the warehouse leaked', type: 'security' };
  await slice.http('POST', '/api/v1/incidents', { token: token(), body: hidden });
  expect(JSON.stringify(await find('admin'))).not.toContain('secrets');
});

test('what is kept beside the streams is what they fold to', async () => {
  expect(await differences(slice.platform.db)).toEqual([]);
});

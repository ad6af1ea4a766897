import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const token = () => slice.tokens.responder;
async function declare(body: object): Promise<string> {
  const { json } = await slice.http('POST', '/api/v1/incidents', { token: token(), body });
  return `/api/v1/incidents/${String(Object(json).ref)}`;
}
const post = (path: string, body: object = {}) => slice.http('POST', path, { token: token(), body });
async function figure(name: string, query = '', access: 'responder' | 'auditor' = 'responder') {
  await slice.app.settled();
  const asked = { token: slice.tokens[access] };
  return (await slice.http('GET', `/api/v1/measures/${name}${query}`, asked)).json;
}

test('an incident from impact to its end is in the figures of its period, with every exclusion counted', async () => {
  const path = await declare({
    title: 'Ledger is down',
    services: ['ledger'],
    startedAt: '2026-03-02T09:50:00Z',
  });
  await post(`${path}/impacts`, { level: 'major', from: '2026-03-02T09:50:00Z' });
  await declare({ title: 'A rehearsal', kind: 'drill' });
  slice.clock.advance({ minutes: 20 });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 10 });
  expect(await figure('ttrestore')).toMatchObject({ n: 1, values: [{ seconds: 1_800 }], p50: null });
  expect(await figure('ttd')).toMatchObject({ values: [{ seconds: 600 }] });
  expect(await figure('tta')).toMatchObject({ n: 0, excluded: [{ reason: 'time unknown', n: 1 }] });
  const hour = '?from=2026-03-02T09:30:00Z&until=2026-03-02T10:30:00Z';
  expect(await figure('availability', `${hour}&service=ledger`)).toMatchObject({
    value: 0.5,
    parts: { seconds: 3_600, lostSeconds: 1_800 },
    excluded: [],
  });
  expect(await figure('tbf', hour)).toMatchObject({
    failures: 1,
    operatingSeconds: 1_800,
    mtbfSeconds: 1_800,
  });
  expect(await figure('reopen', hour)).toMatchObject({
    value: 0,
    n: 1,
    excluded: [{ reason: 'drill', n: 1 }],
  });
});

test('promises that passed without news are in the cadence', async () => {
  const path = await declare({ title: 'Nobody says anything' });
  slice.clock.advance({ minutes: 45 });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('cadence')).toMatchObject({ value: 0, parts: { staff: 0, customers: 0 } });
});

test('what was merged twice over is in the figures of the one that goes on', async () => {
  const first = await declare({ title: 'Carts are empty', services: ['checkout'] });
  await post(`${first}/impacts`, {
    level: 'major',
    from: slice.clock.now().subtract({ minutes: 30 }).toString(),
  });
  const second = await declare({ title: 'Checkout fails' });
  const last = await declare({ title: 'Everything fails' });
  const ref = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  await post(`${first}/merges`, { into: ref(second) });
  await post(`${second}/merges`, { into: ref(last) });
  await slice.app.settled();
  const kept = () =>
    slice.rows(sql`
      select i.ref from measure.impacts m join measure.incidents i on i.incident = m.incident
      where i.excluded is null and i.ref = ${ref(last)}`);
  expect(await kept()).toEqual([{ ref: ref(last) }]);
  await slice.http('DELETE', `${second}/merges?reason=two`, { token: token() });
  await slice.app.settled();
  expect(await kept()).toEqual([]);
});

test('the time to come is neither available nor lost', async () => {
  const week = '?from=2026-03-02T09:30:00Z&until=2026-03-09T09:30:00Z';
  const { now } = slice.clock;
  const passed = now().since(Temporal.Instant.from('2026-03-02T09:30:00Z')).total('seconds');
  expect(await figure('availability', week)).toMatchObject({ parts: { seconds: passed } });
  expect(await figure('availability', '?from=2026-04-01T00:00:00Z&until=2026-05-01T00:00:00Z')).toMatchObject(
    {
      value: null,
      parts: { seconds: 0 },
    },
  );
});

test('a period that is none is refused', async () => {
  for (const query of ['?from=2026-03-03T00:00:00Z&until=2026-03-02T00:00:00Z', '?from=1990-01-01T00:00:00Z'])
    expect(await figure('ttr', query)).toMatchObject({ code: 'invalid', errors: [{ pointer: '/from' }] });
});

test('a private incident is in the figures of its members only', async () => {
  const path = await declare({ title: 'Stolen key', type: 'security', startedAt: '2026-03-02T10:00:00Z' });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('active-time')).toMatchObject({ n: 3 });
  expect(await figure('active-time', '', 'auditor')).toMatchObject({ n: 2 });
});

test('figures made anew from the streams are the same', async () => {
  const all = () =>
    slice.rows(sql`
      select i.ref, i.excluded, i.resolves, d.name, d.seconds, d.why
      from measure.incidents i join measure.durations d using (incident) order by i.ref, d.name`);
  await slice.app.settled();
  const before = await all();
  await slice.rows(sql`delete from measure.incidents`);
  const rebuilt = await slice.http('POST', '/api/v1/measures/rebuild', {});
  expect([rebuilt.status, rebuilt.json]).toEqual([200, { incidents: 7 }]);
  expect(await all()).toEqual(before);
});

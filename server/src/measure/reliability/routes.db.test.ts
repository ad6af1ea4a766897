import { getDurations } from '@muster/contract/measure/measures';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { Sql } from '../../platform/sql.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  for (const name of ['search', 'drilled', 'disk', 'vault'])
    await slice.http('PUT', `/api/v1/services/${name}`, { body: { team: 'payments', policy: 'high' } });
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
  const rehearsal = await declare({ title: 'A rehearsal', kind: 'drill' });
  slice.clock.advance({ minutes: 20 });
  await post(`${path}/resolution`);
  await post(`${rehearsal}/resolution`);
  slice.clock.advance({ minutes: 10 });
  expect(await figure('ttrestore')).toMatchObject({ n: 1, values: [{ seconds: 1_800 }], p50: null });
  expect(await figure('ttd')).toMatchObject({ values: [{ seconds: 600 }] });
  expect(await figure('tta')).toMatchObject({
    n: 0,
    excluded: [
      { reason: 'drill', n: 1 },
      { reason: 'time unknown', n: 1 },
    ],
  });
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
  expect(await figure('ttr', '?until=2026-03-03T00:00:00Z')).toMatchObject({
    excluded: expect.arrayContaining([{ reason: 'merged', n: 2 }]),
  });
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

test('what it took to coordinate, the time in each status and how it was seen are told of incidents', async () => {
  const year = '?from=2026-02-01T00:00:00Z&severity=minor';
  const path = await declare({
    title: 'Slow search',
    severity: 'minor',
    source: 'alert',
    services: ['search'],
  });
  await post(`${path}/roles`, { role: 'commander' });
  slice.clock.advance({ minutes: 30 });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('coordination', year)).toMatchObject({ n: 1, values: [{ seconds: 1_800 }] });
  expect(await figure('statuses', year)).toMatchObject({
    n: 1,
    parts: [{ share: 1, incidents: 1, n: 1, p50: null }],
  });
  expect(await figure('detection', year)).toMatchObject({
    n: 1,
    value: 1,
    parts: [{ name: 'alert', share: 1 }],
  });
  expect(await figure('detection')).toMatchObject({
    excluded: expect.arrayContaining([{ reason: 'nobody said', n: 3 }]),
  });
});

test('what cannot count is shown beside what does', async () => {
  const path = await declare({ title: 'Foreseen', services: ['search'] });
  const early = slice.clock.now().add({ minutes: 5 });
  slice.clock.advance({ minutes: 10 });
  await post(`${path}/impacts`, { level: 'major', from: early.toString() });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('ttd', '?service=search')).toMatchObject({
    flagged: [{ seconds: 300, reason: 'signal before impact' }],
    excluded: expect.arrayContaining([{ reason: 'signal before impact', n: 1 }]),
  });
});

test('a drill is in the figure of drills alone', async () => {
  const path = await declare({ title: 'Once more', kind: 'drill', services: ['drilled'] });
  slice.clock.advance({ minutes: 7 });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  const ref = path.slice(path.lastIndexOf('/') + 1);
  expect(await figure('drills', '?service=drilled')).toMatchObject({ n: 1, values: [{ ref, seconds: 420 }] });
  for (const name of ['active-time', 'ttr', 'coordination'])
    expect(await figure(name, '?service=drilled')).toMatchObject({
      n: 0,
      excluded: [{ reason: 'drill', n: 1 }],
    });
  expect(await figure('statuses', '?service=drilled')).toMatchObject({ n: 0, parts: [] });
});

test('people linked it as the same again, so it recurred', async () => {
  const first = await declare({ title: 'Full disk', services: ['disk'] });
  await post(`${first}/resolution`);
  slice.clock.advance({ minutes: 5 });
  const second = await declare({ title: 'Full disk again', services: ['disk'] });
  await post(`${second}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('recurrence', '?service=disk')).toMatchObject({ value: 0, n: 2, cases: [] });
  const [a = '', b = ''] = [first, second].map((path) => path.slice(path.lastIndexOf('/') + 1));
  await post(`${second}/links`, { kind: 'incident', to: a, relation: 'related' });
  expect(await figure('recurrence', '?service=disk')).toMatchObject({
    value: 0.5,
    n: 2,
    parts: { recurred: 1 },
    cases: [{ ref: b, others: [a] }],
  });
});

test('a shared service and a shared factor within 90 days are a recurrence, whether they eased it or not is told apart', async () => {
  const refs: string[] = [];
  for (const eased of [false, false, true]) {
    const path = await declare({ title: 'Pool is full', services: ['ledger'], severity: 'minor' });
    await post(`${path}/resolution`);
    refs.push(path.slice(path.lastIndexOf('/') + 1));
    const made = await slice.http('PUT', `${path}/retrospective`, { token: token(), body: {} });
    const id = String(Object(made.json).id);
    const factor = { kind: 'capacity', part: 'connections', text: 'The pool was small', eased };
    await post(`/api/v1/retrospectives/${id}/factors`, factor);
    slice.clock.advance({ minutes: 5 });
  }
  const [first, second] = refs;
  expect(await figure('recurrence', '?service=ledger&severity=minor')).toMatchObject({
    n: 3,
    parts: { recurred: 1 },
    cases: [{ ref: second, others: [first] }],
  });
});

test('filters by kind of incident and by team leave the others out', async () => {
  expect(await figure('active-time', '?kind=security')).toMatchObject({ n: 1 });
  expect(await figure('active-time', '?kind=nothing')).toMatchObject({ n: 0 });
  expect(await figure('active-time', '?team=nobody')).toMatchObject({ n: 0 });
});

const all = getDurations.params.shape.name.options;

test('no figure holds a person’s name, and each says what it means', async () => {
  const people = [
    'ada',
    'ben',
    ...Object.values(await slice.rows(sql`select name from catalog.people`)).map((one) =>
      String(Object(one).name),
    ),
  ];
  for (const name of all) {
    const answer = await figure(name, '?from=2026-01-01T00:00:00Z');
    expect(answer).toMatchObject({
      definition: expect.stringMatching(/\w/),
      definitionVersion: expect.any(Number),
    });
    const words = new Set(JSON.stringify(answer).split(/[^\p{L}\d_.-]+/u));
    expect(people.filter((one) => words.has(one))).toEqual([]);
  }
});

test('a private incident is in no figure of others', async () => {
  const before = await Promise.all(all.map((name) => figure(name, '?service=vault', 'auditor')));
  const path = await declare({ title: 'Copied key', type: 'security', source: 'alert', services: ['vault'] });
  await post(`${path}/roles`, { role: 'commander' });
  await post(`${path}/impacts`, { level: 'major', from: slice.clock.now().toString() });
  slice.clock.advance({ minutes: 20 });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  expect(await figure('coordination', '?service=vault')).toMatchObject({ n: 1 });
  expect(await figure('availability', '?service=vault')).toMatchObject({ parts: { lostSeconds: 1_200 } });
  const after = await Promise.all(all.map((name) => figure(name, '?service=vault', 'auditor')));
  for (const [i, name] of all.entries())
    if (name !== 'tbf' && name !== 'availability') expect([name, after[i]]).toEqual([name, before[i]]);
  expect(await figure('tbf', '?service=vault', 'auditor')).toMatchObject({ failures: 0, downSeconds: 0 });
  expect(await figure('availability', '?service=vault', 'auditor')).toMatchObject({ value: 1, n: 0 });
});

test('figures made anew from the streams are the same, also those of an older making', async () => {
  const tables = ['incidents', 'durations', 'impacts', 'promises', 'pages'];
  const kept = async () => {
    await slice.app.settled();
    const read = async (table: string) => {
      const rows = await slice.rows(
        new Sql([`select to_jsonb(t) as row from measure.${table} t order by to_jsonb(t)`], []),
      );
      return [table, rows] as const;
    };
    return Promise.all(tables.map(read));
  };
  const before = await kept();
  for (const [table, rows] of before)
    if (table !== 'pages') expect([table, rows.length]).not.toEqual([table, 0]);
  await slice.rows(sql`delete from measure.incidents`);
  const rebuilt = await slice.http('POST', '/api/v1/measures/rebuild', {});
  expect(rebuilt.json).toEqual({ incidents: before[0]?.[1].length });
  expect(await kept()).toEqual(before);
  await slice.rows(sql`update measure.incidents set made_by = 0, source = 'alert', resolves = 9`);
  slice.clock.advance({ minutes: 1 });
  expect(await kept()).toEqual(before);
});

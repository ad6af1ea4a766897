/** Figures through the front door, by the vectors of practice.md 3: of what was taken in, and of what was lived. */
import { statedGap } from '@muster/contract/detect/stated-time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

interface Dot {
  seconds: number;
}

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const token = () => slice.tokens.responder;
async function figure(name: string, query = '') {
  await slice.app.settled();
  return (await slice.http('GET', `/api/v1/measures/${name}${query}`, { token: token() })).json;
}

/** A minute of a day in June 2025, so that nothing else of this file is in the same period. */
const june = (day: number, minute: number) =>
  Temporal.Instant.from(`2025-06-${String(day).padStart(2, '0')}T00:00:00Z`)
    .add({ minutes: minute })
    .toString();
const ofJune = '?from=2025-06-01T00:00:00Z&until=2025-07-01T00:00:00Z';
const past = (sourceId: string, service: string, over: object) => ({
  sourceId,
  title: `Past ${sourceId}`,
  severity: 'critical',
  services: [service],
  impact: [],
  ...over,
});
const took = [4, 6, 7, 9, 12, 15, 22, 31, 48, 260];

test('every figure answers of a history that was taken in, by the vectors of its definition', async () => {
  const spread = took.map((minutes, i) =>
    past(`spread-${i}`, 'spread', {
      times: {
        impactStart: june(i + 1, 0),
        firstSignal: june(i + 1, 1),
        detected: june(i + 1, 2),
        declared: june(i + 1, i === 0 ? 1 : 3),
        firstPageSent: june(i + 1, 2),
        acknowledged: june(i + 1, 5),
        mitigated: june(i + 1, minutes),
        firstPublicNotice: june(i + 1, i === 9 ? 8 * 1_440 : 10),
        resolved: june(i + 1, 5 + minutes),
      },
      updates: [{ at: june(i + 1, 10), audience: 'staff', text: 'We are on it.' }],
    }),
  );
  const twice = past('a', 'twice', {
    impact: [
      { start: june(2, 600), end: june(2, 640) },
      { start: june(2, 720), end: june(2, 745) },
    ],
    times: { resolved: june(2, 800) },
  });
  const overlapping = past('b', 'overlapping', {
    impact: [
      { start: june(3, 600), end: june(3, 660), weight: 0.25 },
      { start: june(3, 630), end: june(3, 650), weight: 1 },
    ],
  });
  const once = past('d', 'once', { impact: [{ start: june(4, 0), end: june(4, 30), level: 'major' }] });
  const foreseen = past('early', 'early', {
    times: { impactStart: june(5, 600), detected: june(5, 595), resolved: june(5, 700) },
  });
  const drill = past('drill', 'spread', {
    kind: 'drill',
    times: { declared: june(6, 0), resolved: june(6, 50) },
  });
  const { json } = await slice.http('POST', '/api/v1/incidents/import?createServices=true', {
    token: token(),
    body: { items: [...spread, twice, overlapping, once, foreseen, drill] },
  });
  expect(json).toEqual({ created: 15, updated: 0, unchanged: 0, rejected: [] });
  const of = (name: string, service: string) => figure(name, `${ofJune}&service=${service}`);

  const minutes = (p50: number, p75: number, p90: number) => ({
    n: 10,
    p50: p50 * 60,
    p75: p75 * 60,
    p90: expect.closeTo(p90 * 60, 6),
    p95: null,
  });
  const drilled = { reason: 'drill', n: 1 };
  for (const name of ['ttm', 'ttr'])
    expect([name, await of(name, 'spread')]).toMatchObject([
      name,
      { ...minutes(13.5, 28.75, 69.2), flagged: [], change: null, excluded: [drilled] },
    ]);
  expect(Object(await of('ttm', 'spread')).values[0]).toEqual({
    ref: expect.stringMatching(/\w/),
    seconds: 260 * 60,
    at: '2025-06-10T04:25:00.000Z',
  });
  expect(await of('ttd', 'spread')).toMatchObject(minutes(2, 2, 2));
  expect(Object(await of('declare-delay', 'spread')).values.map((one: Dot) => one.seconds)).toEqual([
    ...Array.from({ length: 9 }, () => 120),
    0,
  ]);
  expect(await of('tta', 'spread')).toMatchObject({
    n: 0,
    values: [],
    excluded: [drilled, { reason: 'retroactive', n: 10 }],
  });
  for (const [name, seconds] of [
    ['ttn', 600],
    ['notice-delay', 420],
  ] as const)
    expect([name, await of(name, 'spread')]).toMatchObject([
      name,
      {
        n: 9,
        p50: seconds,
        excluded: [drilled, { reason: 'implausible', n: 1 }],
        flagged: [{ reason: 'implausible' }],
      },
    ]);
  expect(await of('active-time', 'spread')).toMatchObject({ n: 10 });
  expect(await of('coordination', 'spread')).toMatchObject({
    n: 0,
    excluded: [drilled, { reason: 'retroactive', n: 10 }],
  });
  expect(await of('drills', 'spread')).toMatchObject({ n: 1, values: [{ seconds: 3_000 }], excluded: [] });
  expect(await of('statuses', 'spread')).toMatchObject({
    n: 0,
    excluded: [drilled, { reason: 'retroactive', n: 10 }],
  });
  expect(await of('cadence', 'spread')).toMatchObject({
    value: null,
    n: 0,
    excluded: [drilled, { reason: 'retroactive', n: 10 }],
  });
  for (const name of ['reopen', 'recurrence'])
    expect([name, await of(name, 'spread')]).toMatchObject([name, { value: 0, n: 10, excluded: [drilled] }]);
  for (const name of ['follow-ups', 'actionability'])
    expect([name, await of(name, 'spread')]).toMatchObject([name, { value: null, n: 0, excluded: [] }]);

  expect(await of('ttrestore', 'twice')).toMatchObject({ n: 1, values: [{ seconds: 145 * 60 }], p50: null });
  expect(await of('first-restore', 'twice')).toMatchObject({ values: [{ seconds: 40 * 60 }] });
  expect(await of('impact-time', 'twice')).toMatchObject({ values: [{ seconds: 65 * 60 }] });
  expect(await of('tbf', 'twice')).toMatchObject({
    failures: 2,
    operatingSeconds: (43_200 - 65) * 60,
    downSeconds: 65 * 60,
    mtbfSeconds: ((43_200 - 65) * 60) / 2,
    between: { n: 1 },
  });
  expect(await of('tbf', 'spread')).toMatchObject({
    failures: 0,
    mtbfSeconds: null,
    operatingSeconds: 43_200 * 60,
  });
  expect(await of('availability', 'overlapping')).toMatchObject({ parts: { lostSeconds: 1_800 } });
  expect(await of('availability', 'once')).toMatchObject({ value: expect.closeTo(0.99930556, 8), n: 1 });
  // Nobody said when it was resolved: it counts where its impact ended, and says what is not known of it.
  expect(await of('tta', 'once')).toMatchObject({ n: 0, excluded: [{ reason: 'retroactive', n: 1 }] });
  expect(await of('ttr', 'once')).toMatchObject({ n: 0, excluded: [{ reason: 'time unknown', n: 1 }] });
  expect(await of('ttd', 'early')).toMatchObject({
    n: 0,
    flagged: [{ seconds: 300, reason: 'signal before impact' }],
  });
});

test('what counts as lost is the organisation’s to say, and each figure names what it was made by', async () => {
  const hurt = [
    { start: june(20, 0), end: june(20, 60), level: 'degraded' },
    { start: june(21, 0), end: june(21, 100), level: 'partial' },
    { start: june(22, 0), end: june(22, 10), level: 'degraded', weight: 0.5 },
  ];
  const body = { items: [past('weighed', 'weighed', { impact: hurt })] };
  await slice.http('POST', '/api/v1/incidents/import?createServices=true', { token: token(), body });
  const lost = async () => Object(await figure('availability', `${ofJune}&service=weighed`));
  const usual = await lost();
  expect(usual).toMatchObject({ parts: { lostSeconds: expect.closeTo((30 + 5) * 60, 6) } });
  expect(usual.definition).toContain('degraded 0, partial 0.3, major 1');
  expect(await figure('tbf', `${ofJune}&service=weighed`)).toMatchObject({ failures: 2 });

  const path = '/api/v1/measures/availability/rule';
  const { json: before } = await slice.http('GET', path, { token: token() });
  expect(before).toMatchObject({ version: 0, changedAt: null, weights: { partial: 0.3 }, timeZone: 'UTC' });
  const rule = {
    weights: { degraded: 0.1, partial: 0.5, major: 1 },
    maintenance: 'left-out',
    timeZone: 'UTC',
    zones: { weighed: 'America/New_York' },
  };
  expect(await slice.http('PUT', path, { token: token(), body: rule })).toMatchObject({ status: 403 });
  expect(await slice.http('PUT', path, { body: { ...rule, zones: { nothing: 'UTC' } } })).toMatchObject({
    status: 422,
    json: { errors: [{ pointer: '/zones/nothing' }] },
  });
  for (const _ of ['said', 'said again'])
    expect((await slice.http('PUT', path, { body: rule })).json).toMatchObject({ ...rule, version: 1 });
  const now = await lost();
  expect(now).toMatchObject({ parts: { lostSeconds: expect.closeTo((6 + 50 + 5) * 60, 6) } });
  expect(now.definition).toContain('degraded 0.1, partial 0.5, major 1');
  expect(now.definitionVersion).toBe(usual.definitionVersion + 1);
  expect(await figure('tbf', `${ofJune}&service=weighed`)).toMatchObject({ failures: 3 });
});

test('availability stands by calendar month in the zone of the service, and over the last 30 days', async () => {
  const hurt = [{ start: '2026-02-01T04:30:00Z', end: '2026-02-01T05:30:00Z', level: 'major' }];
  const body = { items: [past('monthly', 'weighed', { impact: hurt })] };
  await slice.http('POST', '/api/v1/incidents/import', { token: token(), body });
  await slice.app.settled();
  const asked = '/api/v1/measures/availability/months?months=3';
  const { json } = await slice.http('GET', `${asked}&service=weighed`, { token: token() });
  expect(json).toMatchObject({
    timeZone: 'America/New_York',
    rule: { version: 1 },
    rolling: { seconds: 30 * 86_400, lostSeconds: 3_600, failures: 1 },
    months: [
      { month: '2026-03', lostSeconds: 0, value: 1 },
      // By the clock of New York the first half hour was January’s, with the failure.
      { month: '2026-02', seconds: 28 * 86_400, lostSeconds: 1_800, failures: 0 },
      { month: '2026-01', seconds: 31 * 86_400, lostSeconds: 1_800, failures: 1 },
    ],
  });
  const company = (await slice.http('GET', asked, { token: token() })).json;
  expect(company).toMatchObject({ timeZone: 'UTC', months: [{}, { lostSeconds: 3_600, failures: 1 }, {}] });
});

test('maintenance that the organisation leaves out shortens the time of the service', async () => {
  const [start, end] = ['2026-03-10T02:00', '2026-03-10T03:00'];
  const planned = { title: 'New disks', services: ['weighed'], start, end, timeZone: 'UTC' };
  expect(await slice.http('POST', '/api/v1/maintenances', { token: token(), body: planned })).toMatchObject({
    status: 201,
  });
  slice.clock.advance({ hours: 24 * 9 });
  await slice.app.settled();
  const hurt = [{ start: '2026-03-10T02:30:00Z', end: '2026-03-10T03:30:00Z', level: 'major' }];
  const body = { items: [past('disks', 'weighed', { impact: hurt })] };
  await slice.http('POST', '/api/v1/incidents/import', { token: token(), body });
  const day = '?from=2026-03-10T00:00:00Z&until=2026-03-11T00:00:00Z&service=weighed';
  expect(await figure('availability', day)).toMatchObject({
    parts: { seconds: 23 * 3_600, lostSeconds: 1_800 },
  });
  expect(await figure('availability', `${day}&maintenance=counted`)).toMatchObject({
    parts: { seconds: 86_400, lostSeconds: 3_600 },
  });
});

const post = (path: string, body: object = {}) => slice.http('POST', path, { token: token(), body });
const patch = (path: string, body: object) => slice.http('PATCH', path, { token: token(), body });
async function declare(body: object): Promise<string> {
  return `/api/v1/incidents/${String(Object((await post('/api/v1/incidents', body)).json).ref)}`;
}
const refOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

test('what was merged lends its earlier beginnings, and takes them back', async () => {
  const began = slice.clock.now();
  const at = (minute: number) => began.add({ minutes: minute }).toString();
  await slice.http('PUT', '/api/v1/services/joined', { body: { team: 'payments', policy: 'high' } });
  const [a, b] = [
    await declare({ title: 'A', services: ['joined'] }),
    await declare({ title: 'B', services: ['joined'] }),
  ];
  const times = { firstSignal: at(-57), detected: at(-57), firstPageSent: at(-57), acknowledged: at(-55) };
  await patch(a, { times: { ...times, impactStart: at(-60) } });
  const earlier = { firstSignal: at(-62), detected: at(-62), firstPageSent: at(-62) };
  await patch(b, { times: { ...earlier, impactStart: at(-70) } });
  await post(`${b}/merges`, { into: refOf(a) });
  await post(`${a}/resolution`, { at: at(0) });
  slice.clock.advance({ minutes: 1 });
  const seconds = async (name: string) =>
    Object(await figure(name, '?service=joined')).values.map((one: Dot) => one.seconds / 60);
  expect([await seconds('tta'), await seconds('ttd'), await seconds('ttr')]).toEqual([[7], [8], [55]]);
  await slice.http('DELETE', `${b}/merges?reason=two`, { token: token() });
  expect([await seconds('tta'), await seconds('ttd'), await seconds('ttr')]).toEqual([[2], [3], [55]]);
  expect((await slice.http('GET', b, { token: token() })).json).toMatchObject({
    mergedInto: null,
    times: { firstPageSent: expect.any(String) },
  });
});

test('a beginning that is moved days later lengthens detection, and both are on record', async () => {
  await slice.http('PUT', '/api/v1/services/edited', { body: { team: 'payments', policy: 'high' } });
  const path = await declare({ title: 'Edited late', services: ['edited'] });
  const began = slice.clock.now();
  const impactStart = began.subtract({ minutes: 7 }).toString();
  await patch(path, { times: { impactStart } });
  await post(`${path}/resolution`);
  slice.clock.advance({ hours: 72 });
  expect(await figure('ttd', '?service=edited')).toMatchObject({ values: [{ seconds: 7 * 60 }] });
  const earlier = began.subtract({ minutes: 27 }).toString();
  await patch(path, { times: { impactStart: earlier } });
  slice.clock.advance({ minutes: 1 });
  expect(await figure('ttd', '?service=edited')).toMatchObject({ values: [{ seconds: 27 * 60 }] });
  const stated = await slice.rows<{ at: string }>(sql`
    select e.data ->> 'at' as at from respond.events e join respond.incidents i on i.id = e.incident
    where i.ref = ${refOf(path)} and e.type = 'timeStated' order by e.seq`);
  expect(stated.map((one) => Temporal.Instant.from(one.at).toString())).toEqual([impactStart, earlier]);
});

test('3.7a clock skew: detected is when the alert came, and what it said stands beside it', async () => {
  const came = slice.clock.now();
  const stated = came.subtract({ minutes: 7 }).toString();
  const payload = { summary: 'Slow clock', severity: 'critical', source: 'probe', timestamp: stated };
  const body = { routing_key: keys.events, event_action: 'trigger', dedup_key: 'slow-clock', payload };
  await slice.http('POST', '/v2/enqueue', { token: null, body });
  await slice.app.settled();
  const { json } = await slice.http('GET', '/api/v1/alerts?q=slow-clock', { token: token() });
  const [alert] = Object(json).items;
  expect(statedGap(alert)).toBe(420);
  expect([alert.firstAt, alert.startsAt].map((one) => Temporal.Instant.from(one).toString())).toEqual([
    came.toString(),
    stated,
  ]);
  const impactStart = came.subtract({ minutes: 10 }).toString();
  const path = await declare({ title: 'Slow clock', page: alert.page });
  await patch(path, { times: { impactStart } });
  await post(`${path}/resolution`);
  slice.clock.advance({ minutes: 1 });
  const { values } = Object(await figure('ttd', `?from=${came.toString()}`));
  const own = values.find((one: Dot & { ref: string }) => one.ref === refOf(path));
  expect(own).toMatchObject({ seconds: 600 });
});

test('alerts on which somebody acted or that belong to an incident were worth telling; brief ones were noise', async () => {
  const high = [{ after: 0, via: 'hook' }];
  for (const name of ['rex', 'ada'])
    await slice.http('PUT', `/api/v1/people/${name}/rules`, { body: { high } });
  const began = slice.clock.now();
  const send = (dedup_key: string, event_action: 'trigger' | 'resolve') =>
    slice.http('POST', '/v2/enqueue', {
      token: null,
      body: {
        routing_key: keys.events,
        event_action,
        dedup_key,
        payload: { summary: `Alert ${dedup_key}`, severity: 'critical', source: 'probe' },
      },
    });
  for (const key of ['acted', 'linked', 'brief', 'ignored']) await send(key, 'trigger');
  await slice.app.settled();
  slice.clock.advance({ minutes: 1 });
  await slice.app.settled();
  const pages = await slice.rows<{ id: string; title: string }>(
    sql`select id, title from oncall.pages where opened_at >= ${began} and notified <> '{}'`,
  );
  const pageOf = (key: string) => pages.find((one) => one.title.includes(key))?.id ?? '';
  await post(`/api/v1/pages/${pageOf('acted')}/acknowledgement`);
  await declare({ title: 'Worth it', page: pageOf('linked') });
  slice.clock.advance({ minutes: 2 });
  await send('brief', 'resolve');
  await slice.app.settled();
  slice.clock.advance({ minutes: 2 });
  const asked = `?service=checkout&from=${began.toString()}`;
  expect(await figure('actionability', asked)).toMatchObject({
    value: 0.5,
    n: 4,
    parts: { acted: 1, linked: 1, noise: 1, ignored: 1 },
    excluded: [],
  });
});

test('whoever takes incidents in finds them in the figures when they ask next', async () => {
  const times = { impactStart: june(25, 0), mitigated: june(25, 12), resolved: june(25, 20) };
  await slice.http('POST', '/api/v1/incidents/import?createServices=true', {
    token: token(),
    body: { items: [past('asked-next', 'asked-next', { times })] },
  });
  const { json } = await slice.http('GET', `/api/v1/measures/ttm${ofJune}&service=asked-next`);
  expect(json).toMatchObject({ n: 1, values: [{ seconds: 12 * 60 }] });
});

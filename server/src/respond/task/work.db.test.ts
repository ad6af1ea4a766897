/** Tasks, claims, workstreams and impact by way of the API: what they change, what they refuse, what they remember. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { differences } from '../stream/views.ts';

let slice: Slice;
let ref = '';
beforeAll(async () => {
  slice = await openSlice();
  const made = await send('POST', '', { title: 'Ledger is slow', services: ['ledger'] });
  ref = `/${made.json.ref}`;
});
afterAll(() => slice.stop());

interface Shown {
  ref: string;
  detail: string;
  errors: { pointer: string }[];
  tasks: { id: string; person: string | null; accepted: boolean; dueAt: string | null; state: string }[];
  claims: { id: string; releasedAt: string | null; despite?: object }[];
  streams: { id: string; reportBy: string | null; closedAt: string | null }[];
  impact: { id: string; who: string; until: string | null; revisions: number }[];
  times: Record<string, string>;
  stopGaps: { id: string; endedAt: string | null }[];
  watch?: { until: string; recurrences: object[]; ended: { outcome: string } | null };
  plan: { text: string; by: object } | null;
  pages: string[];
  category: string;
  clocks: { kind: string; subject: string; owner: string | null; dueAt: string }[];
}
/** The tests read only what they name, and compare it. */
const asShown = (json: unknown) => json as Shown;
async function send(method: string, path: string, body: object, access: 'responder' | 'admin' = 'responder') {
  const token = slice.tokens[access];
  const { status, json } = await slice.http(method, `/api/v1/incidents${path}`, { token, body });
  return { status, json: asShown(json) };
}
const clockKinds = (json: Shown) => json.clocks.map((one) => one.kind);

test('a task has one person, a time box that runs, a yes and a result', async () => {
  const { status, json } = await send('POST', `${ref}/tasks`, {
    text: 'Restart it',
    person: 'ada',
    minutes: 10,
  });
  expect(status).toBe(201);
  expect(json.tasks).toMatchObject([{ person: 'ada', accepted: false, dueAt: '2026-03-02T10:10:00.000Z' }]);
  expect(clockKinds(json)).toContain('task');
  const id = json.tasks[0]?.id ?? '';
  const taken = await send('POST', `${ref}/tasks/${id}/acceptance`, {}, 'admin');
  expect(taken.json.tasks[0]).toMatchObject({ accepted: true });
  const mine = await slice.http('GET', '/api/v1/me/tasks', { token: slice.tokens.admin });
  expect(mine.json).toMatchObject({ items: [{ task: { id } }] });
  const done = await send('POST', `${ref}/tasks/${id}/end`, { state: 'done', result: 'it runs' }, 'admin');
  expect(done.json.tasks[0]).toMatchObject({ state: 'done' });
  expect(clockKinds(done.json)).not.toContain('task');
  expect((await send('POST', `${ref}/tasks/${id}/end`, { state: 'done' })).status).toBe(409);
  expect((await send('POST', `${ref}/tasks/${id}/reopening`, { reason: 'no' })).json.tasks[0]).toMatchObject({
    state: 'open',
  });
});

test('the damage is limited by something that holds for a while, and is asked about until it is gone', async () => {
  const { json: made } = await send('POST', '', { title: 'Half of the links are down' });
  const own = `/${made.ref}`;
  const until = '2026-03-02T14:00:00.000Z';
  const given = { what: 'The long way round', residual: 'A second slower', until };
  const { status, json } = await send('POST', `${own}/containment`, { reached: 'mitigated', stopGap: given });
  expect(status).toBe(201);
  expect(json.times.mitigated).toBe('2026-03-02T10:00:00.000Z');
  expect(json.stopGaps).toMatchObject([{ ...given, endedAt: null }]);
  const late = { ...given, until: '2026-03-02T09:00:00Z' };
  const refused = await send('POST', `${own}/containment`, { reached: 'contained', stopGap: late });
  expect(refused.json.errors).toMatchObject([{ pointer: '/stopGap/until' }]);
  await send('POST', `${own}/resolution`, {});
  const now = await slice.http('GET', '/api/v1/me/clocks', { token: slice.tokens.responder });
  expect(JSON.stringify(now.json)).toContain('The long way round');
  const gap = `${own}/stopgaps/${json.stopGaps[0]?.id}`;
  const moved = await send('PATCH', gap, {
    until: '2026-03-03T14:00:00Z',
    reason: 'The part comes tomorrow',
  });
  const gaps = (shown: Shown) => shown.clocks.filter((one) => one.kind === 'stop-gap');
  expect(gaps(moved.json)).toMatchObject([{ dueAt: '2026-03-03T14:00:00.000Z' }]);
  const gone = await send('POST', `${gap}/end`, { reason: 'The link is back' });
  expect(gaps(gone.json)).toEqual([]);
  expect((await send('POST', `${gap}/end`, { reason: 'Again' })).status).toBe(409);
});

test('once the damage is gone an alert of before that fires again is noted, and it goes on (R63)', async () => {
  const tell = async (dedupKey: string, status: 'firing' | 'resolved') => {
    const body = { title: `Unreachable ${dedupKey}`, dedupKey, status };
    await slice.http('POST', '/ingest/v1/alerts', { token: keys.native, body });
    await slice.app.settled();
  };
  await tell('switch-7', 'firing');
  const [found] = await slice.rows<{ group: string; page: string }>(sql`
    select g.id as group, g.page_id as page from detect.alerts a join detect.groups g on g.id = a.group_id
    where a.dedup_key = 'switch-7'`);
  const given = { title: 'The switch is gone', page: found?.page };
  const own = `/${(await send('POST', '', given)).json.ref}`;
  const shown = async () =>
    asShown((await slice.http('GET', `/api/v1/incidents${own}`, { token: slice.tokens.responder })).json);
  await tell('switch-7', 'resolved');
  const calm = await send('POST', `${own}/containment`, { reached: 'mitigated' });
  expect(calm.json.watch).toMatchObject({ until: '2026-03-02T11:00:00.000Z', recurrences: [], ended: null });
  await tell('switch-8', 'firing');
  expect((await shown()).watch?.recurrences).toEqual([]);
  await tell('switch-7', 'firing');
  const recurred = [{ of: found?.group, title: 'Unreachable switch-7', service: 'ledger' }];
  expect((await shown()).watch?.recurrences).toMatchObject(recurred);
  await tell('switch-7', 'resolved');
  await tell('switch-7', 'firing');
  expect((await shown()).watch?.recurrences).toHaveLength(1);
  const longer = await send('POST', `${own}/watch`, { minutes: 240 });
  expect(longer.json.watch?.until).toBe('2026-03-02T14:00:00.000Z');
  await send('POST', `${own}/resolution`, {});
  const back = await send('POST', `${own}/watch/end`, { outcome: 'back', reason: 'It is dark again' });
  expect(back.json).toMatchObject({ category: 'active', watch: { ended: { outcome: 'back' } } });
  expect(back.json.times).not.toHaveProperty('mitigated');
  expect((await send('POST', `${own}/watch/end`, { outcome: 'held', reason: 'x' })).status).toBe(409);
});

test('the plan is looked at again: kept or changed, with what else could be done (R83)', async () => {
  const own = `/${(await send('POST', '', { title: 'Where to go' })).json.ref}`;
  const review = (body: object) => send('POST', `${own}/plan`, body);
  expect((await review({ answer: 'kept' })).status).toBe(409);
  expect((await review({ answer: 'changed' })).json.errors[0]?.pointer).toBe('/text');
  await review({ answer: 'changed', text: 'Fail over' });
  const { json } = await review({ answer: 'kept', options: ['Wait for the provider'] });
  expect(json.plan).toMatchObject({ text: 'Fail over', answer: 'kept', options: ['Wait for the provider'] });
});

test('who was asked to come is called no longer once let go, or once it is over', async () => {
  const own = `/${(await send('POST', '', { title: 'All hands', severity: 'minor' })).json.ref}`;
  const call = async (asked: string) =>
    (await send('POST', `${own}/responders`, { asked, people: ['ada'] })).json.pages.at(-1) ?? '';
  const stateOf = async (id: string) =>
    (await slice.http('GET', `/api/v1/pages/${id}`, { token: slice.tokens.responder })).json;
  const first = await call('look');
  expect(await stateOf(first)).toMatchObject({ state: 'triggered', urgency: 'low' });
  await send('DELETE', `${own}/responders/ada`, {});
  expect(await stateOf(first)).toMatchObject({ state: 'resolved' });
  const second = await call('look again');
  expect(await stateOf(second)).toMatchObject({ state: 'triggered' });
  await send('POST', `${own}/resolution`, {});
  expect(await stateOf(second)).toMatchObject({ state: 'resolved' });
});

test.each([
  ['a stranger', { text: 'x', person: 'nobody' }, '/person'],
  ['a time that has passed', { text: 'x', dueAt: '2026-03-02T09:00:00Z' }, '/dueAt'],
  ['a workstream that is not there', { text: 'x', stream: 'x' }, '/stream'],
  ['no text', { text: ' ' }, '/text'],
])('a task for %s is refused and leaves nothing', async (_, body, pointer) => {
  const before = (await slice.http('GET', `/api/v1/incidents${ref}`, {})).json;
  const refused = await send('POST', `${ref}/tasks`, body);
  expect([refused.status, refused.json.errors[0]?.pointer]).toEqual([422, pointer]);
  expect((await slice.http('GET', `/api/v1/incidents${ref}`, {})).json).toEqual(before);
});

test('two people do not change one system at once, unless one says why', async () => {
  const first = await send('POST', `${ref}/claims`, { system: 'Ledger DB', doing: 'fail over', minutes: 20 });
  expect(first.status).toBe(201);
  const claim = { system: 'ledger db', doing: 'restart', minutes: 5 };
  const second = await send('POST', `${ref}/claims`, claim, 'admin');
  expect([second.status, second.json.detail]).toEqual([
    409,
    'rex is changing Ledger DB until 2026-03-02T10:20:00.000Z: fail over',
  ]);
  const anyway = await send('POST', `${ref}/claims`, { ...claim, anyway: 'rex agrees' }, 'admin');
  expect(anyway.json.claims[1]).toMatchObject({ despite: { person: 'rex', reason: 'rex agrees' } });
  const id = first.json.claims[0]?.id ?? '';
  expect((await send('POST', `${ref}/claims/${id}/extension`, { minutes: 60 })).json.claims[0]).toMatchObject(
    {
      until: '2026-03-02T11:00:00.000Z',
    },
  );
  const stranger = `/api/v1/incidents${ref}/claims/${id}`;
  expect((await slice.http('DELETE', stranger, { token: slice.tokens.admin })).status).toBe(422);
  expect((await send('POST', `${ref}/claims/${id}/extension`, { minutes: 5 }, 'admin')).status).toBe(409);
  const token = slice.tokens.responder;
  const path = `/api/v1/incidents${ref}/claims/${id}`;
  expect((await slice.http('DELETE', path, { token })).status).toBe(200);
  expect((await slice.http('DELETE', path, { token })).status).toBe(409);
});

test('a workstream reports at promised times until it is closed', async () => {
  const opened = await send('POST', `${ref}/workstreams`, {
    title: 'Database',
    lead: 'rex',
    everyMinutes: 15,
  });
  const id = opened.json.streams[0]?.id ?? '';
  expect(opened.json.streams[0]).toMatchObject({ reportBy: '2026-03-02T10:15:00.000Z' });
  const reported = await send('POST', `${ref}/workstreams/${id}/reports`, { condition: 'disk full' });
  expect(reported.json.streams[0]).toMatchObject({ report: { condition: 'disk full' } });
  const moved = await send('PATCH', `${ref}/workstreams/${id}`, { everyMinutes: 30 });
  expect(moved.json.streams[0]).toMatchObject({ reportBy: '2026-03-02T10:30:00.000Z' });
  expect(
    (await send('POST', `${ref}/workstreams/${id}/closing`, {})).json.streams[0]?.closedAt,
  ).not.toBeNull();
  expect((await send('POST', `${ref}/workstreams/${id}/reports`, { condition: 'x' })).status).toBe(409);
});

test('impact is stated early, revised, ended, and sets the moments of the incident', async () => {
  const unknown = await send('POST', `${ref}/impacts`, { level: 'unknown' });
  expect(unknown.json.impact).toMatchObject([{ who: 'Unknown, checking', until: null }]);
  expect(unknown.json.times).not.toHaveProperty('impactStart');
  const id = unknown.json.impact[0]?.id ?? '';
  const known = { level: 'partial', who: 'one in ten pays twice', from: '2026-03-02T09:40:00Z', count: 120 };
  const revised = await send('PATCH', `${ref}/impacts/${id}`, known);
  expect(revised.json.impact[0]).toMatchObject({ revisions: 1, count: 120 });
  expect(revised.json.times).toMatchObject({ impactStart: '2026-03-02T09:40:00.000Z' });
  const ended = await send('PATCH', `${ref}/impacts/${id}`, { until: '2026-03-02T09:55:00Z' });
  expect(ended.json.times).toMatchObject({ impactEnd: '2026-03-02T09:55:00.000Z' });
  for (const body of [{ from: '2026-03-02T12:00:00Z' }, { until: '2026-03-02T09:00:00Z' }])
    expect((await send('PATCH', `${ref}/impacts/${id}`, body)).status).toBe(422);
});

test('the streams tell the same as what is stored', async () => {
  expect(await differences(slice.app.platform.db)).toEqual([]);
});

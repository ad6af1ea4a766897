/** Duties to those outside by way of the API: what starts and ends them, what is refused, and who sees them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { differences } from '../../respond/stream/views.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

interface Shown {
  ref: string;
  version: number;
  detail: string;
  errors: { pointer: string }[];
  obligations: {
    id: string;
    state: string;
    owner: string;
    deputy: string | null;
    rule: { name: string; version: number; holidays: { days: string[] } };
    refusal: { reason: string; decidedBy: string } | null;
    steps: { step: string; dueAt: string | null; submittedAt: string | null }[];
  }[];
  items: {
    ref: string;
    about: string;
    obligation: { rule: { name: string } };
    name: string;
    rule: { version: number };
    changedBy: string;
    clock: { kind: string; missedAt: string | null };
  }[];
  clocks: { kind: string }[];
  brief: Record<string, string>;
}
/** The tests read only what they name, and compare it. */
const asShown = (json: unknown) => json as Shown;
type Access = 'responder' | 'admin' | 'stakeholder';
async function send(method: string, path: string, body?: object, access: Access = 'responder') {
  const token = slice.tokens[access];
  const { status, json } = await slice.http(method, `/api/v1${path}`, { token, body });
  return { status, json: asShown(json) };
}
const declare = async (body: object = {}) =>
  `/incidents/${(await send('POST', '/incidents', { title: 'Rows of others were shown', ...body })).json.ref}`;
const fact = {
  kind: 'aware',
  at: '2026-03-02T09:00:00.000Z',
  what: 'Two customers saw rows of others',
  decidedBy: 'Ona, data protection',
  evidence: 'https://cases.example.org/4711',
};
const gdpr = { rule: 'gdpr-33', fact };
const started = async (ref: string, body: object = gdpr) => {
  const { json } = await send('POST', `${ref}/obligations`, body);
  return `${ref}/obligations/${json.obligations[0]?.id}`;
};

test('a duty starts from evidence, is owed by whoever starts it, and is done with a reference', async () => {
  const ref = await declare();
  const begun = await send('POST', `${ref}/obligations`, gdpr);
  expect(begun).toMatchObject({
    status: 201,
    json: {
      obligations: [{ state: 'running', owner: 'rex', deputy: null, rule: { name: 'gdpr-33', version: 1 } }],
      clocks: expect.arrayContaining([expect.objectContaining({ kind: 'obligation' })]),
    },
  });
  // Reminders are no promises of their own.
  expect(begun.json.clocks.map((one) => one.kind)).not.toContain('reminder');
  expect(begun.json.obligations[0]?.steps[0]?.dueAt).toBe('2026-03-05T09:00:00.000Z');
  const about = 'GDPR, Article 33, Notice to the authority';
  const handoff = await send('GET', `${ref}/handoffs/draft?role=commander`);
  expect(JSON.stringify(handoff.json)).toContain(
    'GDPR, Article 33: Notice to the authority is due 2026-03-05',
  );

  expect((await send('POST', `${ref}/resolution`, {})).status).toBe(200);
  expect((await send('GET', '/me/clocks')).json.items).toContainEqual(
    expect.objectContaining({ about, ref: begun.json.ref }),
  );
  const id = begun.json.obligations[0]?.id;
  const body = { step: 'authority', reference: 'DPA-2026-17', at: '2026-03-02T09:30:00.000Z' };
  const done = await send('POST', `${ref}/obligations/${id}/submissions`, body);
  expect(done.json.obligations[0]).toMatchObject({
    state: 'done',
    steps: [{ step: 'authority', submittedAt: body.at }, { step: 'controller' }, { step: 'persons' }],
  });
  expect((await send('GET', '/me/clocks')).json.items.filter((one) => one.about === about)).toEqual([]);
});

test.each<[string, object, number, string]>([
  ['a rule that is switched off', { ...gdpr, rule: 'dora-19' }, 409, 'switched off'],
  ['a rule that is none', { ...gdpr, rule: 'nothing' }, 404, 'no such'],
  ['no evidence', { ...gdpr, fact: { ...fact, evidence: ' ' } }, 422, ''],
  ['nobody who decided', { ...gdpr, fact: { ...fact, decidedBy: undefined } }, 422, ''],
  ['what will be', { ...gdpr, fact: { ...fact, at: '2027-03-02T09:00:00.000Z' } }, 422, 'future'],
  [
    'a fact from which nothing counts',
    { ...gdpr, fact: { ...fact, kind: 'paid' } },
    422,
    'Nothing of this rule',
  ],
  ['an owner who is not there', { ...gdpr, owner: 'nobody' }, 422, 'no such person'],
])('%s starts nothing', async (_, body, status, detail) => {
  const ref = await declare();
  await slice.app.settled();
  const { version } = (await send('GET', ref)).json;
  const refused = await send('POST', `${ref}/obligations`, body);
  expect([refused.status, refused.json.detail]).toEqual([status, expect.stringContaining(detail)]);
  expect((await send('GET', ref)).json.version).toBe(version);
});

test('it starts once, and is not done without a reference, a step that began, and reasons where it is late', async () => {
  const ref = await declare();
  const duty = await started(ref, { ...gdpr, fact: { ...fact, at: '2026-02-01T09:00:00.000Z' } });
  expect((await send('POST', `${ref}/obligations`, gdpr)).status).toBe(409);
  const at = '2026-03-02T09:30:00.000Z';
  const submit = (body: object) => send('POST', `${duty}/submissions`, body);
  expect((await submit({ step: 'authority', at })).status).toBe(422);
  expect((await submit({ step: 'nowhere', at, reference: 'x' })).json.errors[0]?.pointer).toBe('/step');
  const late = await submit({ step: 'authority', at, reference: 'x' });
  expect(late.json.errors[0]?.pointer).toBe('/lateReason');
  const excused = await submit({ step: 'authority', at, reference: 'x', lateReason: 'Known late' });
  expect(excused.json.obligations[0]?.state).toBe('done');
});

test('not reporting is a decision with a reason; it ends what runs, and stands where nothing ran', async () => {
  const ref = await declare();
  const duty = await started(ref);
  const body = { reason: 'Nothing was readable', decidedBy: 'Ona, data protection' };
  expect((await send('POST', `${ref}/not-reportable`, { rule: 'gdpr-33', decidedBy: 'x' })).status).toBe(422);
  const ended = await send('POST', `${ref}/not-reportable`, { rule: 'gdpr-33', ...body });
  expect(ended.json.obligations).toMatchObject([{ state: 'not-reportable', refusal: body }]);
  expect((await send('POST', `${duty}/facts`, fact)).status).toBe(409);
  const other = await send('POST', `${ref}/not-reportable`, { rule: 'nis2-23', ...body });
  expect(other.json.obligations).toMatchObject([{}, { rule: { name: 'nis2-23' }, state: 'not-reportable' }]);
});

test('one step is waived with a reason and whoever decided, and is owed again; all of them is another decision', async () => {
  const ref = await declare();
  const duty = await started(ref, { ...gdpr, rule: 'nis2-23' });
  const { steps } = (await send('GET', ref)).json.obligations[0] ?? {};
  const [first, ...others] = (steps ?? []).map((one) => one.step);
  const why = { reason: 'Told on the phone', decidedBy: 'Ona, data protection' };
  const waive = (step: string | undefined, body: object = why, access: Access = 'responder') =>
    send('POST', `${duty}/waivers`, { step, ...body }, access);
  const said = async () => (await waive('nowhere')).json.errors[0]?.pointer;
  expect(await said()).toBe('/step');
  expect((await waive(first, { decidedBy: 'x' })).status).toBe(422);
  expect((await waive(first, why, 'stakeholder')).status).toBe(403);
  expect((await waive(first, { ...why, waived: false })).json.detail).toContain('owed as it is');

  const waived = await waive(first);
  expect(waived.json.obligations[0]).toMatchObject({
    state: 'running',
    steps: expect.arrayContaining([expect.objectContaining({ step: first, waivedAt: expect.any(String) })]),
    waivers: [{ step: first, waived: true, ...why, recordedBy: 'rex' }],
  });
  expect((await waive(first)).status).toBe(409);
  const refused = await others.reduce(
    async (before, step) => ((await before).status === 409 ? before : waive(step)),
    Promise.resolve(waived),
  );
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('not reportable')]);

  const owed = await waive(first, { ...why, waived: false });
  expect(owed.json.obligations[0]?.steps.find((one) => one.step === first)).not.toHaveProperty('waivedAt');
  const body = { step: first, reference: 'CSIRT-1', at: '2026-03-02T09:30:00.000Z' };
  expect((await send('POST', `${duty}/submissions`, body)).status).toBe(200);
  expect((await waive(first)).json.detail).toContain('submitted already');
});

test('a changed rule is a new version; what runs keeps its own, and each version can be read', async () => {
  const ref = await declare();
  await started(ref, { ...gdpr, rule: 'gdpr-33' });
  const rules = (await send('GET', '/obligations/rules')).json.items;
  const found = rules.find((one) => one.name === 'gdpr-33');
  const { name, version: _, ...rule } = { version: 0, ...found };
  const changed = { ...rule, deputy: 'ada', owner: 'rex' };
  expect((await send('PUT', '/obligations/rules/gdpr-33', changed)).status).toBe(403);
  const put = await send('PUT', '/obligations/rules/gdpr-33', changed, 'admin');
  expect(put).toMatchObject({ status: 200, json: { version: 2 } });
  expect((await send('GET', ref)).json.obligations[0]).toMatchObject({ rule: { version: 1 }, deputy: null });
  const next = await declare();
  await started(next);
  expect((await send('GET', next)).json.obligations[0]).toMatchObject({
    rule: { version: 2 },
    deputy: 'ada',
  });
  const versions = await send('GET', `/obligations/rules/${name}/versions`);
  expect(versions.json.items).toMatchObject([{ rule: { version: 2 }, changedBy: 'ada' }]);
  const circle = await send(
    'PUT',
    '/obligations/rules/gdpr-33',
    { ...changed, zone: 'Mars/Olympus' },
    'admin',
  );
  expect([circle.status, circle.json.errors]).toEqual([
    422,
    [{ pointer: '/zone', message: 'is no time zone' }],
  ]);
});

test('of a private incident nobody outside hears, and nobody is let in by being named', async () => {
  const ref = await declare({ private: true });
  const refused = await send('POST', `${ref}/obligations`, { ...gdpr, deputy: 'ada' });
  expect(refused.json.errors[0]?.pointer).toBe('/deputy');
  const duty = await started(ref, { ...gdpr, deputy: null });
  expect((await send('POST', `${duty}/facts`, fact, 'admin')).status).toBe(404);
  const mine = (await send('GET', '/obligations')).json.items.map((one) => one.ref);
  const theirs = (await send('GET', '/obligations', undefined, 'admin')).json.items.map((one) => one.ref);
  const known = (await send('GET', ref)).json.ref;
  expect([mine.includes(known), theirs.includes(known)]).toEqual([true, false]);
  const told = await slice.rows<{ subject: string }>(
    sql`select subject from platform.audit where action = 'inform.startObligation' order by id desc limit 1`,
  );
  expect(told).toEqual([{ subject: expect.stringContaining('private-incident:') }]);
});

test('a duty counts with the holidays that the calendars of a schedule told when it began', async () => {
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20260305', 'SUMMARY:A feast']
    .concat('END:VEVENT', 'END:VCALENDAR')
    .join('\r\n');
  const schedule = '/schedules/primary/holiday-calendars';
  expect((await send('POST', schedule, { place: 'New York', text }, 'admin')).status).toBe(201);
  const sec = (await send('GET', '/obligations/rules')).json.items.find((one) => one.name === 'sec-8k-105');
  const { name: _, version: __, ...rule } = { version: 0, ...sec };
  const holidays = { schedule: 'primary', days: [] };
  await send('PUT', '/obligations/rules/sec-8k-105', { ...rule, active: true, holidays }, 'admin');
  const ref = await declare();
  await started(ref, { rule: 'sec-8k-105', fact: { ...fact, kind: 'material' } });
  const [duty] = (await send('GET', ref)).json.obligations;
  expect(duty?.rule.holidays.days).toEqual(['2026-03-05']);
  // Monday the 2nd: the 3rd, 4th, 6th and 9th, until half past five in New York, where summer time has begun.
  expect(duty?.steps[0]?.dueAt).toBe('2026-03-09T21:30:00.000Z');
});

test('what is kept of incidents with duties is what their streams fold to', async () => {
  await slice.app.settled();
  expect(await differences(slice.platform.db)).toEqual([]);
});

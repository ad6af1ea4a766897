import * as factors from '@muster/contract/learn/factors';
import { listReportNumbers, putReportNumber } from '@muster/contract/learn/figures';
import * as parts from '@muster/contract/learn/parts';
import * as endpoints from '@muster/contract/learn/retrospectives';
import { answerScorecard } from '@muster/contract/learn/scorecard';
import { getRetrospectiveSettings, putRetrospectiveSettings } from '@muster/contract/learn/triggers';
import { addEntry } from '@muster/contract/respond/entries';
import {
  changeIncident,
  declareIncident,
  getIncident,
  resolveIncident,
} from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { addComment } from '../comment/actions.ts';
import { reportBlocks } from '../report/model.ts';
import { plainTextOf } from './views.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

async function resolved(
  title: string,
  more: { private?: boolean; severity?: string; source?: 'customer' } = {},
) {
  const rex = slice.as('responder');
  const { id, ref } = await rex(declareIncident, {
    body: { title, services: ['checkout'], command: true, ...more },
  });
  await rex(addEntry, {
    params: { ref },
    body: { kind: 'attempt', text: 'Restarted the pool', result: 'worse' },
  });
  await rex(resolveIncident, { params: { ref }, body: { text: 'Rolled back' } });
  await slice.app.settled();
  return { id, ref };
}

const begun = (ref: string) => slice.as('responder')(endpoints.getIncidentRetrospective, { params: { ref } });

test('the end of a response that asks for it begins the report, drafted from the record', async () => {
  const { ref } = await resolved('Checkout fails', { severity: 'critical' });
  const one = await begun(ref);
  expect(one).toMatchObject({ ref, state: 'draft', owner: 'rex', kind: 'incident', factors: [] });
  expect(one.timeline.map((row) => row.text)).toContain('Restarted the pool');
  expect(one.timeline.every((row) => row.event !== null)).toBe(true);
  expect(one.record.effects).toMatchObject([{ text: 'Restarted the pool' }]);
  expect(one.meetingDueAt).toBe('2026-03-05T10:00:00.000Z');
  expect(Object.values(one.numbers)).toEqual([null, null, null, null, null]);
  const rex = slice.as('responder');
  const { items } = await rex(endpoints.listMyRetrospectives, {});
  expect(items).toContainEqual(expect.objectContaining({ id: one.id, asked: 'write' }));
});

test('where the severity asks for none somebody may begin one, and it is one however often it is begun', async () => {
  const { ref } = await resolved('A small one', { severity: 'minor' });
  const rex = slice.as('responder');
  await expect(begun(ref)).rejects.toThrow('There is no such retrospective');
  const first = await rex(endpoints.putIncidentRetrospective, { params: { ref }, body: { depth: 'deep' } });
  const again = await rex(endpoints.putIncidentRetrospective, {
    params: { ref },
    body: { numbers: { users: '120' }, facilitator: 'ada' },
  });
  expect(again).toMatchObject({ id: first.id, depth: 'deep', facilitator: 'ada', numbers: { users: '120' } });
  expect(again.meetingDueAt).toBeNull();
  await expect(
    rex(endpoints.putIncidentRetrospective, { params: { ref }, body: { reviewer: 'nobody-here' } }),
  ).rejects.toThrow();
});

test('what meets a rule of the company is due whatever its severity asks for, and says by which', async () => {
  const boss = slice.as('admin');
  const settings = await boss(getRetrospectiveSettings, {});
  await expect(
    boss(putRetrospectiveSettings, { body: { ...settings, holidays: 'no-such-rota' } }),
  ).rejects.toThrow('There is no schedule');
  const { ref } = await resolved('A customer called', { severity: 'minor', source: 'customer' });
  expect(await begun(ref)).toMatchObject({
    due: ['People noticed it, and no signal did.'],
    meetingDueAt: '2026-03-09T10:00:00.000Z',
    publishDueAt: '2026-03-16T10:00:00.000Z',
  });
  const other = await resolved('Nobody said how', { severity: 'minor' });
  const rex = slice.as('responder');
  const asked = { params: { ref: other.ref }, query: {} };
  expect(await rex(endpoints.suggestRetrospective, asked)).toMatchObject({ due: [], retrospective: null });
  // What is found out afterwards counts, too.
  await rex(changeIncident, { params: { ref: other.ref }, body: { consequences: ['data'] } });
  await slice.app.settled();
  expect(await begun(other.ref)).toMatchObject({ due: ['Data were lost or harmed.'] });
  await boss(putRetrospectiveSettings, { body: { ...settings, monitoringMiss: false } });
  const quiet = await resolved('Another customer', { severity: 'minor', source: 'customer' });
  await expect(begun(quiet.ref)).rejects.toThrow('There is no such retrospective');
  await boss(putRetrospectiveSettings, { body: settings });
});

test('numbers of reports are looked for, and a private one gives none to others', async () => {
  const rex = slice.as('responder');
  const { id } = await rex(endpoints.addRetrospective, {
    body: { title: '=1+1', kind: 'near-miss', services: ['ledger'] },
  });
  const say = (name: string, value: number | null, unit = '') =>
    rex(putReportNumber, { params: { id }, body: { name, value, unit } });
  await rex(endpoints.changeRetrospective, { params: { id }, body: { numbers: { users: 'about 2,300' } } });
  await say('Rows lost', 7, 'rows');
  await say('rows lost', 9, 'rows');
  await say('users affected', 2_500, 'users');
  const list = async (who: 'responder' | 'admin', query: object) => {
    const answer = await slice.as(who)(listReportNumbers, { query: { limit: 50, ...query } });
    return { ...answer, items: answer.items.map(({ name, value, source }) => `${name} ${value} ${source}`) };
  };
  const found = await list('admin', { service: 'ledger' });
  expect(found.items.toSorted()).toEqual(['rows lost 9 people', 'users affected 2500 people']);
  await say('Users affected', null);
  await expect(say('Users affected', null)).rejects.toThrow('no such number');
  expect(await list('admin', { name: 'users AFFECTED', service: 'ledger' })).toMatchObject({
    items: ['Users affected 2300 impact'],
    summary: [{ unit: 'users', count: 1, sum: 2_300, median: 2_300, most: 2_300 }],
  });
  expect((await list('admin', { service: 'ledger', until: '2026-03-01' })).items).toEqual([]);
  const first = await list('admin', { service: 'ledger', limit: 1 });
  const cursor = first.nextCursor ?? '';
  const second = await list('admin', { service: 'ledger', limit: 1, cursor });
  expect([...first.items, ...second.items].toSorted()).toEqual([
    'Users affected 2300 impact',
    'rows lost 9 people',
  ]);
  await expect(list('admin', { cursor: 'W10' })).rejects.toThrow('not one of ours');
  const file = async (who: 'auditor' | 'admin', query = '') =>
    (await slice.http('GET', `/api/v1/report-numbers/export${query}`, { token: slice.tokens[who] })).text;
  const csv = await file('auditor', '?service=ledger');
  expect(csv).toContain('rows lost,9,rows,people');
  expect(csv).toContain(",'=1+1,");

  const secret = await resolved('A key lay open', { private: true, severity: 'critical' });
  const inside = await begun(secret.ref);
  await rex(putReportNumber, { params: { id: inside.id }, body: { name: 'Keys leaked', value: 1 } });
  expect((await list('responder', { name: 'Keys leaked' })).items).toEqual(['Keys leaked 1 people']);
  for (const who of ['admin', 'auditor'] as const) {
    const answer = await slice.as(who)(listReportNumbers, { query: { limit: 200 } });
    expect(JSON.stringify(answer)).not.toMatch(/Keys leaked|A key lay open/);
    expect(await file(who)).not.toContain('Keys leaked');
  }
});

test('how it went is answered from the record, and by people where they know better', async () => {
  const { ref } = await resolved('How it went', { severity: 'critical', source: 'customer' });
  const { id, scorecard, figures } = await begun(ref);
  const of = (question: string, rows = scorecard) => rows.find((one) => one.question === question);
  expect(of('signal')).toMatchObject({ answer: 'no', said: false, told: { answer: 'no' } });
  expect(of('runbook')).toMatchObject({ answer: null, told: null });
  expect(figures).toContainEqual(
    expect.objectContaining({ name: 'People paged after hours', value: 0, source: 'record' }),
  );
  const rex = slice.as('responder');
  const say = (question: 'runbook' | 'signal', answer: 'yes' | null) =>
    rex(answerScorecard, { params: { id, question }, body: { answer, note: 'It was step 4' } });
  await say('runbook', 'yes');
  await say('signal', 'yes');
  await say('signal', null);
  const after = await begun(ref);
  expect(of('runbook', after.scorecard)).toMatchObject({ answer: 'yes', said: true, note: 'It was step 4' });
  expect(of('signal', after.scorecard)).toMatchObject({ answer: 'no', said: false });
  expect(JSON.stringify(after.scorecard)).not.toContain('rex');
});

test('what was put on record since is taken up, and what people wrote stays', async () => {
  const { ref } = await resolved('Late lines', { severity: 'critical' });
  const { id, timeline } = await begun(ref);
  const rex = slice.as('responder');
  const row = { at: '2026-03-02T09:00:00.000Z', text: 'I saw the disk fill' };
  const memory = await rex(parts.addTimelineRow, { params: { id }, body: row });
  expect(memory).toMatchObject({ event: null, evidence: null, by: 'rex' });
  await rex(addEntry, { params: { ref }, body: { text: 'Found the old chart' } });
  const again = await rex(endpoints.redraftRetrospective, { params: { id } });
  expect(again.timeline).toHaveLength(timeline.length + 2);
  expect(again.timeline[0]).toMatchObject(row);
  expect((await rex(endpoints.redraftRetrospective, { params: { id } })).timeline).toHaveLength(
    timeline.length + 2,
  );
});

test('what is edited after close is told by the report, with what stood there before', async () => {
  const { ref } = await resolved('Edited after all', { severity: 'critical' });
  const rex = slice.as('responder');
  await rex(changeIncident, { params: { ref }, body: { status: 'closed', exception: 'An exercise' } });
  expect((await begun(ref)).lateEdits).toEqual([]);
  const late = { title: 'Edited before', reason: 'The ticket says so' };
  await rex(changeIncident, { params: { ref }, body: late });
  const one = await begun(ref);
  const runbook = { state: null, note: '' };
  const blocks = [...reportBlocks({ retrospective: one, markdown: '', readers: 0, runbook })];
  expect(blocks).toContainEqual({ is: 'section', text: 'Edited after close' });
  expect(blocks).toContainEqual(
    expect.objectContaining({
      is: 'table',
      rows: [[expect.any(String), 'title', 'Edited after all', late.title, 'rex', late.reason]],
    }),
  );
});

test('an account is its writer’s alone until it is shared, then they stand side by side', async () => {
  const { ref } = await resolved('Two accounts', { severity: 'critical' });
  const { id } = await begun(ref);
  const person = slice.as;
  const keep = (who: 'admin' | 'responder', body: { text: string; shared: boolean }) =>
    person(who)(parts.saveRecollection, { params: { id }, body });
  const seen = (who: 'admin' | 'responder' | 'auditor') =>
    person(who)(parts.listRecollections, { params: { id } });
  await keep('responder', { text: 'I was afraid to roll back', shared: false });
  for (const who of ['admin', 'auditor'] as const) expect(await seen(who)).toEqual({ items: [], mine: null });
  expect(JSON.stringify(await person('admin')(endpoints.getRetrospective, { params: { id } }))).not.toContain(
    'afraid',
  );
  expect(await seen('responder')).toMatchObject({ items: [], mine: { text: 'I was afraid to roll back' } });
  await keep('responder', { text: 'I was unsure', shared: true });
  await keep('admin', { text: 'It looked fine from here', shared: true });
  const { items } = await seen('auditor');
  expect(items.map((one) => one.text)).toEqual(['It looked fine from here', 'I was unsure']);
  await keep('responder', { text: 'I was unsure', shared: false });
  expect((await seen('admin')).items.map((one) => one.person)).toEqual(['ada']);
});

test('factors have kinds and no persons, and each tells where else its like contributed', async () => {
  const [first, second] = [
    await resolved('Pool ran dry', { severity: 'critical' }),
    await resolved('Pool ran dry elsewhere', { severity: 'critical' }),
  ];
  const rex = slice.as('responder');
  const [one, two] = [await begun(first.ref), await begun(second.ref)];
  const body = {
    kind: 'capacity',
    part: 'connections',
    text: 'The pool had 20 places',
    evidence: 'chart 7',
  } as const;
  const made = await rex(factors.addFactor, { params: { id: one.id }, body });
  expect(made).toMatchObject({ ...body, elsewhere: 0 });
  expect(await rex(factors.addFactor, { params: { id: two.id }, body })).toMatchObject({ elsewhere: 1 });
  const { items } = await rex(factors.listFactors, {
    query: { kind: 'capacity', part: 'connections', except: one.id },
  });
  expect(items).toMatchObject([{ retrospective: two.id, ref: second.ref }]);
  const other = { ...body, part: '', text: 'The pool was small' };
  expect(
    await rex(factors.changeFactor, { params: { id: one.id, factor: made.id }, body: other }),
  ).toMatchObject({ id: made.id, text: 'The pool was small' });
  await expect(
    rex(factors.addFactor, { params: { id: one.id }, body: { ...body, part: 'the team' } }),
  ).rejects.toThrow();
  expect(await plainTextOf(slice.app.platform.db, one.id)).toContain('The pool was small');
  await rex(factors.removeFactor, { params: { id: one.id, factor: made.id } });
  expect((await begun(first.ref)).factors).toEqual([]);
});

test('only somebody who wrote nothing finds it good; then it is linked, closed to changes, and published', async () => {
  const { ref } = await resolved('To be read', { severity: 'critical' });
  const { id } = await begun(ref);
  const [rex, ada] = [slice.as('responder'), slice.as('admin')];
  const step = (who: typeof rex, to: 'draft' | 'in-review' | 'reviewed' | 'published') =>
    who(endpoints.stepRetrospective, { params: { id }, body: { to } });
  await rex(parts.addTimelineRow, { params: { id }, body: { at: '2026-03-02T09:00:00.000Z', text: 'Seen' } });
  await rex(endpoints.changeRetrospective, { params: { id }, body: { reviewer: 'ada' } });
  await step(rex, 'in-review');
  expect((await ada(endpoints.listMyRetrospectives, {})).items).toContainEqual(
    expect.objectContaining({ id, asked: 'review' }),
  );
  await expect(step(rex, 'reviewed')).rejects.toThrow('You have written in it');
  await step(ada, 'reviewed');
  const { links } = await rex(getIncident, { params: { ref }, query: {} });
  expect(links).toMatchObject([{ kind: 'retrospective', to: `/incidents/${ref}/retrospective` }]);
  await expect(
    rex(endpoints.changeRetrospective, { params: { id }, body: { title: 'Other' } }),
  ).rejects.toThrow('It was reviewed');
  expect(await step(rex, 'published')).toMatchObject({
    state: 'published',
    overdue: false,
    authors: ['rex'],
  });
});

test('praise reaches whom it is for and who leads them, and where no mail is sent it pages nobody', async () => {
  const rex = slice.as('responder');
  const { id } = await rex(endpoints.addRetrospective, { body: { title: 'A good night', kind: 'success' } });
  const at = '2026-03-02T09:00:00.000Z';
  const row = await rex(parts.addTimelineRow, { params: { id }, body: { at, text: 'Compared all' } });
  const say = ({ platform, caller }: Slice, given: { about?: string; praise?: string; lead?: string }) =>
    addComment(platform, caller('responder'), { id, about: '', text: 'Before anybody asked', ...given });
  await box.take(slice);
  expect(await say(slice, { about: row.id, praise: 'ada', lead: 'aud' })).toMatchObject({
    kind: 'praise',
    about: row.id,
    person: 'ada',
    lead: 'aud',
  });
  const letters = (await box.take(slice)).map(({ person, letter }) => `${person}: ${letter.subject}`);
  expect(letters.toSorted()).toEqual([
    'ada: A good night: somebody thanks you',
    'aud: A good night: somebody thanks The admin',
  ]);
  await expect(say(slice, { praise: 'ada', lead: 'ada' })).rejects.toThrow('somebody else');
  await expect(say(slice, { lead: 'ada' })).rejects.toThrow('somebody else');
  await expect(say(slice, { praise: 'ada', lead: 'nobody-here' })).rejects.toThrow('nobody with the name');
  await expect(say(slice, { about: id })).rejects.toThrow('nothing that stands in this report');
  const plain = await openSlice({ database: slice.database, clock: slice.clock });
  await say(plain, { praise: 'ada', lead: 'aud' });
  await plain.app.settled();
  await plain.stop();
  expect(await slice.rows(sql`select 1 from oncall.pages where title like '%thanks%'`)).toEqual([]);
});

test('the report of a private incident is private, in lists, by its id, among factors and in what is owed', async () => {
  const { ref } = await resolved('Secret leak', { private: true, severity: 'critical' });
  const rex = slice.as('responder');
  const { id } = await rex(endpoints.getIncidentRetrospective, { params: { ref } });
  const body = { kind: 'security', text: 'A key lay open' } as const;
  await rex(factors.addFactor, { params: { id }, body });
  // That one like it is known to whoever begins a report is not told by the reasons of that report.
  const creaking = { title: 'The vault door creaks', services: [] };
  await rex(declareIncident, { body: { ...creaking, private: true } });
  const alike = await rex(declareIncident, { body: creaking });
  const begins = { params: { ref: alike.ref }, body: {} };
  const { reasons } = await rex(endpoints.putIncidentRetrospective, begins);
  expect(reasons.join()).toContain('No earlier incident is like it');
  for (const who of ['admin', 'auditor'] as const) {
    const other = slice.as(who);
    await expect(other(endpoints.getRetrospective, { params: { id } })).rejects.toThrow('no such');
    await expect(other(endpoints.retrospectiveDocument, { params: { id } })).rejects.toThrow('no such');
    await expect(other(parts.listRecollections, { params: { id } })).rejects.toThrow('no such');
    const { items } = await other(endpoints.listRetrospectives, { query: { limit: 200 } });
    expect(items.map((one) => one.id)).not.toContain(id);
    expect((await other(factors.listFactors, { query: { kind: 'security' } })).items).toEqual([]);
  }
  const { items } = await rex(endpoints.listRetrospectives, { query: { limit: 200 } });
  expect(items.map((one) => one.id)).toContain(id);
});

test('near misses, successes and drills stand alone, are found, and are overdue only where something was promised', async () => {
  const rex = slice.as('responder');
  const one = await rex(endpoints.addRetrospective, {
    body: { title: 'The failover that nobody noticed', kind: 'near-miss', services: ['checkout'] },
  });
  expect(one).toMatchObject({ ref: null, kind: 'near-miss', owner: 'rex', depth: 'standard' });
  const list = (query: {
    overdue?: 'true';
    state?: 'unpublished' | 'published';
    service?: string;
    q?: string;
  }) =>
    rex(endpoints.listRetrospectives, { query: { limit: 200, ...query } }).then(({ items }) =>
      items.map(({ id }) => id),
    );
  expect(await list({ q: 'nobody noticed', state: 'unpublished', service: 'checkout' })).toEqual([one.id]);
  expect(await list({ q: 'nobody noticed', state: 'published' })).toEqual([]);
  expect(await list({ overdue: 'true', q: 'nobody noticed' })).toEqual([]);
  const said = await rex(parts.addComment, {
    params: { id: one.id },
    body: { text: 'Ada saw it first', praise: 'ada' },
  });
  expect(said).toMatchObject({ kind: 'praise', person: 'ada', by: 'rex' });
  const mark = 'judgement|careless|so careless';
  const body = { mark, dismissed: true };
  expect(await rex(parts.dismissHint, { params: { id: one.id }, body })).toEqual({ dismissed: [mark] });
  expect((await rex(endpoints.getRetrospective, { params: { id: one.id } })).comments).toEqual([said]);
  await expect(
    slice.as('admin')(parts.removeComment, { params: { id: one.id, comment: said.id } }),
  ).rejects.toThrow('comment of yours');
});

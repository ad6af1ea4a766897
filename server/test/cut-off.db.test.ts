/**
 * Four weeks of work on two nodes, while half of the transactions of what Muster does by itself are cut off, before their
 * commit or just after it. People hear each thing once all the same, and what is worked out of the record is right.
 */
import { planMaintenance } from '@muster/contract/detect/maintenances';
import { putPlannedNotices } from '@muster/contract/inform/planned';
import { shippedTexts } from '@muster/contract/inform/planned-text';
import { approveUpdate, createUpdate, listUpdates } from '@muster/contract/inform/updates';
import * as facilitation from '@muster/contract/learn/facilitation';
import { addFollowUp } from '@muster/contract/learn/followups';
import { getIncidentRetrospective } from '@muster/contract/learn/retrospectives';
import { rebuildSearch } from '@muster/contract/learn/search';
import { changeSession, planSession } from '@muster/contract/learn/sessions';
import { putDigest } from '@muster/contract/measure/digest';
import { rebuildMeasures } from '@muster/contract/measure/measures';
import { declareIncident, resolveIncident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, sql } from '../src/platform/db.ts';
import { type FakeMailServer, startMailServer } from './harness/providers.ts';
import { inside, openSlice, type Slice } from './harness/slice.ts';
import { seeded } from './survival/random.ts';

let mails: FakeMailServer;
let nodes: [Slice, Slice];
let slice: Slice;
let isCutting = false;
let cuts = 0;
const { next } = seeded(5);

beforeAll(async () => {
  mails = await startMailServer();
  const settings = { mail: { url: mails.url, from: 'Muster <news@muster.example>' } };
  slice = await openSlice({ settings });
  nodes = [slice, await openSlice({ settings, database: slice.database, clock: slice.clock })];
  for (const node of nodes) cutsOff(node.platform.work);
});
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.stop();
  await mails.close();
});

/** Chance decides what becomes of each transaction. Those of the lanes have tests of their own, and wait in real time. */
function cutsOff(work: Db): void {
  const whole = work.transaction;
  const lost = () => {
    cuts += 1;
    return Object.assign(new Error('terminating connection'), { code: '57P01' });
  };
  const transaction: Db['transaction'] = async (body) => {
    const drawn = isCutting ? next() : 1;
    let isOfLane = false;
    const answer = await whole(async (tx) => {
      const many: typeof tx.many = (query) => {
        isOfLane ||= query.strings[0]?.includes('update platform.deliveries') ?? false;
        return tx.many(query);
      };
      const done = await body({ ...tx, many });
      if (drawn < 0.25 && !isOfLane) throw lost();
      return done;
    });
    // The commit arrived, and its answer did not.
    if (drawn < 0.5 && !isOfLane) throw lost();
    return answer;
  };
  Object.assign(work, { transaction });
}

async function settled(): Promise<void> {
  for (const node of nodes) await node.app.settled();
}

/** Lets everything happen that is due by then, however often it is cut off. */
async function pass(until?: string): Promise<void> {
  isCutting = true;
  await settled();
  if (until) slice.clock.advance(slice.clock.now().until(`2026-03-${until}:00Z`));
  for (const cutting of [true, false, false]) {
    isCutting = cutting;
    await settled();
    slice.clock.advance({ seconds: 31 });
  }
  await settled();
}

const taken = new Set<string>();
/** What has come since the last time. A mail that is sent once more because nobody knows whether it left is the same one. */
function heard(): string[] {
  return mails.received
    .filter((one) => {
      const id = one.headers.get('message-id')?.[0] ?? '';
      return !taken.has(id) && taken.add(id);
    })
    .map(({ to, subject }) => `${to.join(' ').replaceAll('@example.org', '')}: ${subject}`)
    .toSorted();
}

const rex = () => slice.as('responder');
const ada = () => slice.as('admin');
const ask = (path: string, body: object) => slice.http('POST', path, { body });
const incident = { ref: '' };

test('somebody subscribes to a status page, and planned work is announced', async () => {
  const components = [{ name: 'Checkout', services: ['checkout'] }];
  await ask('/api/v1/status-pages', { name: 'shop', title: 'The shop', visibility: 'public', components });
  await ask('/status/shop/subscribers', { mail: 'reader@example.org' });
  await pass();
  const link = /https?:\S+\/confirm\/\S+/.exec(mails.received[0]?.text ?? '')?.[0] ?? 'http://x';
  expect((await slice.http('POST', new URL(link).pathname, { token: null, body: '' })).status).toBe(200);
  const list = { name: 'C', services: ['checkout'], audience: 'customers' };
  const id = String(inside((await ask('/api/v1/audience-lists', list)).json, 'id'));
  const members = [{ kind: 'mail', to: 'customer@example.org' }];
  await ask(`/api/v1/audience-lists/${id}/members`, { members });
  const [start, end] = ['2026-03-04T02:00', '2026-03-04T04:00'];
  const planned = await ada()(planMaintenance, {
    body: { title: 'Swap', services: ['checkout'], timeZone: 'Europe/Madrid', start, end },
  });
  const texts = { ...shippedTexts, announced: 'Slow from {start} to {end}.' };
  await ada()(putPlannedNotices, {
    params: { id: planned.id },
    body: { audiences: ['customers'], title: 'Switches', remindHours: [24, 1], texts },
  });
  await pass();
  expect(heard()).toEqual([
    'customer: Planned work: Switches',
    'reader: The shop: Switches',
    'reader: The shop: confirm your subscription',
  ]);
});

test('news of an incident go out, and its promises run out', async () => {
  await rex()(putDigest, { body: { isOn: true, weekday: 1, hour: 12, scope: 'mine' } });
  const body = { title: 'Payments fail', services: ['checkout'], severity: 'critical', command: true };
  incident.ref = (await rex()(declareIncident, { body })).ref;
  const params = incident;
  const components = [{ name: 'Checkout', state: 'partial_outage' as const }];
  await rex()(createUpdate, {
    params,
    body: { audience: 'customers', text: 'Some payments fail.', components, publish: true },
  });
  const { waiting } = await ada()(listUpdates, { params });
  await ada()(approveUpdate, {
    params: { ...params, audience: 'customers' },
    body: { id: waiting[0]?.id ?? '' },
  });
  await pass('02T11:00');
  expect(heard()).toEqual([
    'customer: Service news',
    'reader: The shop: Trouble with Checkout',
    'rex: INC-1: something waits for you (Payments fail)',
    'rex: INC-1: the response needs you (Payments fail)',
    'rex: The week: 1 incident, 0 reports',
  ]);
});

test('the maintenance is reminded of, begins and ends, and a session is prepared', async () => {
  await rex()(resolveIncident, { params: incident, body: { text: 'Rolled back' } });
  await pass('03T00:30');
  const { id: report } = await rex()(getIncidentRetrospective, { params: incident });
  const startsAt = '2026-03-04T10:00:00Z';
  const { id } = await rex()(planSession, {
    body: { title: 'Learn', startsAt, reports: [report], people: ['ada', 'aud'] },
  });
  await rex()(facilitation.addIdea, { params: { id }, body: { text: 'Count at night', report } });
  for (const at of ['03T01:30', '04T00:30', '04T01:30', '04T03:30', '04T10:30']) await pass(at);
  expect(heard()).toEqual([
    'ada: Invitation: Learn',
    'aud: Invitation: Learn',
    ...Array.from({ length: 4 }, () => 'customer: Planned work: Switches'),
    ...Array.from({ length: 4 }, () => 'reader: The shop: Switches'),
    'rex: Share your draft: Learn',
  ]);
  await rex()(changeSession, {
    params: { id },
    body: { state: 'held', attended: ['rex'], deciders: ['aud'] },
  });
});

test('weeks later the small group decides, a follow-up is asked for, and each week is told', async () => {
  await ada()(addFollowUp, {
    body: { title: 'Guard it', owner: 'rex', dueOn: '2026-03-20', deliverable: 'It asks', kind: 'prevent' },
  });
  for (const day of ['09', '13', '20', '21', '28']) await pass(`${day}T12:30`);
  expect(heard()).toEqual([
    'aud: Time to decide: Learn',
    ...['has been overdue for a while', 'is due soon', 'is due today', 'is overdue', 'is yours'].map(
      (what) => `rex: FU-1: ${what} (Guard it)`,
    ),
    'rex: The week: 0 incidents, 0 reports',
    'rex: The week: 0 incidents, 0 reports',
    'rex: Time to decide: Learn',
  ]);
});

/** What is worked out of the record, and kept beside it. */
const kept = () =>
  Promise.all([
    slice.rows(sql`
      select i.*, d.* from measure.incidents i join measure.durations d using (incident) order by i.ref, d.name`),
    slice.rows(sql`select * from measure.impacts order by incident, starts_at`),
    slice.rows(sql`select * from measure.promises order by incident, audience`),
    slice.rows(sql`select * from measure.pages order by incident, page`),
    slice.rows(sql`
      select kind, subject, part, ref, title, body, services, at, words::text from learn.search_texts
      order by kind, subject, part`),
  ]);

test('figures and what is found are as they would be, made anew from the record', async () => {
  const before = await kept();
  await ada()(rebuildMeasures, {});
  await ada()(rebuildSearch, {});
  await pass();
  expect(await kept()).toEqual(before);
  expect(before.flat().length).toBeGreaterThan(15);
  expect(cuts).toBeGreaterThan(100);
});

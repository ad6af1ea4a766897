import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../action.ts';
import { sql } from '../db.ts';
import type { Purpose } from './lanes.ts';
import type { Outcome, Sender } from './model.ts';
import { giveMoreTime, takeReceipt } from './receipts.ts';
import { enqueueDeliveries, findDelivery } from './store.ts';

let slice: Slice;
let during: (id: string) => Promise<void> = async () => undefined;
const sender: Sender = {
  kind: 'test',
  async send({ id }, now): Promise<Outcome> {
    await during(id);
    return { kind: 'handed', note: 'Taken.', until: now.add({ seconds: 60 }) };
  },
};
const ended: string[] = [];
const unwanted = new Set<string>();
const purpose: Purpose = {
  unwanted: async (_db, all) =>
    new Map(all.flatMap(({ id }): [string, string][] => (unwanted.has(id) ? [[id, 'It is over.']] : []))),
  ended: async (_act, { id }, { state }) => void ended.push(`${id} ${state}`),
};
const purposes = { page: purpose };

beforeAll(async () => {
  slice = await openSlice({ needs: { senders: [sender] } });
});
afterAll(() => slice.stop());
beforeEach(() => {
  ended.length = 0;
  during = async () => undefined;
});

let count = 0;
/** Queues a message of a page that is open, lets it be handed over, and answers its id. */
async function handedOver(): Promise<string> {
  count += 1;
  const title = `Page ${count}`;
  await slice.http('POST', '/api/v1/pages', { body: { title, people: ['rex'], urgency: 'high' } });
  const [page] = await slice.rows<{ id: string }>(sql`select id from oncall.pages where title = ${title}`);
  const key = `test:${count}`;
  await byItself(slice.platform, 'test', async (act) =>
    enqueueDeliveries(act, [
      {
        lane: 'page',
        kind: 'test',
        purpose: 'page',
        subject: page?.id ?? '',
        person: 'rex',
        via: 'phone',
        message: {},
        dueAt: act.now,
        expiresAt: act.now.add({ minutes: 10 }),
        dedupeKey: key,
      },
    ]),
  );
  await slice.app.settled();
  const [row] = await slice.rows<{ id: string }>(
    sql`select id from platform.deliveries where dedupe_key = ${key}`,
  );
  return row?.id ?? '';
}
const receive = (id: string, state: 'delivered' | 'failed', reason: string) =>
  byItself(slice.platform, 'test', (act) => takeReceipt(act, purposes, id, { state, reason }));
const found = async (id: string) => {
  const delivery = await findDelivery(slice.platform.db, id);
  if (!delivery) throw new Error('the message is gone');
  return delivery;
};

test('what was handed over waits for its receipt, which counts once', async () => {
  const id = await handedOver();
  expect((await found(id)).state).toBe('handed');
  expect(await receive(id, 'delivered', 'It arrived.')).toBe('settled');
  expect(await receive(id, 'delivered', 'It arrived.')).toBe('late');
  expect(await receive(id, 'delivered', 'It arrived.')).toBe('late');
  expect((await found(id)).state).toBe('delivered');
  expect(ended).toEqual([`${id} delivered`]);
  expect((await found(id)).attempts).toHaveLength(3);
  expect(await receive('0197a000-0000-7000-8000-00000000ffff', 'delivered', '')).toBe('unknown');
});

test('without a receipt in time it counts as undelivered, and one that comes later is noted', async () => {
  const id = await handedOver();
  slice.clock.advance({ seconds: 59 });
  await slice.app.settled();
  expect((await found(id)).state).toBe('handed');
  slice.clock.advance({ seconds: 1 });
  await slice.app.settled();
  expect(await found(id)).toMatchObject({ state: 'failed', reason: 'No receipt came in time.' });
  expect(await receive(id, 'delivered', 'It arrived.')).toBe('late');
  expect(await found(id)).toMatchObject({ state: 'failed', attempts: [{}, { outcome: 'receipt' }] });
  expect(ended).toEqual([]);
});

test('a receipt that is quicker than the answer of the provider is kept', async () => {
  during = async (id) => void (await receive(id, 'failed', 'No such number.'));
  const id = await handedOver();
  expect(await found(id)).toMatchObject({ state: 'failed', reason: 'No such number.' });
});

test('a call that goes on has more time', async () => {
  const id = await handedOver();
  await byItself(slice.platform, 'test', (act) => giveMoreTime(act, id, act.now.add({ minutes: 2 })));
  slice.clock.advance({ seconds: 90 });
  await slice.app.settled();
  expect((await found(id)).state).toBe('handed');
});

test('of a page that somebody has nothing more is told', async () => {
  const id = await handedOver();
  const { subject } = await found(id);
  await slice.http('POST', `/api/v1/pages/${subject}/acknowledgement`);
  slice.clock.advance({ seconds: 61 });
  await slice.app.settled();
  expect((await found(id)).state).toBe('cancelled');
});

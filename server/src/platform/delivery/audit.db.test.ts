/** Each message that leaves, or is taken back, leaves one entry: to whom, by what, about what, with which result. */
import { type AuditEntry, listAudit } from '@muster/contract/platform/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../action.ts';
import { cancelDeliveries, enqueueDeliveries, type NewDelivery } from './store.ts';

let slice: Slice;
const outcomes: ('delivered' | 'retry' | 'rejected')[] = [];

beforeAll(async () => {
  const sender = {
    kind: 'email',
    send: async () => {
      const kind = outcomes.shift() ?? 'delivered';
      return kind === 'delivered'
        ? { kind, note: '250' }
        : { kind, reason: `said ${kind} to mst_aaaaaaaaaaaa` };
    },
  };
  slice = await openSlice({ needs: { senders: [sender] } });
});
afterAll(() => slice.stop());

let made = 0;
async function enqueue(over: Partial<NewDelivery> = {}): Promise<string> {
  const subject = `s${++made}`;
  await byItself(slice.platform, 'test', async (act) =>
    enqueueDeliveries(act, [
      {
        lane: 'page',
        kind: 'email',
        purpose: 'other',
        subject,
        person: 'rex',
        via: 'mail',
        message: { text: 'the content of the message' },
        dueAt: act.now,
        expiresAt: act.now.add({ minutes: 10 }),
        dedupeKey: subject,
        ...over,
      },
    ]),
  );
  await slice.app.settled();
  return subject;
}

const entriesOf = async (subject: string): Promise<AuditEntry[]> =>
  (await slice.as('auditor')(listAudit, { query: { subject: `other:${subject}` } })).items;

test('a message that was delivered', async () => {
  const entries = await entriesOf(await enqueue());
  expect(entries).toMatchObject([
    {
      action: 'platform.deliver',
      actorKind: 'system',
      outcome: 'done',
      detail: { person: 'rex', via: 'mail', kind: 'email', result: 'delivered', attempts: 1 },
    },
  ]);
  expect(entries[0]?.detail).toHaveProperty('delivery');
  expect(JSON.stringify(entries)).not.toContain('the content');
});

test('a message that needed several attempts leaves one entry, at its end', async () => {
  outcomes.push('retry', 'retry', 'delivered');
  const subject = await enqueue();
  expect(await entriesOf(subject)).toEqual([]);
  for (let i = 0; i < 2; i += 1) {
    slice.clock.advance({ seconds: 5 });
    await slice.app.settled();
  }
  expect(await entriesOf(subject)).toMatchObject([{ detail: { result: 'delivered', attempts: 3 } }]);
});

test('a message that failed says why, without what looks like a secret', async () => {
  outcomes.push('rejected');
  const [entry] = await entriesOf(await enqueue());
  expect(entry?.detail).toMatchObject({ result: 'failed', reason: 'said rejected to mst_[redacted]' });
});

test('a message that was taken back tells by whom', async () => {
  const subject = await enqueue({ dueAt: slice.clock.now().add({ minutes: 5 }) });
  await byItself(slice.platform, 'test.cancel', (act) => cancelDeliveries(act, 'other', subject, 'No more.'));
  expect(await entriesOf(subject)).toMatchObject([
    { actor: 'test.cancel', detail: { result: 'cancelled', reason: 'No more.', attempts: 0 } },
  ]);
});

test('a message that waited too long', async () => {
  const now = slice.clock.now();
  const subject = await enqueue({ dueAt: now.add({ minutes: 1 }), expiresAt: now.add({ seconds: 30 }) });
  slice.clock.advance({ minutes: 2 });
  await slice.app.settled();
  expect(await entriesOf(subject)).toMatchObject([{ detail: { result: 'expired' } }]);
});

test('a message that nobody can send', async () => {
  expect(await entriesOf(await enqueue({ kind: 'pigeon' }))).toMatchObject([
    { detail: { kind: 'pigeon', result: 'failed' } },
  ]);
});

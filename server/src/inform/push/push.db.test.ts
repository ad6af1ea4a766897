/** The files of a page elsewhere: put there by themselves, tried again, and told when they are not. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPushTarget, deletePushTarget, listPushTargets, pushNow } from '@muster/contract/inform/push';
import { createStatusPage, putStatusPage } from '@muster/contract/inform/status-pages';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeReceiver, startReceiver } from '../../../test/harness/providers.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import * as store from './store.ts';

let slice: Slice;
let receiver: FakeReceiver;
let folder: string;
const secret = 'whsec_c2VjcmV0LW9mLXRoZS1wdXNo';
const wish = { title: 'The shop', visibility: 'public' as const, components: [{ name: 'Cart' }] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-push-'));
  receiver = await startReceiver();
  slice = await openSlice({ settings: { allowTargets: ['127.0.0.1/32'], statusPushDir: folder } });
  await slice.as('admin')(createStatusPage, { body: { ...wish, name: 'shop' } });
  await slice.app.settled();
});
afterAll(async () => {
  await slice.stop();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

const params = { name: 'shop' };
const later = async (seconds: number) => {
  await slice.app.settled();
  slice.clock.advance({ seconds });
  await slice.app.settled();
};
const targetOf = async (kind: string) =>
  (await slice.as('responder')(listPushTargets, { params })).items.find((one) => one.kind === kind);

test('a folder and a web address get the files, then only what has changed, and no secret is shown', async () => {
  const admin = slice.as('admin');
  await admin(createPushTarget, { params, body: { kind: 'directory', folder: 'shop' } });
  const body = { kind: 'webhook', url: `${receiver.url}/key-in-the-path`, secret } as const;
  const made = await admin(createPushTarget, { params, body });
  expect(JSON.stringify(made)).not.toMatch(/key-in-the-path|whsec/);
  await slice.app.settled();
  expect(await readFile(join(folder, 'shop/shop/current/index.html'), 'utf8')).toContain('Cart');
  const whole = JSON.parse(receiver.received.at(-1)?.body.toString() ?? '{}');
  expect(whole.files.map((one: { path: string }) => one.path)).toContain('api/v2/summary.json');
  expect(receiver.received.at(-1)?.headers['webhook-signature']).toMatch(/^v1,/);
  expect(await targetOf('webhook')).toMatchObject({
    problem: null,
    doneAt: expect.any(String),
    place: `${receiver.url}/…`,
  });
  await admin(putStatusPage, { params, body: { ...wish, components: [{ name: 'Basket' }] } });
  await later(20);
  expect(await readFile(join(folder, 'shop/shop/current/index.html'), 'utf8')).toContain('Basket');
  const kept = JSON.stringify(await slice.rows(sql`select * from inform.push_targets`));
  expect(kept).not.toMatch(/key-in-the-path|whsec/);
});

test('what fails is shown, tried again within a minute, and mended by itself', async () => {
  receiver.behave({ status: 500 });
  await slice.as('admin')(putStatusPage, { params, body: { ...wish, title: 'The new shop' } });
  await later(20);
  expect((await targetOf('webhook'))?.problem?.text).toBe('The receiver answered 500.');
  expect((await targetOf('directory'))?.problem).toBeNull();
  receiver.behave({ status: 200 });
  await later(60);
  expect(await targetOf('webhook')).toMatchObject({ problem: null });
});

test('what the page says while its files are under way is put there next, and does not wait for the round after', async () => {
  await slice.app.settled();
  const now = slice.clock.now().add({ hours: 1 });
  const after = (seconds: number) => now.add({ seconds });
  const [target] = await byItself(slice.platform, 'test', (act) => store.claimDue(act.tx, now, after(180)));
  const { id = '', page = '', version = '', files = {} } = target ?? {};
  await byItself(slice.platform, 'test', async ({ tx }) => {
    await store.hurry(tx, page, after(2));
    await store.saveDone(tx, { id, version: version ?? '', files, now, due: after(15) });
  });
  const due = sql`select due_at as due from inform.push_targets where id = ${id}`;
  expect(await slice.rows(due)).toEqual([{ due: after(2) }]);
});

test('whoever asks for it sees how it went at once', async () => {
  const before = receiver.received.length;
  const { items } = await slice.as('responder')(pushNow, { params });
  expect(items.map((one) => one.problem)).toEqual([null, null]);
  expect(receiver.received.length).toBeGreaterThan(before);
  await rm(join(folder, 'shop'), { recursive: true });
  await writeFile(join(folder, 'shop'), 'in the way');
  const failed = await slice.as('responder')(pushNow, { params });
  expect(failed.items.find((one) => one.kind === 'directory')?.problem?.text).toContain(
    'could not be written',
  );
  await rm(join(folder, 'shop'));
});

test('a private address, a page for those inside and a place twice are refused', async () => {
  const admin = slice.as('admin');
  const inward = { kind: 'webhook', url: 'http://169.254.169.254/latest', secret: 'x' } as const;
  await admin(createPushTarget, { params, body: inward });
  await slice.app.settled();
  const all = (await admin(listPushTargets, { params })).items;
  const refused = all.find((one) => one.place.includes('169.254'));
  expect(refused?.problem?.text).toMatch(/metadata|link-local/);
  await admin(deletePushTarget, { params: { ...params, id: refused?.id ?? '' } });
  const twice = problemOf(admin(createPushTarget, { params, body: { kind: 'directory', folder: 'shop' } }));
  expect((await twice).code).toBe('conflict');
  const out = problemOf(admin(createPushTarget, { params, body: { kind: 'directory', folder: '../x' } }));
  expect((await out).code).toBe('invalid');
  await admin(createStatusPage, { body: { ...wish, name: 'inside', visibility: 'internal' } });
  const internal = admin(createPushTarget, {
    params: { name: 'inside' },
    body: { kind: 'directory', folder: 'in' },
  });
  expect((await problemOf(internal)).code).toBe('conflict');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { anyone } from '../../platform/actor.ts';
import { sql } from '../../platform/db.ts';
import { afterTry, beforeTry, forgetTries } from './actions.ts';
import type { Try } from './model.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ organised: false });
});
afterAll(() => slice.stop());

let lastAddress = 0;
const newAddress = () => {
  lastAddress += 1;
  return `198.51.100.${lastAddress}`;
};
const attempt = (what: Partial<Try>, address: string | null = newAddress(), { platform } = slice) =>
  beforeTry(
    platform,
    { actor: anyone, requestId: null, address },
    { kind: 'password', account: null, ...what },
  );
const wrong = async (times: number, what: Partial<Try>, address?: string) => {
  for (let i = 0; i < times; i += 1) await attempt(what, address);
};
const refusal = (retryAfter: number) => ({ code: 'limit', members: { retryAfter } });

test('the sixth try on an account waits, from wherever it comes; another account does not', async () => {
  await wrong(5, { account: 'five@example.org' });
  await expect(attempt({ account: 'FIVE@example.org' })).rejects.toMatchObject(refusal(60));
  await attempt({ account: 'other@example.org' });
  await attempt({ kind: 'code', account: 'five@example.org' });
});

test('asking while one has to wait makes the wait no longer', async () => {
  await wrong(5, { account: 'patient@example.org' });
  for (let i = 0; i < 3; i += 1)
    await expect(attempt({ account: 'patient@example.org' })).rejects.toMatchObject(refusal(60));
  slice.clock.advance({ seconds: 59 });
  await expect(attempt({ account: 'patient@example.org' })).rejects.toMatchObject(refusal(1));
  slice.clock.advance({ seconds: 1 });
  await attempt({ account: 'patient@example.org' });
  await expect(attempt({ account: 'patient@example.org' })).rejects.toMatchObject(refusal(120));
});

test('an address that tries many accounts waits after twenty', async () => {
  const address = newAddress();
  for (let i = 0; i < 20; i += 1) await attempt({ account: `many${i}@example.org` }, address);
  await expect(attempt({ account: 'more@example.org' }, address)).rejects.toMatchObject(refusal(60));
  await expect(attempt({ kind: 'link' }, address)).rejects.toMatchObject(refusal(60));
  await attempt({ account: 'more@example.org' });
});

test('who was right begins anew, and the address has its place back', async () => {
  const address = newAddress();
  await wrong(4, { account: 'right@example.org' }, address);
  await afterTry(slice.platform, await attempt({ account: 'right@example.org' }, address));
  await wrong(4, { account: 'right@example.org' }, address);
  await wrong(12, {}, address);
  await expect(attempt({}, address)).rejects.toMatchObject(refusal(60));
});

test('a hundred at once, on two nodes, are no more than five', async () => {
  const other = await openSlice({ database: slice.database, clock: slice.clock });
  const all = await Promise.allSettled(
    Array.from({ length: 100 }, (_, i) =>
      attempt({ account: 'race@example.org' }, `203.0.113.${i}`, i % 2 ? slice : other),
    ),
  );
  await other.stop();
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(5);
});

test("a person's own device has a count of its own", async () => {
  const address = newAddress();
  await wrong(5, { account: 'owner@example.org' }, address);
  await expect(attempt({ account: 'owner@example.org' }, address)).rejects.toMatchObject(refusal(60));
  await wrong(5, { account: 'owner@example.org', device: 'hers' }, address);
  await expect(attempt({ account: 'owner@example.org', device: 'hers' }, address)).rejects.toMatchObject(
    refusal(60),
  );
});

test('who was made to wait stands in the audit log, once a minute for each address', async () => {
  const address = newAddress();
  await wrong(5, { account: 'noted@example.org' }, address);
  for (let i = 0; i < 3; i += 1)
    await expect(attempt({ account: 'noted@example.org' }, address)).rejects.toThrow('Too many');
  const entries = await slice.rows(sql`
    select action, outcome, address, detail from platform.audit where address = ${address}`);
  expect(entries).toMatchObject([{ action: 'catalog.lockOut', outcome: 'refused', address }]);
  expect(JSON.stringify(entries)).not.toContain('noted@');
});

test('what was typed is not stored, and old counts go', async () => {
  await wrong(5, { account: 'secret-name@example.org' });
  const rows = await slice.rows<{ key: string }>(sql`select * from catalog.attempts`);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/example|198\.51/);
  slice.clock.advance({ minutes: 90 });
  for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', forgetTries);
  expect(await slice.rows(sql`select key from catalog.attempts`)).toEqual([]);
});

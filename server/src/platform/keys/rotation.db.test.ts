import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, manualClock, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sealedColumns } from '../../app.ts';
import { acknowledgeUrl } from '../../oncall/link/model.ts';
import { byItself } from '../action.ts';
import { sql } from '../db.ts';
import { openSecretBox } from '../secrets.ts';
import { checkKeys, keyUses, reseal } from './sealed.ts';

const [first, second] = ['one', 'two'].map((name) => `${name}: a key for tests of more than 32 characters`);
let keys = [String(first)];
let slice: Slice;

beforeAll(async () => {
  slice = await openSlice({ needs: { readKeys: () => keys } });
});
afterAll(() => slice.stop());

const uses = () =>
  keyUses(slice.platform.db, slice.platform.secrets, { columns: sealedColumns, now: slice.clock.now() });
const idOf = (key: string | undefined) => openSecretBox(String(key)).keyIds()[0];
const noted = async () =>
  (await slice.rows<{ id: string }>(sql`select id from platform.secret_keys order by since`)).map(
    ({ id }) => id,
  );
const pass = async (time: Temporal.DurationLike) => {
  slice.clock.advance(time);
  await slice.app.settled();
};
/** What the people's contacts are, as their owner sees them; needs every one opened. */
const contacts = async () => (await slice.http('GET', '/api/v1/people/ada/contacts')).json;

test('a new key is taken up while Muster runs: nothing is lost, links hold, and the old one can go after a day', async () => {
  await slice.http('POST', '/api/v1/pages', { body: { title: 'Under way', people: ['rex'] } });
  await pass({ minutes: 6 });
  const [delivery] = await slice.rows<{ id: string }>(sql`select id from platform.deliveries limit 1`);
  const link = new URL(acknowledgeUrl(slice.platform.settings, slice.platform.secrets, delivery?.id ?? ''));
  const before = await contacts();
  expect(await uses()).toMatchObject([{ id: idOf(first), need: 'newest' }]);
  const [{ records } = { records: 0 }] = await uses();
  expect(records).toBeGreaterThan(10);

  keys = [String(second), String(first)];
  await pass({ minutes: 1 });
  expect(await uses()).toMatchObject([
    { id: idOf(second), records, need: 'newest' },
    { id: idOf(first), records: 0, need: 'signatures' },
  ]);
  expect(await contacts()).toEqual(before);
  expect((await slice.http('GET', link.pathname, { token: null })).text).toContain('Acknowledge</button>');
  expect((await slice.http('GET', '/api/v1/people', {})).status).toBe(200);
  expect(await noted()).toEqual([idOf(first), idOf(second)]);

  await pass({ hours: 26 });
  expect(await uses()).toMatchObject([{ id: idOf(second) }, { id: idOf(first), records: 0, need: 'none' }]);
  expect(await noted()).toEqual([idOf(second)]);
  keys = [String(second)];
  await pass({ minutes: 1 });
  expect(await contacts()).toEqual(before);
});

test('what another node goes on sealing with the old key comes under the new one, too', async () => {
  keys = [String(second), String(first)];
  await pass({ minutes: 1 });
  const late = JSON.stringify({ sealed: openSecretBox(String(first)).seal('late') });
  await slice.rows(sql`update platform.deliveries set message = ${late}::jsonb`);
  await pass({ minutes: 16 });
  const [row] = await slice.rows<{ message: unknown }>(sql`select message from platform.deliveries limit 1`);
  expect(openSecretBox(String(second)).open(String(inside(row?.message, 'sealed')))).toBe('late');
});

test('a job that is killed half-way leaves each row whole, and the next one goes on', async () => {
  const old = openSecretBox(String(first));
  for (let i = 0; i < 450; i += 1)
    await slice.rows(
      sql`insert into platform.kept_secrets (name, sealed) values (${`many ${i}`}, ${old.seal(`secret ${i}`)})`,
    );
  slice.platform.secrets.use([String(second), String(first)]);
  const one = () => byItself(slice.platform, 'test.reseal', (act) => reseal(act, sealedColumns));
  const killed = byItself(slice.platform, 'test.reseal', async (act) => {
    expect(await reseal(act, sealedColumns)).toBeGreaterThan(0);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  const counts = [await one(), ...(await Promise.all([one(), one()])), await one(), await one()];
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(450);
  const rows = await slice.rows<{ name: string; sealed: string }>(sql`
    select name, sealed from platform.kept_secrets where name like 'many %'`);
  const box = openSecretBox(String(second));
  expect(rows.map(({ sealed }) => box.open(sealed)).sort()).toEqual(
    rows.map(({ name }) => name.replace('many', 'secret')).sort(),
  );
});

test('a text in a sealed column that only looks sealed is left as it is', async () => {
  const fake = JSON.stringify({ sealed: `v1.${idOf(first)}.short` });
  await slice.rows(sql`update platform.deliveries set message = ${fake}::jsonb`);
  expect(await byItself(slice.platform, 'test.reseal', (act) => reseal(act, sealedColumns))).toBe(0);
});

test('what looks sealed and is not stops no rotation, however much of it there is, and no key from being forgotten', async () => {
  const old = openSecretBox(String(first));
  const fake = `v1.${idOf(first)}.${'A'.repeat(16)}.${'A'.repeat(22)}.AAAA`;
  await slice.rows(sql`delete from platform.kept_secrets`);
  for (let i = 0; i < 250; i += 1)
    await slice.rows(sql`insert into platform.kept_secrets (name, sealed) values (${`fake ${i}`}, ${fake})`);
  await slice.rows(
    sql`insert into platform.kept_secrets (name, sealed) values ('true', ${old.seal('true')})`,
  );
  keys = [String(second), String(first)];
  slice.platform.secrets.use(keys);
  await slice.rows(sql`
    insert into platform.secret_keys (id, since) values (${String(idOf(first))}, '2025-01-01') on conflict do nothing`);
  const one = () => byItself(slice.platform, 'test.reseal', (act) => reseal(act, sealedColumns));
  expect([await one(), await one()]).toEqual([1, 0]);
  const [row] = await slice.rows<{ sealed: string }>(
    sql`select sealed from platform.kept_secrets where name = 'true'`,
  );
  expect(openSecretBox(String(second)).open(row?.sealed ?? '')).toBe('true');
  const left = await slice.rows(sql`select from platform.kept_secrets where sealed = ${fake}`);
  expect(left).toHaveLength(250);
  expect(JSON.stringify(slice.lines)).toContain('what looks sealed by this key is not');
  slice.clock.advance({ hours: 26 });
  await one();
  expect(await noted()).not.toContain(idOf(first));
  await slice.rows(sql`delete from platform.kept_secrets where sealed = ${fake}`);
});

test('a start without a key that is needed is refused in one line, and changes nothing', async () => {
  const before = await noted();
  const another = 'another: a key for tests of more than 32 characters';
  const start = openSlice({
    database: slice.database,
    clock: manualClock(slice.clock.now()),
    needs: { readKeys: () => [another] },
  });
  await expect(start).rejects.toThrow(/^MUSTER_SECRET_KEY: is not the key that sealed [^\n]+$/);
  expect(await noted()).toEqual(before);
});

test('in a database from before keys were noted, what is sealed tells which ones are needed', async () => {
  await slice.rows(sql`delete from platform.secret_keys`);
  const { db, clock } = slice.platform;
  const check = (...given: (string | undefined)[]) => {
    const [newest = '', ...older] = given.map(String);
    return checkKeys({ db, clock, secrets: openSecretBox(newest, ...older) }, sealedColumns);
  };
  await expect(check(first)).rejects.toThrow('is not the key that sealed');
  expect(await noted()).toEqual([]);
  await check(first, second);
  expect(new Set(await noted())).toEqual(new Set([idOf(first), idOf(second)]));
});

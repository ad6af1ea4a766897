import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/harness/database.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';
import { readTables } from './tables.ts';
import { writeBackup } from './write.ts';

// Tables that are hard to carry: a circle, a reference to itself, all kinds of values, a trigger.
const hardTables = `
  create schema hard;
  create table hard.a_team (id bigint generated always as identity primary key, lead bigint);
  create table hard.person (id int primary key, team bigint references hard.a_team, boss int references hard.person);
  alter table hard.a_team add constraint "lead of it" foreign key (lead) references hard.person;
  create table hard."Odd ""name" (
    "a column" text, bytes bytea, doc jsonb, list text[], at timestamptz, number numeric, double float8,
    length int generated always as (length("a column")) stored);
  create table hard.many (id serial primary key, body text not null);
  create table hard.nothing (id int);
  create function hard.double_it() returns trigger language plpgsql as
    'begin insert into hard.nothing values (new.id); return new; end';
  create table hard.kept (id int);
  create function hard.refuse() returns trigger language plpgsql as 'begin raise exception ''kept''; end';
  create trigger keep before update or delete on hard.kept for each row execute function hard.refuse();
  alter table hard.kept enable always trigger keep;
  alter table hard.kept enable row level security;
  alter table hard.kept force row level security;
  create trigger double_it after insert on hard.many for each row execute function hard.double_it()`;

const rows = `
  insert into hard.kept values (1), (2);
  insert into hard.a_team default values; insert into hard.person values (1, 1, 2), (2, 1, null);
  update hard.a_team set lead = 2;
  insert into hard."Odd ""name" values
    (E'\\\\.', '\\x00ff0a', '{"a": [1, null, "ü\\n"]}', array['x,y', null, '{}'], 'infinity', 'NaN', 0.1),
    (E'\\\\.\\n\\\\.\\n\\ttab 😀', null, null, '{}', '0044-03-15 12:00+00 BC', 1e30, '-0'), ('', '', '0', null, null, 1.10, null);
  insert into hard.many (body) select repeat(md5(i::text), 1 + i % 40) from generate_series(1, 5000) i;
  insert into hard.many (body) values (repeat('wide ', 300000));
  delete from hard.nothing where id % 3 > 0`;

const facts = {
  musterVersion: '1.2.3',
  takenAt: Temporal.Instant.from('2026-03-01T10:00:00Z'),
  secret: null,
};
const databases: TestDatabase[] = [];
const pools: pg.Pool[] = [];
let original: pg.Pool;
let file: Buffer;

beforeAll(async () => {
  original = await newDatabase();
  await original.query(rows);
  file = await backUp(original);
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

test('a restored database has the same rows in every table, and goes on counting where the other was', async () => {
  const copy = await newDatabase();
  const header = await restore(copy, file);
  expect(await fingerprint(copy)).toEqual(await fingerprint(original));
  expect(header.tables.find(({ name }) => name === 'hard.many')?.rows).toBe(5001);
  const next = 'insert into hard.a_team default values returning id::int';
  expect((await copy.query(next)).rows).toEqual([{ id: 2 }]);
  // Constraints and triggers are on again.
  await expect(copy.query('update hard.a_team set lead = 99')).rejects.toThrow(/lead of it/);
  await copy.query("insert into hard.many (id, body) values (-7, '')");
  expect((await copy.query('select from hard.nothing where id = -7')).rowCount).toBe(1);
});

test('what keeps rows as they are still does after a restore, whoever asks', async () => {
  const copy = await newDatabase();
  await restore(copy, file);
  await expect(copy.query('update hard.kept set id = 3')).rejects.toThrow('kept');
  await expect(copy.query('set session_replication_role = replica; delete from hard.kept')).rejects.toThrow(
    'kept',
  );
  const { rows: guards } = await copy.query(
    "select relrowsecurity, relforcerowsecurity from pg_class where oid = 'hard.kept'::regclass",
  );
  expect(guards).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
});

test('a backup is the database at one instant, whatever is written meanwhile', async () => {
  const source = await newDatabase();
  await source.query(rows);
  const before = await fingerprint(source);
  const slow = new PassThrough({ highWaterMark: 16 });
  const written = writeBackup(source, slow, facts);
  await new Promise((resolve) => slow.once('readable', resolve));
  await source.query("insert into hard.many (body) values ('late'); delete from hard.person where id = 1");
  const [late] = await Promise.all([buffer(slow), written]);
  const copy = await newDatabase();
  await restore(copy, late);
  expect(await fingerprint(copy)).toEqual(before);
});

test('a file cut off anywhere is refused and changes nothing', async () => {
  const copy = await newDatabase();
  const before = await fingerprint(copy);
  for (const part of [0, 0.001, 0.5, 0.99, 1 - 1 / file.length]) {
    const cut = file.subarray(0, Math.floor(file.length * part));
    await expect(restore(copy, cut)).rejects.toMatchObject({ name: 'Refusal', code: 'invalid' });
  }
  const lines = gunzipSync(file).toString('latin1').split('\n');
  for (const count of [1, 2, lines.length - 300, lines.length - 2]) {
    const cut = gzipSync(Buffer.from(`${lines.slice(0, count).join('\n')}\n`, 'latin1'));
    await expect(restore(copy, cut)).rejects.toMatchObject({ name: 'Refusal', code: 'invalid' });
  }
  expect(await fingerprint(copy)).toEqual(before);
});

test('a file in which one byte has changed is refused', async () => {
  const copy = await newDatabase();
  const changed = gunzipSync(file);
  changed.write('X', changed.indexOf('wide ') + 5_000);
  await expect(restore(copy, gzipSync(changed))).rejects.toThrow(/checksum does not agree/);
  await expect(restore(copy, Buffer.from('{"format":"other"}\n'))).rejects.toThrow(/not a gzip file/);
});

test('a sealed backup shows nothing, and is restored with its key and with no other', async () => {
  const secret = 'a key of the installation, kept apart';
  const whole = await backUp(original, secret);
  expect(whole.subarray(0, 200).toString()).toMatch(/^{"format":"muster-sealed-backup","version":1,/);
  expect(whole.includes('tables') || whole.includes('wide')).toBe(false);
  const copy = await newDatabase();
  const before = await fingerprint(copy);
  for (const secrets of [undefined, [], ['another key']]) {
    const refused = restore(copy, whole, secrets ? { secrets } : undefined);
    await expect(refused).rejects.toMatchObject({ name: 'Refusal', code: 'precondition' });
  }
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(whole.length - 30) ^ 1, whole.length - 30);
  for (const bad of [changed, whole.subarray(0, -1), whole.subarray(0, 70_000)]) {
    const refused = restore(copy, bad, { secrets: [secret] });
    await expect(refused).rejects.toMatchObject({ name: 'Refusal', code: 'invalid' });
  }
  expect(await fingerprint(copy)).toEqual(before);
  await restore(copy, whole, { secrets: ['a newer key', secret] });
  expect(await fingerprint(copy)).toEqual(await fingerprint(original));
});

test('another format, another Muster and another schema are named', async () => {
  const copy = await newDatabase();
  const format2 = edited(file, '"version":1', '"version":2');
  await expect(restore(copy, format2)).rejects.toThrow(/is in format 2, and this Muster reads format 1/);
  await expect(restore(copy, gzipSync('{"some":"thing"}\n'))).rejects.toThrow(/not a backup made by Muster/);
  const newer = edited(file, '"migrations":[', '"migrations":["0000_zero.sql",');
  await expect(restore(copy, newer)).rejects.toThrow(/made by Muster 1.2.3 after migration/);
  await copy.query('alter table hard.nothing add column extra int');
  await expect(restore(copy, file)).rejects.toThrow(/other tables than this database \(hard.nothing\)/);
});

test('only an empty database that nobody uses is filled; rows of a fresh one may give way', async () => {
  const copy = await newDatabase();
  await copy.query('insert into hard.nothing values (5)');
  await expect(restore(copy, file)).rejects.toThrow(/not empty \(there are rows in hard.nothing\)/);
  const user = await copy.connect();
  await user.query('begin; select from hard.many');
  await expect(restore(copy, file)).rejects.toMatchObject({ code: 'conflict' });
  await user.query('rollback');
  user.release();
  await restore(copy, file, { seeded: ['hard.nothing'] });
  expect(await fingerprint(copy)).toEqual(await fingerprint(original));
});

test('the hook belongs to the same transaction', async () => {
  const copy = await newDatabase();
  const before = await fingerprint(copy);
  const refuse = async () => {
    throw new Error('not now');
  };
  await expect(restore(copy, file, { onRestored: refuse })).rejects.toThrow('not now');
  expect(await fingerprint(copy)).toEqual(before);
  await restore(copy, file, {
    onRestored: async (client, header) => {
      await client.query('insert into hard.many (body) values ($1)', [header.takenAt]);
    },
  });
  const marked = await copy.query("select from hard.many where body = '2026-03-01T10:00:00Z'");
  expect(marked.rowCount).toBe(1);
});

async function newDatabase(): Promise<pg.Pool> {
  const database = await testDatabase();
  const pool = new pg.Pool(database.config);
  databases.push(database);
  pools.push(pool);
  await pool.query(hardTables);
  return pool;
}

async function backUp(pool: pg.Pool, secret: string | null = null): Promise<Buffer> {
  const target = new PassThrough();
  const [content] = await Promise.all([buffer(target), writeBackup(pool, target, { ...facts, secret })]);
  return content;
}

function restore(pool: pg.Pool, content: Buffer, options?: RestoreOptions) {
  // In small pieces, so that lines and marks are torn apart.
  const pieces = Array.from({ length: Math.ceil(content.length / 1_000) }, (_, i) =>
    content.subarray(i * 1_000, (i + 1) * 1_000),
  );
  return restoreBackup(pool, Readable.from(pieces), options);
}

function edited(content: Buffer, from: string, to: string): Buffer {
  return gzipSync(Buffer.from(gunzipSync(content).toString('latin1').replace(from, to), 'latin1'));
}

/** A hash of each table's rows, in no particular order. */
async function fingerprint(pool: pg.Pool): Promise<Record<string, string>> {
  const client = await pool.connect();
  const hashes: Record<string, string> = {};
  for (const { name } of await readTables(client)) {
    const hash = `select count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`;
    hashes[name] = (await client.query<{ hash: string }>(hash)).rows[0]?.hash ?? '';
  }
  client.release();
  return hashes;
}

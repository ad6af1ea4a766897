import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from './launcher.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const root = mkdtempSync(join(tmpdir(), 'muster-launcher-'));
const dataDir = join(root, 'ordinary');
const started: Postgres[] = [];

afterAll(async () => {
  await Promise.all(started.map((postgres) => postgres.stop()));
  rmSync(root, { recursive: true, force: true });
});

test('it starts from nothing, sorts by code point and knows the letters of all languages', async () => {
  const postgres = await start(dataDir);
  await ask(postgres, "create table kept (word text); insert into kept values ('Éa'), ('b'), ('A')");
  expect(await ask(postgres, 'select lower(word) as word from kept order by word collate "default"')).toEqual(
    [{ word: 'a' }, { word: 'b' }, { word: 'éa' }],
  );
  expect(await ask(postgres, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
});

test('a second Muster on the same data directory is refused by name', async () => {
  await expect(start(dataDir)).rejects.toMatchObject({ name: 'Refusal', code: 'conflict' });
  await expect(start(dataDir)).rejects.toThrow(`Another Muster (process ${process.pid}) already uses`);
});

test('a killed server comes back with its rows, and the pool finds it again', async () => {
  const [postgres] = started;
  if (!postgres?.pid) throw new Error('the first test starts it');
  const pool = new pg.Pool(postgres.connection);
  pool.on('error', () => undefined);
  const killed = postgres.pid;
  process.kill(killed, 'SIGKILL');
  const count = () => pool.query('select count(*)::int as n from kept').then((result) => result.rows);
  await expect.poll(() => postgres.pid ?? killed, { timeout: 10_000 }).not.toBe(killed);
  await expect.poll(() => count().catch(() => []), { timeout: 10_000 }).toEqual([{ n: 3 }]);
  await pool.end();
});

test('after a stop nothing runs, and a lock file that names a living stranger does not disturb', async () => {
  const [postgres] = started;
  const pid = postgres?.pid ?? 0;
  await postgres?.stop();
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  const lock = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  writeFileSync(lock, `${process.pid}\n/elsewhere\n0\n5432\n/elsewhere\n\n`);
  const again = await start(dataDir);
  expect(await ask(again, 'select count(*)::int as n from kept')).toEqual([{ n: 3 }]);
  await again.stop();
});

test('what a killed Muster left running is ended, and its rows are there', async () => {
  const program = `
    import { startPostgres } from ${JSON.stringify(new URL('./launcher.ts', import.meta.url).href)};
    const quiet = { info() {}, warn() {}, error() {} };
    const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: quiet });
    console.log(postgres.pid);
    setInterval(() => {}, 1000);`;
  const muster = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program]);
  const [line] = await once(muster.stdout, 'data');
  const orphan = Number(String(line));
  muster.kill('SIGKILL');
  await once(muster, 'exit');
  expect(existsSync(`/proc/${orphan}/exe`)).toBe(process.platform === 'linux');
  const postgres = await start(dataDir);
  // Whoever adopted it may not have buried it yet; a zombie has no program any more.
  expect(existsSync(`/proc/${orphan}/exe`)).toBe(false);
  expect(await ask(postgres, 'select count(*)::int as n from kept')).toEqual([{ n: 3 }]);
});

test('a path too long for a socket gets a short private folder, which goes with the server', async () => {
  const postgres = await start(join(root, 'x'.repeat(120)));
  const { host } = postgres.connection;
  expect(host.length).toBeLessThan(80);
  expect(await ask(postgres, 'select 1 as one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(existsSync(host)).toBe(false);
});

test('a database of another major version is left alone, and the way out is named', async () => {
  const other = join(root, 'older');
  mkdirSync(join(other, 'postgres', 'data'), { recursive: true });
  writeFileSync(join(other, 'postgres', 'data', 'PG_VERSION'), '17\n');
  await expect(start(other)).rejects.toThrow(/made by PostgreSQL 17, and this Muster brings 18/);
});

async function start(folder: string): Promise<Postgres> {
  const postgres = await startPostgres({
    dataDir: folder,
    log: quiet,
    initdbFlags: ['--no-sync'],
  });
  started.push(postgres);
  return postgres;
}

async function ask(postgres: Postgres, query: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

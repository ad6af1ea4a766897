import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Db, openDb } from '../src/platform/db.ts';
import { migrate } from '../src/platform/migrate.ts';
import { type Postgres, startPostgres } from '../src/platform/postgres/launcher.ts';
import { sql } from '../src/platform/sql.ts';

// Each test starts programs of its own, and some of them a database.
vi.setConfig({ testTimeout: 60_000 });

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const root = mkdtempSync(join(tmpdir(), 'muster-maintenance-'));
const first = join(root, 'first');
const second = join(root, 'second');
const file = join(root, 'monday.backup');
const readable = join(root, 'readable.backup');

let postgres: Postgres;
let db: Db;
beforeAll(async () => {
  postgres = await startPostgres({ dataDir: first, log: quiet });
  db = openDb(postgres.connection, 1, () => undefined);
  await migrate(db.pool, new URL('../migrations/', import.meta.url));
  await db.run(sql`insert into platform.kept_secrets (name, sealed) values ('kept', 'sealed')`);
});
afterAll(async () => {
  await db.close();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

test('a backup is taken from the database that a running Muster has', () => {
  expect(run(first, 'backup', file)).toMatchObject({ status: 0, stderr: '' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^{"format":"muster-sealed-backup"/);
  expect(readFileSync(file).includes('kept')).toBe(false);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('a backup that is asked for in plain can be read, and says so', () => {
  const plain = run(first, 'backup', readable, '--plain');
  expect(plain).toMatchObject({ status: 0, stderr: '' });
  expect(plain.stdout).toContain('NOT encrypted');
  expect(gunzipSync(readFileSync(readable)).toString()).toContain('kept\tsealed');
});

test('both left a trace for whoever reads the audit log', async () => {
  const rows = await db.many<{ sealed: boolean }>(sql`
    select (detail->>'sealed')::boolean as sealed from platform.audit where action = 'platform.takeBackup' order by at, id`);
  expect(rows).toEqual([{ sealed: true }, { sealed: false }]);
});

test('a restore beside a running Muster is refused', () => {
  const refused = run(first, 'restore', file);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('Another Muster');
});

test('without its key a backup is not restored, and no key is made in its place', () => {
  const refused = run(second, 'restore', file);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('encrypted with another key');
  expect(existsSync(join(second, 'secret.key'))).toBe(false);
});

test('what was restored into a new folder is the same, and is not restored over', () => {
  copyFileSync(join(first, 'secret.key'), join(second, 'secret.key'));
  expect(run(second, 'restore', file)).toMatchObject({ status: 0, stderr: '' });
  const again = join(root, 'again.backup');
  expect(run(second, 'backup', again, '--plain')).toMatchObject({ status: 0, stderr: '' });
  expect(rowsIn(again)).toEqual(rowsIn(readable));
  const over = run(second, 'restore', file);
  expect(over.status).toBe(1);
  expect(over.stderr).toContain('is not empty');
});

test('the keys are told and changed beside a running Muster, without a word of them', () => {
  const before = run(first, 'secrets', 'status');
  expect(before).toMatchObject({ status: 0, stderr: '' });
  expect(before.stdout).toMatch(/^key [0-9a-f]{8} {2}0 records {2}seals what is new\n$/);
  expect(run(first, 'secrets', 'rotate')).toMatchObject({ status: 0, stderr: '' });
  const after = run(first, 'secrets', 'status');
  expect(after.stdout.split('\n')).toHaveLength(3);
  const keys = readFileSync(join(first, 'secret.key'), 'utf8').trim().split('\n');
  expect(keys).toHaveLength(2);
  for (const key of keys) expect(before.stdout + after.stdout).not.toContain(key);
});

test.each([
  [['secrets', 'forget'], 'secrets status'],
  [['backup', join(root, 'no', 'folder')], 'There is no folder'],
  [['restore', join(root, 'none.backup')], 'There is no file'],
  [['restart'], 'backup FILE'],
])('%j ends with one line', (args, line) => {
  const refused = run(first, ...args);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(line);
  expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('a backup of a folder without a database makes none', () => {
  const nowhere = join(root, 'nowhere');
  expect(run(nowhere, 'backup', join(root, 'x.backup')).stderr).toContain('There is no database');
  expect(existsSync(nowhere)).toBe(false);
});

/** Runs the program with these arguments, and more settings where an object is among them. */
function run(dataDir: string, ...given: (string | Record<string, string>)[]) {
  const args = given.filter((one) => typeof one === 'string');
  const settings = Object.assign({}, ...given.filter((one) => typeof one === 'object'));
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, MUSTER_DATA_DIR: dataDir, ...settings };
  const program = join(import.meta.dirname, '../src/maintenance.ts');
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
}

/** Everything but the header, which tells when it was made, and the traces of backups and restores themselves. */
function rowsIn(backup: string): string[] {
  const lines = gunzipSync(readFileSync(backup)).toString().split('\n').slice(1);
  return lines.filter((line) => !/^\{"sequences"|platform\.(take|restore)Backup/.test(line));
}

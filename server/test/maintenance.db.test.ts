import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDb } from '../src/platform/db.ts';
import { migrate } from '../src/platform/migrate.ts';
import { type Postgres, startPostgres } from '../src/platform/postgres/launcher.ts';
import { sql } from '../src/platform/sql.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const root = mkdtempSync(join(tmpdir(), 'muster-maintenance-'));
const first = join(root, 'first');
const second = join(root, 'second');
const file = join(root, 'monday.backup');

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
  expect(gunzipSync(readFileSync(file)).toString()).toContain('kept\tsealed');
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('a restore beside a running Muster is refused', () => {
  const refused = run(first, 'restore', file);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('Another Muster');
});

test('what was restored into a new folder is the same, and is not restored over', () => {
  expect(run(second, 'restore', file)).toMatchObject({ status: 0, stderr: '' });
  const again = join(root, 'again.backup');
  expect(run(second, 'backup', again)).toMatchObject({ status: 0, stderr: '' });
  expect(rowsIn(again)).toEqual(rowsIn(file));
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
  [['backup', join(root, 'no', 'folder')], 'ENOENT'],
  [['restore', join(root, 'none.backup')], 'ENOENT'],
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

function run(dataDir: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', MUSTER_DATA_DIR: dataDir };
  const program = join(import.meta.dirname, '../src/maintenance.ts');
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
}

/** Everything but the header, which tells when it was made. */
function rowsIn(backup: string): string[] {
  const lines = gunzipSync(readFileSync(backup)).toString().split('\n').slice(1);
  return lines.filter((line) => !line.startsWith('{"sequences"'));
}

/**
 * Starts the one PostgreSQL that all test files of a run share, and makes the template that they clone.
 * Several vitest projects name this file; the first to come starts the server, the last to go stops it.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/platform/migrate.ts';
import { clearCluster } from '../../src/platform/postgres/cluster.ts';
import { tryLockFolder } from '../../src/platform/postgres/folder-lock.ts';
import { type Postgres, startPostgres } from '../../src/platform/postgres/launcher.ts';
import { careless } from '../../src/platform/postgres/settings.ts';
import { type TestServer, templateDatabase } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

type Shared = { users: number; server: Promise<{ postgres: Postgres; dataDir: string }> };

/** Each project loads its own copy of this module, so what they share hangs on the process. */
const sharedKey = Symbol.for('muster.test-server');
const shelf: Record<symbol, Shared | undefined> = globalThis as object as Record<symbol, Shared | undefined>;

const folderPrefix = 'muster-test-';
const migrations = new URL('../../migrations/', import.meta.url);
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = shelf[sharedKey] ?? { users: 0, server: start() };
  shelf[sharedKey] = shared;
  shared.users += 1;
  const { postgres, dataDir } = await shared.server;
  project.provide('testServer', postgres.connection);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    shelf[sharedKey] = undefined;
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function start(): Promise<{ postgres: Postgres; dataDir: string }> {
  await removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), folderPrefix));
  const postgres = await startPostgres({
    dataDir,
    log: quiet,
    settings: careless,
    initdbFlags: ['--no-sync', '--no-data-checksums'],
  });
  try {
    await makeTemplate(postgres);
  } catch (error) {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return { postgres, dataDir };
}

/** A killed run leaves its folder, and its server in it. Folders of runs that still go on are locked. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name);
    try {
      const lock = tryLockFolder(folder);
      if (!lock) continue;
      await clearCluster(folder);
      lock.release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another account's, or another run is removing it just now.
    }
  }
}

async function makeTemplate(postgres: Postgres): Promise<void> {
  const administrator = new pg.Client(postgres.connection);
  await administrator.connect();
  try {
    await administrator.query(`create database ${templateDatabase}`);
    const pool = new pg.Pool({ ...postgres.connection, database: templateDatabase, max: 1 });
    try {
      await migrate(pool, migrations);
    } finally {
      await pool.end();
    }
    await administrator.query(`alter database ${templateDatabase} is_template true allow_connections false`);
  } finally {
    await administrator.end();
  }
}

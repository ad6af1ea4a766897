/**
 * Kills Muster while four clients write to the same incidents. Whoever got no answer says the same again with the same
 * key, so that in the end each line stands in its stream, once.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Db, openDb } from '../../src/platform/db.ts';
import { startPostgres } from '../../src/platform/postgres/launcher.ts';
import { sql } from '../../src/platform/sql.ts';
import { differences } from '../../src/respond/module.ts';
import type { TestServer } from '../harness/database.ts';
import { inMs, spread } from './figures.ts';
import { inScene, type Report } from './load.ts';
import { adminToken, freePort, type NodeSettings, startNode } from './node-process.ts';
import { seeded } from './random.ts';

export interface AppendsReport extends Report {
  /** Lines that were answered. */
  answered: number;
}

const clients = 4;
const incidents = 2;
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

/** Without a database, with one of its own. */
export function killWhileAppending(how: {
  kills: number;
  seed: number;
  database?: TestServer;
}): Promise<AppendsReport> {
  return inScene(async (root) => {
    const own = how.database ? null : await startPostgres({ dataDir: join(root, 'own'), log: quiet });
    const database = how.database ?? own?.connection;
    if (!database) throw new Error('there is no database');
    const { host, user, database: name } = database;
    const settings = {
      port: await freePort(),
      dataDir: join(root, 'node'),
      logFile: join(root, 'log'),
      databaseUrl: `postgres://${user}@localhost:${database.port ?? 5432}/${name}?host=${encodeURIComponent(host ?? '')}`,
    };
    const db = openDb(database, 1, () => undefined);
    try {
      return await run(settings, db, how);
    } finally {
      await db.close();
      await own?.stop();
    }
  });
}

async function run(
  settings: NodeSettings,
  db: Db,
  { kills, seed }: { kills: number; seed: number },
): Promise<AppendsReport> {
  const random = seeded(seed);
  let node = startNode(settings);
  const starts: number[] = [];
  try {
    await node.ready();
    const ids = await Promise.all(Array.from({ length: incidents }, () => declare(node.url)));
    const writers = Array.from({ length: clients }, (_, i) => startWriter(node.url, ids, i));
    const moreLines = async () => {
      const answered = () => writers.reduce((sum, writer) => sum + writer.count(), 0);
      const enough = answered() + random.between(5, 40);
      while (answered() < enough) await sleep(5);
    };
    for (let count = 0; count < kills; count += 1) {
      await moreLines();
      // In the middle of whatever the next ones need.
      await sleep(random.between(0, 20));
      await node.kill();
      node = startNode(settings);
      starts.push((await node.ready()) ?? 0);
    }
    await moreLines();
    const written = (await Promise.all(writers.map((writer) => writer.stop()))).flat();
    const problems = await judge(db, ids, written);
    const took = written.map((one) => one.ms);
    return {
      answered: written.length,
      problems,
      figures: [
        ['kills', kills],
        ['lines answered', written.length],
        ['of these said again after a kill', written.filter((one) => one.tries > 1).length],
        ['restart until ready', spread(starts)],
        ['answered within', `${spread(took)}; the longest with a kill in between ${inMs(Math.max(...took))}`],
      ],
    };
  } finally {
    await node.kill();
  }
}

interface Written {
  incident: string;
  text: string;
  tries: number;
  ms: number;
}

function startWriter(url: string, ids: readonly string[], client: number) {
  let isStopping = false;
  const written: Written[] = [];
  const loop = async () => {
    for (let count = 0; !isStopping; count += 1) {
      const incident = ids[(client + count) % ids.length] ?? '';
      const text = `client ${client}, line ${count}`;
      const since = performance.now();
      const tries = await untilAnswered(`${url}/api/v1/incidents/${incident}/entries`, text);
      written.push({ incident, text, tries, ms: performance.now() - since });
    }
  };
  const done = loop();
  return {
    count: () => written.length,
    async stop() {
      isStopping = true;
      await done;
      return written;
    },
  };
}

/** How often it had to be said. */
async function untilAnswered(address: string, text: string): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const answer = await post(address, { kind: 'note', text }, text).catch(() => null);
    if (answer?.status === 201) return tries;
    if (answer && answer.status !== 503)
      throw new Error(`"${text}" was answered ${answer.status}: ${answer.text}`);
    await sleep(20);
  }
}

async function declare(url: string): Promise<string> {
  const { text } = await post(`${url}/api/v1/incidents`, { title: 'Killed while it is written down' });
  return z.object({ id: z.string() }).parse(JSON.parse(text)).id;
}

async function post(address: string, body: object, key?: string) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${adminToken}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** What is wrong with the streams; nothing when all is well. */
async function judge(db: Db, ids: readonly string[], written: readonly Written[]): Promise<string[]> {
  const problems = await differences(db);
  for (const id of ids) {
    const events = await db.many<{ seq: number; text: string | null }>(
      sql`select seq, data ->> 'text' as text from respond.events where incident = ${id} order by seq`,
    );
    if (events.some(({ seq }, i) => seq !== i + 1)) problems.push(`the stream of ${id} has a gap`);
    const counts = Map.groupBy(events, (one) => one.text);
    for (const { text } of written.filter((one) => one.incident === id)) {
      const count = counts.get(text)?.length ?? 0;
      if (count !== 1) problems.push(`"${text}" stands there ${count} times`);
    }
  }
  return written.length > 0 ? problems : [...problems, 'nothing was written'];
}

// The yardstick of the database alone: rows of the same content, many to a statement, without any logic.
import { randomUUID } from 'node:crypto';
import type { Db } from '../../server/src/platform/db.ts';
import { sampleAlert } from '../bodies.ts';

const insert = `insert into bench.rows (id, key, title, labels, annotations, at)
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::timestamptz[])`;

/** Rows a second over so many milliseconds, 64 rows to a commit, one commit after the other. */
export async function plainInserts({ pool }: Db, ms: number): Promise<number> {
  await pool.query('create schema if not exists bench');
  await pool.query(
    'create table if not exists bench.rows (id uuid primary key, key text unique, title text, labels jsonb, annotations jsonb, at timestamptz)',
  );
  const since = performance.now();
  let rows = 0;
  while (performance.now() - since < ms) {
    const alerts = Array.from({ length: 64 }, sampleAlert);
    await pool.query({
      name: 'plain',
      text: insert,
      values: [
        alerts.map(() => randomUUID()),
        alerts.map((one) => one.labels.case),
        alerts.map((one) => one.annotations.summary),
        alerts.map((one) => JSON.stringify(one.labels)),
        alerts.map((one) => JSON.stringify(one.annotations)),
        alerts.map(() => new Date().toISOString()),
      ],
    });
    rows += alerts.length;
  }
  const seconds = (performance.now() - since) / 1000;
  await pool.query('truncate bench.rows');
  return rows / seconds;
}

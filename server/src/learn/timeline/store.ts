import type { TimelineRow } from '@muster/contract/learn/retrospectives';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { DraftedRow } from './model.ts';

interface Row extends Omit<TimelineRow, 'at'> {
  at: Temporal.Instant;
}

const columns = sql`id, at, text, by, mark, event, evidence, added_by as "addedBy"`;
const toWire = (row: Row): TimelineRow => ({ ...row, at: wireTime(row.at) });

export async function rowsOf(db: Query, retrospective: string): Promise<TimelineRow[]> {
  const rows = await db.many<Row>(sql`
    select ${columns} from learn.timeline_rows where retrospective = ${retrospective} order by at, id`);
  return rows.map(toWire);
}

export async function findRow(
  db: Query,
  retrospective: string,
  id: string,
): Promise<TimelineRow | undefined> {
  const row = await db.maybe<Row>(sql`
    select ${columns} from learn.timeline_rows where retrospective = ${retrospective} and id = ${id}`);
  return row && toWire(row);
}

/** Whoever put in rows or factors. */
export async function writersOfRows(db: Query, retrospective: string): Promise<string[]> {
  const rows = await db.many<{ person: string }>(sql`
    select added_by as person from learn.timeline_rows where retrospective = ${retrospective} and added_by is not null
    union select added_by from learn.factors where retrospective = ${retrospective}`);
  return rows.map((row) => row.person);
}

export async function saveRow(tx: Tx, retrospective: string, one: TimelineRow): Promise<void> {
  await tx.run(sql`
    insert into learn.timeline_rows (id, retrospective, at, event, text, by, mark, evidence, added_by)
    values (${one.id}, ${retrospective}, ${one.at}, ${one.event}, ${one.text}, ${one.by}, ${one.mark}, ${one.evidence},
      ${one.addedBy})
    on conflict (id) do update set at = excluded.at, text = excluded.text, evidence = excluded.evidence,
      added_by = excluded.added_by`);
}

export function deleteRow(tx: Tx, retrospective: string, id: string): Promise<number> {
  return tx.run(sql`delete from learn.timeline_rows where retrospective = ${retrospective} and id = ${id}`);
}

/** All in one statement: a long incident has thousands. */
export async function insertRows(
  tx: Tx,
  retrospective: string,
  { rows, now }: { rows: readonly DraftedRow[]; now: Temporal.Instant },
): Promise<void> {
  const given = rows.map((one) => ({ id: newId(now), ...one }));
  await tx.run(sql`
    insert into learn.timeline_rows (id, retrospective, at, event, text, by, mark, evidence)
    select one.id, ${retrospective}, one.at, one.event, one.text, one.by, one.mark, one.evidence
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as one(id uuid, at timestamptz, event int, text text, by text, mark text, evidence text)`);
}

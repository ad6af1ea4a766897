import { Readable } from 'node:stream';
import type { listReportNumbers, NumberSummary, ReportNumber } from '@muster/contract/learn/figures';
import { textCell } from '@muster/contract/oncall/hours';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { Streamed } from '../../platform/http/route.ts';
import { isId } from '../../platform/ids.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { figuresThatCount } from './store.ts';

type Asked = z.output<(typeof listReportNumbers)['query']>;
type Filter = Omit<Asked, 'limit' | 'cursor'>;

interface Row extends Omit<ReportNumber, 'at'> {
  at: Temporal.Instant;
  /** Orders the numbers of one report; of one length, so that a cursor is short. */
  tie: string;
}

const columns = sql`c.name, c.value, c.unit, c.source, r.id as retrospective, r.ref, r.title, r.services, r.state,
  r.happened_at as at, md5(lower(c.name)) as tie`;
const tables = sql`(${figuresThatCount}) c join learn.retrospectives r on r.id = c.retrospective`;

/** Numbers of reports, latest first, with what they come to where one name is asked for. */
export async function numberList(db: Query, actor: Actor, { limit, cursor, ...filter }: Asked) {
  const seen = await seenBy(db, actor);
  const wanted = [seen, ...wantedBy(filter)];
  const [at, id, tie] = fromCursor(cursor, 3) ?? [];
  if (cursor !== undefined && !(at && id && isId(id) && !Number.isNaN(Date.parse(at)))) throw strangeCursor();
  const rest =
    at === undefined
      ? []
      : [
          sql`(r.happened_at, r.id) < (${at}::timestamptz, ${id}::uuid)
            or (r.happened_at, r.id) = (${at}::timestamptz, ${id}::uuid) and md5(lower(c.name)) > ${tie}`,
        ];
  const rows = await db.many<Row>(sql`
    select ${columns} from ${tables} where ${all([...wanted, ...rest])}
    order by r.happened_at desc, r.id desc, md5(lower(c.name)) limit ${limit + 1}`);
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at.toString(), row.retrospective, row.tie]);
  const [names, summary] = await Promise.all([namesOf(db, seen), summaryOf(db, filter.name, wanted)]);
  return { items: items.map(toWire), nextCursor, names, summary };
}

function toWire({ tie: _, ...row }: Row): ReportNumber {
  return { ...row, at: wireTime(row.at) };
}

/** Those of private incidents for their members only. */
async function seenBy(db: Query, actor: Actor): Promise<Sql> {
  const hidden = await hiddenIncidents(db, actor);
  return sql`r.incident is null or r.incident <> all(${hidden}::uuid[])`;
}

function wantedBy({ name, service, from, until }: Filter): Sql[] {
  return [
    ...(name === undefined ? [] : [sql`lower(c.name) = lower(${name})`]),
    ...(service === undefined ? [] : [sql`r.services @> array[${service}::text]`]),
    ...(from === undefined ? [] : [sql`r.happened_at >= ${from}::date::timestamp at time zone 'UTC'`]),
    ...(until === undefined ? [] : [sql`r.happened_at < (${until}::date + 1)::timestamp at time zone 'UTC'`]),
  ];
}

async function namesOf(db: Query, seen: Sql): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select min(c.name) as name from ${tables} where ${all([seen])}
    group by lower(c.name) order by lower(c.name) limit 500`);
  return rows.map((row) => row.name);
}

function summaryOf(db: Query, name: string | undefined, wanted: Sql[]): Promise<NumberSummary[]> {
  if (name === undefined) return Promise.resolve([]);
  return db.many(sql`
    select c.unit, count(*)::int as count, sum(c.value) as sum, max(c.value) as most,
      percentile_cont(0.5) within group (order by c.value) as median
    from ${tables} where ${all(wanted)} group by c.unit order by count(*) desc, c.unit`);
}

/** So many at a time are read for a file. */
const portion = 200;

const head = ['name', 'value', 'unit', 'source', 'report', 'incident', 'title', 'services', 'state', 'at'];

/** The same as CSV. */
export function numbersFile(db: Query, actor: Actor, filter: Filter): Streamed {
  return new Streamed(
    'text/csv; charset=utf-8',
    'report-numbers.csv',
    Readable.from(csvLines(db, actor, filter)),
  );
}

async function* csvLines(db: Query, actor: Actor, filter: Filter): AsyncGenerator<string> {
  yield `${head.join(',')}\r\n`;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await numberList(db, actor, {
      ...filter,
      limit: portion,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield page.items.map(csvLine).join('');
    cursor = page.nextCursor;
  }
}

function csvLine(one: ReportNumber): string {
  const { name, value, unit, source, retrospective, ref, title, services, state, at } = one;
  const rest = [unit, source, retrospective, ref ?? '', title, services.join(' '), state, at];
  return `${[textCell(name), String(value), ...rest.map(textCell)].join(',')}\r\n`;
}

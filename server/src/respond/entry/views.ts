import type { listEntries } from '@muster/contract/respond/entries';
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { Entry } from '@muster/contract/respond/state';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { seen } from '../access/model.ts';
import { fold } from '../stream/model.ts';
import { findIncident, loadEvents } from '../stream/store.ts';

type Filter = z.output<(typeof listEntries)['query']> & { ref: string };
interface Listed {
  items: Entry[];
  nextCursor: string | null;
}

/** The log, or what of it changed. Not found for whoever may not see the incident. */
export async function entryList(db: Query, actor: Actor, { ref, ...filter }: Filter): Promise<Listed> {
  const { id, version } = seen(await findIncident(db, ref), actor);
  if (filter.changedAfter !== undefined) return changedEntries(db, id, filter);
  if (filter.version !== undefined && filter.version < version) return entriesThen(db, id, filter);
  const before = placeOf(filter.cursor);
  const conditions = [sql`incident = ${id}`, ...wanted(filter)];
  if (before) conditions.push(sql`(at, seq) < (${before.at}::timestamptz, ${before.seq})`);
  const rows = await db.many<{ entry: Entry }>(sql`
    select entry from respond.entries where ${all(conditions)} order by at desc, seq desc limit ${filter.limit + 1}`);
  return pageOf(
    rows.map((row) => row.entry),
    filter.limit,
    keysOf,
  );
}

/** In the order of the changes, so that whoever asks again from the last one misses nothing. */
async function changedEntries(db: Query, id: string, filter: Omit<Filter, 'ref'>): Promise<Listed> {
  const rows = await db.many<{ entry: Entry }>(sql`
    select entry from respond.entries
    where ${all([sql`incident = ${id} and changed > ${filter.changedAfter ?? 0}`, ...wanted(filter)])}
    order by changed limit ${filter.limit}`);
  return { items: rows.map((row) => row.entry), nextCursor: null };
}

/** As it was after an event: the fold of what was on record by then. */
async function entriesThen(db: Query, id: string, filter: Omit<Filter, 'ref'>): Promise<Listed> {
  const { version = 1, kind, pinned, q = '', limit } = filter;
  const events = (await loadEvents(db, id, { limit: version })).filter((one) => one.seq <= version);
  const before = placeOf(filter.cursor);
  const entries = [...fold(null, events).entries.values()]
    .filter((one) => kind === undefined || one.kind === kind)
    .filter((one) => pinned === undefined || one.pinned)
    .filter((one) => one.text.toLowerCase().includes(q.toLowerCase()))
    .filter((one) => before === null || isEarlier(one, before))
    .sort((a, b) => (isEarlier(a, b) ? 1 : -1));
  return pageOf(entries.slice(0, limit + 1), limit, keysOf);
}

function wanted({ kind, q, pinned }: Omit<Filter, 'ref'>): Sql[] {
  const like = q && `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return [
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(pinned === undefined ? [] : [sql`(entry->'pinned')::boolean`]),
    ...(like ? [sql`entry->>'text' ilike ${like}`] : []),
  ];
}

function keysOf({ at, seq }: Entry): string[] {
  return [at, String(seq)];
}

function placeOf(cursor: string | undefined): Pick<Entry, 'at' | 'seq'> | null {
  const keys = fromCursor(cursor, 2);
  if (keys === null) return null;
  const [at = '', seq = ''] = keys;
  if (/^\d{1,9}$/.test(seq) && !Number.isNaN(Date.parse(at))) return { at, seq: Number(seq) };
  throw strangeCursor();
}

function isEarlier(a: Pick<Entry, 'at' | 'seq'>, b: Pick<Entry, 'at' | 'seq'>): boolean {
  return a.at === b.at ? a.seq < b.seq : a.at < b.at;
}

/** All that happened to one line. */
export async function entryEvents(
  db: Query,
  actor: Actor,
  { ref, id }: { ref: string; id: string },
): Promise<{ items: IncidentEvent[] }> {
  const incident = seen(await findIncident(db, ref), actor);
  const known = isId(id)
    ? await db.maybe<{ entry: Entry }>(
        sql`select entry from respond.entries where incident = ${incident.id} and id = ${id}`,
      )
    : undefined;
  if (!known) throw notFound('entry');
  const events = await loadEvents(db, incident.id, { after: known.entry.seq - 1 });
  return { items: events.filter((one) => 'id' in one.data && one.data.id === id) };
}

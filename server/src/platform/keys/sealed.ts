/**
 * Sealed texts in the database, and how they come under a new key. Each slice names its sealed columns in its jobs;
 * `server/test/canary.db.test.ts` finds those that nobody has named. A column is text or JSON; a sealed text may
 * stand anywhere in it.
 */
import type { Act } from '../act.ts';
import { minutes } from '../clock.ts';
import type { Query } from '../db.ts';
import type { Jobs, SealedColumn } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import type { SecretBox } from '../secrets.ts';
import { SettingsError } from '../settings.ts';
import { Sql, sql } from '../sql.ts';

/** What is signed (links in notifications) holds for a day; a key is needed for so long after it last signed. */
const signaturesHold = minutes(25 * 60);
/** Rows of one transaction. */
const atOnce = 200;

export interface KeyUse {
  id: string;
  /** Rows with something that this key has sealed. */
  records: number;
  since: Temporal.Instant | null;
  /** What of the key there is still a need for. */
  need: 'newest' | 'sealed' | 'signatures' | 'none';
}

/** How far a rotation has come: the keys that were given or that something is sealed with, the newest first. */
export async function keyUses(
  db: Query,
  box: Pick<SecretBox, 'keyIds'>,
  {
    columns,
    now,
    lookAlikes = new Map(),
  }: {
    columns: readonly SealedColumn[];
    now: Temporal.Instant;
    /** Rows, by key, of which it is known that the key has not sealed what looks so. */
    lookAlikes?: ReadonlyMap<string, number>;
  },
): Promise<KeyUse[]> {
  const records = await recordsByKey(db, columns);
  const since = await sinceByKey(db);
  const [newest = ''] = box.keyIds();
  const changedAt = since.get(newest) ?? now;
  const isOver = Temporal.Instant.compare(changedAt.add(signaturesHold), now) <= 0;
  return [...new Set([...box.keyIds(), ...since.keys(), ...records.keys()])].map((id) => {
    const count = Math.max(0, (records.get(id) ?? 0) - (lookAlikes.get(id) ?? 0));
    const need = id === newest ? 'newest' : count > 0 ? 'sealed' : isOver ? 'none' : 'signatures';
    return { id, records: count, since: since.get(id) ?? null, need };
  });
}

async function recordsByKey(db: Query, columns: readonly SealedColumn[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { table, column } of columns.map(partsOf)) {
    const rows = await db.many<{ id: string; n: number }>(sql`
      select id, count(*)::int as n from (
        select distinct t.ctid, found[1] as id from ${table} t,
          regexp_matches(t.${column}::text, ${'\\mv1\\.([0-9a-f]{8})\\.[\\w-]{16}\\.'}, 'g') found
        where t.${column} is not null) each_key
      group by id`);
    for (const { id, n } of rows) counts.set(id, (counts.get(id) ?? 0) + n);
  }
  return counts;
}

async function sinceByKey(db: Query): Promise<Map<string, Temporal.Instant>> {
  const rows = await db.many<{ id: string; since: Temporal.Instant }>(sql`
    select id, since from platform.secret_keys order by since desc, id`);
  return new Map(rows.map((row) => [row.id, row.since]));
}

/**
 * Refuses to start without a key that something here may be sealed with: half of the secrets would be lost, and
 * nobody would know until a page could not be sent. Notes the newest key as one in use.
 */
export async function checkKeys(
  { db, secrets, clock }: Pick<Platform, 'db' | 'secrets' | 'clock'>,
  columns: readonly SealedColumn[],
): Promise<void> {
  const noted = await sinceByKey(db);
  // Before keys were noted, what is sealed tells itself which ones there are.
  const inUse = noted.size > 0 ? noted : await recordsByKey(db, columns);
  const missing = [...inUse.keys()].filter((id) => !secrets.keyIds().includes(id));
  if (missing.length > 0) {
    throw new SettingsError(
      `MUSTER_SECRET_KEY: is not the key that sealed the secrets in this database (${missing.join(', ')}); give that one in MUSTER_SECRET_KEY, MUSTER_OLD_SECRET_KEYS or secret.key`,
    );
  }
  for (const id of inUse.keys()) await note(db, id, clock.now());
  await note(db, secrets.keyIds()[0], clock.now());
}

async function note(db: Query, id: string | undefined, now: Temporal.Instant): Promise<void> {
  await db.run(sql`
    insert into platform.secret_keys (id, since) values (${id}, ${now}) on conflict (id) do nothing`);
}

/** When nothing was left, the next look: another node may go on with an older key for a while. */
const nextLook = minutes(15);

/**
 * Reads the keys anew, so that a new one is taken up while Muster runs, and brings what is sealed under it. After
 * `everyMinutes` at the latest a key that was put into the file is taken up.
 */
export function keyJobs(
  readKeys: () => readonly string[],
  columns: readonly SealedColumn[],
  everyMinutes = 1,
): Jobs {
  let looked: { at: Temporal.Instant; newest: string } | null = null;
  let nextAt: Temporal.Instant | null = null;
  const run = async (act: Act) => {
    nextAt = act.now.add(minutes(everyMinutes));
    act.platform.secrets.use(readKeys());
    const [newest = ''] = act.platform.secrets.keyIds();
    const isQuiet =
      looked?.newest === newest && Temporal.Instant.compare(act.now, looked.at.add(nextLook)) < 0;
    if (isQuiet) return 0;
    const done = await reseal(act, columns);
    if (done === 0) looked = { at: act.now, newest };
    return done;
  };
  return { sweeps: [{ name: 'platform.reseal', nextDueAt: async () => nextAt, run }] };
}

/**
 * Brings some of what older keys have sealed under the newest one, and answers how many rows. May stop at any point
 * and be run by many nodes: a row is written only if it is still what was read. When nothing is left and no link of
 * an older key holds any more, that key is forgotten, and a start without it is in order.
 */
export async function reseal(act: Act, columns: readonly SealedColumn[]): Promise<number> {
  const [newest, ...older] = act.platform.secrets.keyIds();
  await note(act.tx, newest, act.now);
  if (older.length === 0) return 0;
  let done = 0;
  const lookAlikes = new Map<string, number>();
  for (const column of columns) done += await resealColumn(act, column, { older, lookAlikes });
  if (done > 0) return done;
  for (const [key, records] of lookAlikes)
    act.platform.log.warn(
      { keyId: key, records },
      'what looks sealed by this key is not, and stays as it is',
    );
  await forgetKeys(act, columns, lookAlikes);
  return 0;
}

interface Resealing {
  older: readonly string[];
  /** Rows, by key, with something that looks sealed by it and is not. */
  lookAlikes: Map<string, number>;
}

/** Goes on behind rows in which nothing can be sealed anew, however many there are, until there is something to write. */
async function resealColumn(act: Act, name: SealedColumn, resealing: Resealing): Promise<number> {
  for (let after = '(0,0)'; ; ) {
    const rows = await lockSealed(act, name, { older: resealing.older, after });
    const written = await resealRows(act, name, { rows, lookAlikes: resealing.lookAlikes });
    const last = rows.at(-1);
    if (written > 0 || !last || rows.length < atOnce) return written;
    after = last.place;
  }
}

interface SealedRow {
  place: string;
  before: string;
  type: string;
}

function lockSealed(
  act: Act,
  name: SealedColumn,
  { older, after }: { older: readonly string[]; after: string },
): Promise<SealedRow[]> {
  const { table, column } = partsOf(name);
  const pattern = `\\mv1\\.(${older.join('|')})\\.`;
  return act.tx.many(sql`
    select t.ctid::text as place, t.${column}::text as before, pg_typeof(t.${column})::text as type
    from ${table} t where t.ctid > ${after}::tid and t.${column}::text ~ ${pattern}
    order by t.ctid limit ${atOnce} for update skip locked`);
}

async function resealRows(
  act: Act,
  name: SealedColumn,
  { rows, lookAlikes }: { rows: readonly SealedRow[]; lookAlikes: Map<string, number> },
): Promise<number> {
  const { table, column } = partsOf(name);
  const [newest] = act.platform.secrets.keyIds();
  let written = 0;
  for (const { place, before, type } of rows) {
    const after = act.platform.secrets.reseal(before);
    const left = new Set([...after.matchAll(looksSealed)].map(([, id = '']) => id));
    for (const id of left) if (id !== newest) lookAlikes.set(id, (lookAlikes.get(id) ?? 0) + 1);
    if (after === before) continue;
    const value = type === 'jsonb' ? sql`${after}::jsonb` : sql`${after}::text`;
    written += await act.tx.run(sql`
      update ${table} t set ${column} = ${value} where t.ctid = ${place}::tid and t.${column}::text = ${before}`);
  }
  return written;
}

/** As `recordsByKey` counts it. */
const looksSealed = /\bv1\.([0-9a-f]{8})\.[\w-]{16}\./g;

async function forgetKeys(
  act: Act,
  columns: readonly SealedColumn[],
  lookAlikes: ReadonlyMap<string, number>,
): Promise<void> {
  const uses = await keyUses(act.tx, act.platform.secrets, { columns, now: act.now, lookAlikes });
  for (const { id } of uses.filter(({ need, since }) => need === 'none' && since !== null)) {
    const gone = await act.tx.run(sql`delete from platform.secret_keys where id = ${id}`);
    if (gone > 0) act.record(`key ${id}`, { retired: true });
  }
}

/** Names are those of the code, never somebody's; they are checked all the same. */
function partsOf(name: SealedColumn): { table: Sql; column: Sql } {
  const [, table, column] = /^([a-z_]+\.[a-z_]+)\.([a-z_]+)$/.exec(name) ?? [];
  if (table === undefined || column === undefined) throw new Error(`${name} is not the name of a column`);
  return { table: new Sql([table], []), column: new Sql([column], []) };
}

import pg from 'pg';
import { within } from './clock.ts';
import { compile, type Sql, sql } from './sql.ts';

/** Anything that can be asked: a transaction, or the pool outside of one. Row types never leave a store. */
export interface Query {
  many<Row>(query: Sql): Promise<Row[]>;
  /** The only row; an error when there is none, because the caller knows that there is one. */
  one<Row>(query: Sql): Promise<Row>;
  maybe<Row>(query: Sql): Promise<Row | undefined>;
  /** How many rows were written. */
  run(query: Sql): Promise<number>;
}

/** A query inside a transaction. The type is nominal, so that a write cannot be handed the bare pool. */
export interface Tx extends Query {
  readonly insideTransaction: true;
  /**
   * Sends a write and does not wait for it. The commit goes out right behind it and waits for all of them, so that
   * the writes of a transaction cost one journey together. Only where nothing depends on the number of rows.
   */
  later(query: Sql): void;
}

export interface Db extends Query {
  readonly pool: pg.Pool;
  transaction<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text));

/** Where the database is, in the driver's words. */
export type DatabaseConfig = pg.PoolConfig;

/**
 * How long one statement may take. The server is told as well, so that a statement that nobody waits for any more
 * does not go on; our own limit is for a server, or a network, that does not answer at all.
 */
const usualStatementMs = 15_000;

/** What every connection asks of the server. A node that vanishes must not hold its locks for long. */
const sessionSettings = [
  '-c timezone=UTC',
  '-c lock_timeout=5s',
  '-c idle_in_transaction_session_timeout=10s',
  '-c tcp_keepalives_idle=10',
  '-c tcp_keepalives_interval=5',
  '-c tcp_keepalives_count=2',
].join(' ');

/**
 * For connections that look rows up by their keys and do nothing else. A plan is kept as long as its connection, and
 * one that was made while a table was small would go on reading all of it when it has grown; so whole tables are not
 * read where an index leads to the row.
 */
export const byKeyOnly =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

export interface ConnectionWishes {
  /** Further settings of each connection, as PostgreSQL's own option. */
  settings?: string;
  /** How long one statement may take; the usual where it is left out. */
  statementMs?: number;
  /** As whom statements run, asked for each new connection; null for whoever connects. */
  role?: () => string | null;
}

/** Opens a pool. Connections speak UTC; a statement that hangs is given up, and its connection with it. */
export function openDb(
  config: DatabaseConfig,
  size: number,
  onError: (error: Error) => void,
  { settings = '', role = () => null, statementMs = usualStatementMs }: ConnectionWishes = {},
): Db {
  const pool = new pg.Pool({
    ...config,
    max: size,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    query_timeout: statementMs + 1_000,
    // Statements are sent as they are asked, without waiting for the answer to the one before.
    pipeline: true,
    options: `${sessionSettings} -c statement_timeout=${statementMs} ${settings}`,
  });
  pool.on('error', onError);
  // The pool listens to idle connections only. One that is lost inside a transaction, between two statements, would
  // end the whole process; the next statement on it rejects, and that is where it is reported.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    const name = role();
    // One that cannot take the role is of no use: nothing is done with the rights of the owner instead.
    if (name !== null) client.query(`set role ${name}`).catch(() => client.end());
  });
  const leaving = departures(pool);
  return {
    ...queryOver((query) => pool.query(compile(query))),
    pool,
    transaction: (body) => transaction(pool, body),
    async close() {
      await pool.end();
      await leaving();
    },
  };
}

/**
 * Resolves when every connection has really gone: the pool says that it has ended while some are still leaving, and
 * a database that is stopped in that moment would complain of them.
 */
function departures(pool: pg.Pool): () => Promise<unknown> {
  const open = new Set<Promise<void>>();
  pool.on('connect', (client) => {
    const gone = new Promise<void>((resolve) => client.once('end', resolve)).then(
      () => void open.delete(gone),
    );
    open.add(gone);
  });
  return () => within(1_000, Promise.all(open), 'a connection that leaves').catch(() => undefined);
}

async function transaction<T>(pool: pg.Pool, body: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const sent: Promise<unknown>[] = [];
  let broken = false;
  // The first fault is the cause; PostgreSQL answers whatever comes after it with "transaction is aborted".
  let fault: { error: unknown } | null = null;
  const gather = gathering(client);
  const send = (query: Sql | 'begin' | 'commit') => {
    gather();
    const answer = client.query(typeof query === 'string' ? query : compile(query));
    sent.push(answer);
    answer.catch((error: unknown) => {
      fault ??= { error };
    });
    return answer;
  };
  try {
    void send('begin');
    const answer = await body({
      ...queryOver(send),
      insideTransaction: true,
      later: (query) => void send(query),
    });
    // A commit after a failed statement rolls back without an error, so every statement is asked how it went.
    void send('commit');
    await Promise.all(sent);
    return answer;
  } catch (error) {
    broken = !(await rolledBack(client));
    throw causeOf(fault, error);
  } finally {
    client.release(broken);
  }
}

/**
 * Holds back what is written until the work at hand is done, so that statements that are asked one right after the
 * other leave in one piece, and the database wakes once for all of them.
 */
function gathering(client: pg.PoolClient): () => void {
  const { stream } = client.connection;
  let isHeld = false;
  return () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(() => {
      isHeld = false;
      stream.uncork();
    });
  };
}

function causeOf(fault: { error: unknown } | null, error: unknown): unknown {
  return fault === null ? error : fault.error;
}

/** A connection whose rollback fails is of no use to the next one and is thrown away. */
async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

function queryOver(send: (query: Sql) => Promise<pg.QueryResult>): Query {
  const rows = async <Row>(query: Sql) => rowsOf<Row>(await send(query));
  return {
    many: rows,
    maybe: async <Row>(query: Sql) => (await rows<Row>(query))[0],
    one: async <Row>(query: Sql) => {
      const [row] = await rows<Row>(query);
      if (row === undefined)
        throw new Error(`a row was expected of: ${query.strings.join('?').slice(0, 200)}`);
      return row;
    },
    run: async (query) => (await send(query)).rowCount ?? 0,
  };
}

/** The row type is the store's statement of what its own SQL selects; the slice tests hold it to that. */
function rowsOf<Row>(result: pg.QueryResult): Row[] {
  return result.rows as Row[];
}

/** Faults of the connection rather than of the request: the store is away or stuck, and trying again later may help. */
export function isUnavailable(error: unknown): boolean {
  return isCutOff(error) || (error instanceof Error && tookTooLong(error));
}

/** The store is away: there is no connection, or it broke. Whatever was asked had no part in that. */
export function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    /^(08|53|57P|58|25P03)|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/.test(codeOf(error)) ||
    isTurnedAway(error) ||
    /timeout exceeded when trying to connect|Connection terminated|Client was closed|is not queryable/.test(
      error.message,
    )
  );
}

function tookTooLong(error: Error): boolean {
  return /^(57014|55P03)$/.test(codeOf(error)) || error.message.includes('Query read timeout');
}

/**
 * The server runs and lets nobody in, as while a database is moved or restored. Its code is one that statements have as
 * well, and its text is in the server's language; the place in its source that says so is that of sessions that begin.
 */
function isTurnedAway(error: Error): boolean {
  return codeOf(error) === '55000' && 'file' in error && error.file === 'postinit.c';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Two changes met; the loser may simply be run again. */
export function isRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}

/** A unique index said no. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

export { type Sql, sql };

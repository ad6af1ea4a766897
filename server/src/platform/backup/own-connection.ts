import pg from 'pg';

/**
 * Runs `body` on a connection of its own to the pool's database, without the pool's limit on how long a
 * statement may take, and ends it. Whatever `body` left open is rolled back by that.
 */
export async function withOwnConnection<T>(
  pool: pg.Pool,
  body: (client: pg.Client) => Promise<T>,
): Promise<T> {
  // The pool hides its password from enumeration, so it has to be named.
  const { password } = pool.options;
  const client = new pg.Client({
    ...pool.options,
    ...(password === undefined ? {} : { password }),
    query_timeout: 0,
    // Copying rows in and out needs the connection to itself.
    pipeline: false,
  });
  // A connection that breaks rejects the statement under way; that is where it is reported.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(settings);
    return await body(client);
  } finally {
    await client.end();
  }
}

/** The limits of the pool come along with its options, so they are taken back here. */
const settings = `
  set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set timezone = 'UTC';
  set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`;

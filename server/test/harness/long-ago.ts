/** What a journey cannot wait for: time that has passed. */
import pg from 'pg';
import type { TestDatabase } from './database.ts';

/** As if everybody had signed in an hour ago. */
export async function confirmedLongAgo({ config }: TestDatabase): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query("update catalog.sessions set confirmed_at = confirmed_at - interval '1 hour'");
  } finally {
    await client.end();
  }
}

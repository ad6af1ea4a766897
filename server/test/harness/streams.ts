import { openDb } from '../../src/platform/db.ts';
import { differences } from '../../src/respond/module.ts';
import type { TestDatabase } from './database.ts';

/** What stands beside the streams of incidents and is not what they fold to; asked after every test file (I9). */
export async function driftIn({ config }: TestDatabase): Promise<string[]> {
  const db = openDb(config, 1, () => {});
  try {
    return await differences(db);
  } finally {
    await db.close();
  }
}

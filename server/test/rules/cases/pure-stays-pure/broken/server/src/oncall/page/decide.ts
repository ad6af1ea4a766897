import { readFile } from 'node:fs/promises'; // CAUGHT
import { randomUUID } from 'node:crypto'; // CAUGHT CAUGHT
import { database } from '../../platform/db.ts'; // CAUGHT
import { policyOf } from './policy-steps.ts'; // CAUGHT

export async function decide() { // CAUGHT
  const policy = await readFile(policyOf(database)); // CAUGHT
  const openedAt = Temporal.Now.instant(); // CAUGHT
  return { policy, openedAt, id: randomUUID(), deadline: Date.now() + 1 }; // CAUGHT CAUGHT
}

import { system } from '../actor.ts';
import { addEntries } from '../audit/write.ts';
import type { Db } from '../db.ts';
import { newId } from '../ids.ts';
import type { BackupHeader } from './format.ts';

export type Traced = { done: 'backup'; sealed: boolean } | { done: 'restore' };

/**
 * Leaves an entry in the audit log: whoever reads it learns that everything was copied, whether anybody can read the
 * copy, or that all of this came out of a file. The next sweep of a running Muster puts it into the chain.
 */
export async function leaveTrace(
  db: Db,
  at: Temporal.Instant,
  what: Traced,
  { takenAt, tables }: BackupHeader,
): Promise<void> {
  const { done, ...facts } = what;
  const action = done === 'backup' ? 'platform.takeBackup' : 'platform.restoreBackup';
  const caller = { actor: system('maintenance'), requestId: null, address: null };
  const entry = { id: newId(at), subject: 'database', detail: { takenAt, tables: tables.length, ...facts } };
  await db.transaction(async (tx) => addEntries(tx, { at, caller, action, outcome: 'done' }, [entry]));
}

import type { Query } from '../db.ts';
import type { SealedColumn } from '../jobs.ts';
import { secretBoxOf } from '../secrets.ts';
import { type KeyUse, keyUses } from './sealed.ts';

/** How far a rotation has come, in lines for whoever runs Muster. */
export async function keyReport(
  db: Query,
  keys: readonly string[],
  asked: { columns: readonly SealedColumn[]; now: Temporal.Instant },
): Promise<string> {
  const uses = await keyUses(db, secretBoxOf(keys), asked);
  const given = secretBoxOf(keys).keyIds();
  return uses.map((use) => lineOf(use, given.includes(use.id))).join('\n');
}

function lineOf({ id, records, need }: KeyUse, isGiven: boolean): string {
  return `key ${id}  ${records} record${records === 1 ? '' : 's'}  ${isGiven ? meaning[need] : missing(records)}`;
}

const meaning: Record<KeyUse['need'], string> = {
  newest: 'seals what is new',
  sealed: 'is needed until a running Muster has sealed these anew',
  signatures: 'is needed for links that it signed, for 25 hours after the change',
  none: 'is not needed any more; take it out of MUSTER_OLD_SECRET_KEYS or secret.key',
};

function missing(records: number): string {
  return records > 0
    ? 'IS MISSING: these records cannot be opened; give it in MUSTER_OLD_SECRET_KEYS'
    : 'is not given and sealed nothing that is still here';
}

import { sql, type Tx } from '../../platform/db.ts';

/** Any number that all nodes agree on. */
const organisationLock = 7_305_611;

/**
 * Lets one change of the organisation pass at a time, until its transaction ends: whoever compares with what is
 * stored, or checks that names exist, must not be overtaken.
 */
export async function lockOrganisation(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${organisationLock})`);
}

import type { ConfirmationKind } from '@muster/contract/catalog/proofs';
import type { Query } from '../../platform/db.ts';
import { kindsOf } from '../factor/model.ts';
import { factorsOf } from '../factor/store.ts';
import { findPasswordOf } from '../person/store.ts';

/** How somebody can confirm who they are: by their factors, and only without any by the password. */
export async function confirmationKinds(db: Query, person: string): Promise<ConfirmationKind[]> {
  const kinds = kindsOf(await factorsOf(db, person));
  if (kinds.length > 0) return kinds;
  return (await findPasswordOf(db, person)) === null ? [] : ['password'];
}

import type { Owed } from '@muster/contract/respond/owed';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insiderName } from '../stream/access.ts';
import { openStatesFor } from '../stream/store.ts';
import { owedBy } from './model.ts';

/** Of whoever asks; nothing for what is no person. */
export async function myClocks(db: Query, actor: Actor): Promise<{ items: Owed[] }> {
  const me = insiderName(actor);
  return { items: me === null ? [] : owedBy(await openStatesFor(db, me), me) };
}

import type { Brief } from '@muster/contract/respond/brief';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { seen } from '../access/model.ts';
import { findIncident } from '../stream/store.ts';
import { briefOf } from './model.ts';

/** For everybody with an account. Refuses not_found for whoever may not know of it. */
export async function briefView(db: Query, ref: string, actor: Actor): Promise<Brief> {
  return briefOf(seen(await findIncident(db, ref), actor));
}

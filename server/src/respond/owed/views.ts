import type { Owed } from '@muster/contract/respond/owed';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insiderName } from '../access/model.ts';
import { openStatesFor, owingStatesFor } from '../stream/store.ts';
import { owedBy } from './model.ts';

/** The most urgent; nobody reads on. */
const mostClocks = 100;

/** Of whoever asks; nothing for what is no person. */
export async function myClocks(db: Query, actor: Actor): Promise<{ items: Owed[] }> {
  const me = insiderName(actor);
  if (me === null) return { items: [] };
  const [open, owing] = await Promise.all([openStatesFor(db, me), owingStatesFor(db, me)]);
  const isOpen = new Set(open.map((one) => one.id));
  // What is over may still owe something to those outside.
  const all = owedBy([...open, ...owing.filter((one) => !isOpen.has(one.id))], me);
  return { items: all.slice(0, mostClocks) };
}

import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { seenRetrospective } from '../retrospective/views.ts';
import { recollectionsFor } from './store.ts';

/** Those that were shared, side by side and never merged (P22), and one's own. */
export async function accounts(db: Query, actor: Actor, id: string) {
  const one = await seenRetrospective(db, id, actor);
  const me = actor.kind === 'person' ? actor.name : null;
  const all = await recollectionsFor(db, one.id, me);
  return {
    items: all.filter(({ sharedAt }) => sharedAt !== null),
    mine: all.find(({ person }) => person === me) ?? null,
  };
}

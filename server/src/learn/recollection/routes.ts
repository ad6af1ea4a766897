import * as endpoints from '@muster/contract/learn/parts';
import { route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { seenRetrospective } from '../retrospective/views.ts';
import { keepRecollection } from './actions.ts';
import { recollectionsFor } from './store.ts';

export const routes = [
  route(endpoints.listRecollections, ({ platform, caller, params }) => accounts(platform, caller, params.id)),
  route(endpoints.saveRecollection, async ({ platform, caller, params, body }) => {
    await keepRecollection(platform, caller, { ...params, ...body });
    const { mine } = await accounts(platform, caller, params.id);
    if (!mine) throw notFound('recollection');
    return mine;
  }),
];

/** Those that were shared, side by side and never merged (P22), and one's own. */
async function accounts({ db }: Platform, { actor }: Caller, id: string) {
  const one = await seenRetrospective(db, id, actor);
  const me = actor.kind === 'person' ? actor.name : null;
  const all = await recollectionsFor(db, one.id, me);
  return {
    items: all.filter(({ sharedAt }) => sharedAt !== null),
    mine: all.find(({ person }) => person === me) ?? null,
  };
}

import { restartPages as endpoint } from '@muster/contract/oncall/pages';
import { refuseOthers } from '../../catalog/index.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { notFound } from '../../platform/refusal.ts';
import { decideAll } from '../page/actions.ts';
import { lockPagesOnOlder } from '../page/store.ts';
import { allPolicies } from '../policy/store.ts';

/** So many pages at once; whoever asks is told that there are more. */
const mostAtOnce = 500;

/**
 * A policy has been edited, and pages that are open shall not go on by what it was (F33): those that nobody has start
 * again by what it is now, the others take it for later. Without this, no running page sees the edit.
 */
export const restartPages = action(
  { name: 'oncall.restartPages', who: 'responder', input: endpoint.params },
  async (act, { name }): Promise<{ restarted: number; kept: number; more: boolean }> => {
    const stored = (await allPolicies(act.tx)).find((one) => one.name === name);
    if (!stored) throw notFound('policy');
    await refuseOthers(act, stored.team);
    const found = await lockPagesOnOlder(act.tx, stored, mostAtOnce + 1);
    const pages = found.slice(0, mostAtOnce);
    const command = {
      do: 'renew',
      by: actorName(act.caller.actor),
      policy: { name, ...stored.definition },
    } as const;
    const after = await decideAll(
      act,
      pages.map((page) => ({ page, isNew: false, command })),
    );
    const kept = after.filter(({ run }) => run.state !== 'triggered' || run.assigned !== null).length;
    act.record(`policy:${name}`, { restarted: after.length - kept, kept, pages: pages.map(({ id }) => id) });
    return { restarted: after.length - kept, kept, more: found.length > mostAtOnce };
  },
);

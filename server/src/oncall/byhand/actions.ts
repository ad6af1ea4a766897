import { createPage as createEndpoint } from '@muster/contract/oncall/pages';
import type { z } from 'zod';
import { findService } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directly, openOne, policyNamed } from '../page/actions.ts';
import { type Opening, openingOf } from '../page/outcome.ts';
import { loadPolicies } from '../policy/store.ts';
import { callerOf, handCountsSince, refuseCalled, refuseCaller } from './decide.ts';
import { lockByHand, saveByHand } from './store.ts';

/** Pages by hand (api.md, section 5), as often as `decide.ts` allows. Answers the id. */
export const createPage = action(
  { name: 'oncall.createPage', who: 'responder', input: createEndpoint.body },
  async (act, asked): Promise<{ id: string }> => ({ id: (await pageByHand(act, asked)).id }),
);

/** Whom a page is for: exactly one of service, policy and people. */
type Asked = z.output<(typeof createEndpoint)['body']>;

/**
 * The same within the caller's transaction, in the name of whoever asked there; Muster itself is not bounded. Answers
 * whom the first step called. Refuses (invalid) who or what is not there, and (limit) what is too often.
 */
export async function pageByHand(
  act: Act,
  { title, service, policy, people, urgency }: Asked,
): Promise<{ id: string; called: readonly string[] }> {
  const by = { title, urgency: urgency ?? null, groupId: null, acceptedAt: null };
  if (people) return openByHand(act, { ...by, ...(await directly(act, people)) });
  if (policy)
    return openByHand(act, { ...by, service: null, policy: await policyNamed(act, policy), paging: {} });
  const found = await findService(act.tx, service ?? '');
  if (!found)
    throw new Refusal('invalid', 'This service does not exist.', [
      { pointer: '/service', message: 'is not a service' },
    ]);
  const policies = await loadPolicies(act.tx, [found.paging.policy ?? '']);
  return openByHand(act, { ...by, ...openingOf(found.name, found.paging, policies) });
}

/** Whom it calls is known when it is open; one too many is rolled back with all that it began. */
async function openByHand(act: Act, opening: Opening): Promise<{ id: string; called: readonly string[] }> {
  const caller = callerOf(act.caller.actor);
  if (caller === null) return openOne(act, opening);
  const lately = await lockByHand(act.tx, handCountsSince(act.now));
  refuseCaller(lately, caller, act.now);
  const { id, called } = await openOne(act, opening);
  refuseCalled(lately, called, act.now);
  await saveByHand(act.tx, id, { caller, people: called, at: act.now });
  return { id, called };
}

/** Pages that call somebody to take something over, and end as soon as there is nothing to take over any more. */
import type { IncidentState } from '@muster/contract/respond/state';
import { endPages } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { isOpen } from './model.ts';

/** Ends the pages whose reason a change took away: somebody commands, an offer was answered, the response is over. */
export async function endCalls(act: Act, before: IncidentState, after: IncidentState): Promise<void> {
  const waiting = calling(after);
  const over = calling(before).filter((page) => !waiting.includes(page));
  if (over.length > 0) await endPages(act, over);
}

function calling(state: IncidentState): string[] {
  if (!isOpen(state)) return [];
  const offers = state.handoffs.flatMap((one) => (one.state === 'offered' && one.page ? [one.page] : []));
  return [...(state.commandPage ? [state.commandPage] : []), ...offers];
}

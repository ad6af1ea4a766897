import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';

const freshMinutes = 15;

/**
 * What opens further doors is asked again of the person, not of whoever found the browser open: throws a Refusal
 * `precondition` with the member `confirm` when the session's proof is too old. Tokens are not sessions and have no
 * screen to be asked at; their scopes and expiry limit them.
 */
export function refuseStale(actor: Actor, endpoint: Endpoint, now: Temporal.Instant): void {
  if (!endpoint.fresh || actor.kind !== 'person' || actor.by !== 'session') return;
  const confirmedAt = actor.session?.confirmedAt;
  if (confirmedAt && confirmedAt.until(now).total('minutes') < freshMinutes) return;
  throw new Refusal('precondition', 'This needs to know that it is still you: confirm that it is you.', [], {
    confirm: true,
  });
}

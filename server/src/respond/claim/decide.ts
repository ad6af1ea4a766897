/** "I am changing X until 10:40": two people do not change one system at once (R76). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { Claim, IncidentState } from '@muster/contract/respond/state';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { plusMinutes } from '../incident/cadence.ts';

export interface ClaimWish {
  id: string;
  system: string;
  doing: string;
  minutes: number;
  anyway: string | null;
}

/** One system, however it is spelt, is held by one person; a second claim needs a reason, which is on record. */
export function decideClaimed(
  state: IncidentState,
  { id, system, doing, minutes, anyway }: ClaimWish,
  { now, me }: { now: string; me: string },
): NewEvent[] {
  const holder = state.claims.find(
    (one) => isHeld(one, now) && sameSystem(one.system, system) && one.person !== me,
  );
  if (holder && anyway === null)
    throw new Refusal(
      'conflict',
      `${holder.person} is changing ${holder.system} until ${holder.until}: ${holder.doing}`,
    );
  const until = plusMinutes(now, minutes);
  const said = holder && anyway !== null ? `${doing} (although ${holder.person} holds it: ${anyway})` : doing;
  return [{ type: 'claimMade', data: { id, system, person: me, doing: said, until } }];
}

export function decideExtended(state: IncidentState, id: string, until: string): NewEvent[] {
  heldClaim(state, id);
  return [{ type: 'claimExtended', data: { id, until } }];
}

export function decideReleased(state: IncidentState, id: string): NewEvent[] {
  heldClaim(state, id);
  return [{ type: 'claimReleased', data: { id, reason: '' } }];
}

function heldClaim({ claims }: IncidentState, id: string): Claim {
  const claim = claims.find((one) => one.id === id);
  if (!claim) throw notFound('claim');
  if (claim.releasedAt !== null) throw new Refusal('conflict', 'It is released already.');
  return claim;
}

/** A claim whose time is over holds nothing any more, though it is asked about. */
function isHeld({ releasedAt, until }: Claim, now: string): boolean {
  return releasedAt === null && until > now;
}

function sameSystem(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();
}

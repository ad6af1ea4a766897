/** "I am changing X until 10:40": two people do not change one system at once (R76). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { Claim, IncidentState } from '@muster/contract/respond/state';
import { sameSystem } from '@muster/contract/respond/systems';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { plusMinutes } from '../clock/cadence.ts';
import { refuseEnded } from '../incident/ended.ts';

const mostClaims = 1_000;

export interface ClaimWish {
  id: string;
  system: string;
  doing: string;
  minutes: number;
  anyway: string | null;
}

/** A claim that was made in another incident, which is open and which whoever asks may see. */
export type ClaimElsewhere = Claim & { ref: string };

/**
 * One system, however it is spelt, is held by one person; a second claim needs a reason, which is on record. Who claims
 * it again does something else there now, and holds it once.
 */
export function decideClaimed(
  state: IncidentState,
  { id, system, doing, minutes, anyway }: ClaimWish,
  { now, me, elsewhere }: { now: string; me: string; elsewhere: readonly ClaimElsewhere[] },
): NewEvent[] {
  refuseEnded(state);
  if (state.claims.length >= mostClaims)
    throw new Refusal('conflict', `An incident has at most ${mostClaims} claims.`);
  const others = elsewhere.filter((one) => one.ref !== state.ref);
  const holder = holderOf([...state.claims, ...others], system, { now, me });
  if (holder && anyway === null) throw heldBy(holder);
  const despite = holder && anyway !== null ? { despite: { person: holder.person, reason: anyway } } : {};
  const until = plusMinutes(now, minutes);
  const mine = state.claims.filter(
    (one) => one.releasedAt === null && one.person === me && sameSystem(one.system, system),
  );
  return [
    ...mine.map((one): NewEvent => ({ type: 'claimReleased', data: { id: one.id, reason: '' } })),
    { type: 'claimMade', data: { id, system, person: me, doing, until, ...despite } },
  ];
}

/** Only whoever made it, and never what somebody else has claimed since it ran out. */
export function decideExtended(
  state: IncidentState,
  id: string,
  minutes: number,
  { now, me }: { now: string; me: string | null },
): NewEvent[] {
  refuseEnded(state);
  const claim = openClaim(state, id);
  if (claim.person !== me) throw new Refusal('conflict', `Only ${claim.person} can say how long it takes.`);
  const holder = isHeld(claim, now) ? undefined : holderOf(state.claims, claim.system, { now, me });
  if (holder) throw heldBy(holder);
  return [{ type: 'claimExtended', data: { id, until: plusMinutes(now, minutes) } }];
}

/** Anybody may free a system whose holder is gone; the record keeps why. */
export function decideReleased(
  state: IncidentState,
  id: string,
  { me, reason }: { me: string | null; reason: string },
): NewEvent[] {
  const claim = openClaim(state, id);
  if (claim.person !== me && reason === '')
    throw wrong('/reason', `${claim.person} holds it. Say why you free it.`);
  return [{ type: 'claimReleased', data: { id, reason } }];
}

function openClaim({ claims }: IncidentState, id: string): Claim {
  const claim = claims.find((one) => one.id === id);
  if (!claim) throw notFound('claim');
  if (claim.releasedAt !== null) throw new Refusal('conflict', 'It is released already.');
  return claim;
}

function holderOf(
  claims: readonly (Claim | ClaimElsewhere)[],
  system: string,
  { now, me }: { now: string; me: string | null },
): Claim | ClaimElsewhere | undefined {
  return claims.find((one) => isHeld(one, now) && sameSystem(one.system, system) && one.person !== me);
}

function heldBy(claim: Claim | ClaimElsewhere): Refusal {
  const { person, system, until, doing } = claim;
  const where = 'ref' in claim ? ` for ${claim.ref}` : '';
  return new Refusal('conflict', `${person} is changing ${system}${where} until ${until}: ${doing}`);
}

/** A claim whose time is over holds nothing any more, though it is asked about. */
function isHeld({ releasedAt, until }: Claim, now: string): boolean {
  return releasedAt === null && until > now;
}

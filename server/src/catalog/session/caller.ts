import type { OwnSession } from '../../platform/actor.ts';
import type { Caller } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';

/** Who asks, for what a person does with the own account: by a session, and never by a token that was left somewhere. */
export function ownSession({ actor }: Caller): { person: string; session: OwnSession } {
  if (actor.kind !== 'person' || !actor.session)
    throw new Refusal('conflict', 'This is for a person who is signed in; a token has none of it.');
  return { person: actor.name, session: actor.session };
}

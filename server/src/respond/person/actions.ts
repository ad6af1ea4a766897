import { findPerson } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { Refusal } from '../../platform/refusal.ts';

/** The name that is meant: `me` is whoever asks. Refuses whoever is not there, or has no account any more (row 63). */
export async function activePerson(
  act: Act,
  name: string | null | undefined,
  pointer = '/person',
): Promise<string | null> {
  if (name === null || name === undefined) return null;
  const { actor } = act.caller;
  if (name === 'me' && actor.kind === 'person') return actor.name;
  const found = await findPerson(act.tx, name);
  if (found && !found.deactivatedAt) return found.name;
  const message = found ? `${name} has left.` : `There is nobody called "${name}".`;
  throw new Refusal('invalid', message, [{ pointer, message: 'is nobody who could' }]);
}

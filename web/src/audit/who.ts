import { words } from './messages.ts';
import type { Entry } from './queries.ts';

/** Who it was, in a word or two. */
export function whoOf({ actorKind, actor }: Entry): string {
  if (actorKind === 'anyone') return words.stranger;
  return actorKind === 'system' ? words.self : actor;
}

import type { Access, Who } from '@muster/contract/platform/endpoint';

/** Who does something. Every change knows one. */
export type Actor =
  | { kind: 'person'; name: string; access: Access; by: 'session' | 'token' | 'link' }
  /** An API token that belongs to nobody in particular, such as the one of the environment. */
  | { kind: 'token'; name: string; access: Access }
  /** Muster itself: a job, a sweep, an integration. */
  | { kind: 'system'; name: string }
  | { kind: 'anyone' };

export const anyone: Actor = { kind: 'anyone' };

export function system(name: string): Actor {
  return { kind: 'system', name };
}

/** The name that stands in records. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anyone' ? 'anyone' : actor.name;
}

/** Refused by default: only what is listed here is allowed. */
export function mayAct(actor: Actor, who: Who): boolean {
  if (who === 'anyone' || actor.kind === 'system') return true;
  if (actor.kind === 'anyone') return false;
  if (who === 'signedIn') return true;
  if (who === 'responder') return actor.access === 'admin' || actor.access === 'responder';
  return who === 'admin' && actor.access === 'admin';
}

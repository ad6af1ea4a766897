import type { Access, Who } from '@muster/contract/platform/endpoint';

/** Which levels of access are inside each ring; what is not listed is outside. */
const rings: Readonly<Record<Exclude<Who, 'anyone'>, readonly Access[]>> = {
  signedIn: ['admin', 'responder', 'stakeholder', 'support', 'auditor'],
  reader: ['admin', 'responder', 'auditor'],
  responder: ['admin', 'responder'],
  auditor: ['admin', 'auditor'],
  admin: ['admin'],
};

/** Who does something. Every change knows one. */
export type Actor =
  | {
      kind: 'person';
      name: string;
      access: Access;
      by: 'session' | 'token' | 'link';
      /** The session he asks by; only with `by: 'session'`. */
      session?: OwnSession;
    }
  /** An API token that belongs to nobody in particular, such as the one of the environment. */
  | { kind: 'token'; name: string; access: Access }
  /** Muster itself: a job, a sweep, an integration. */
  | { kind: 'system'; name: string }
  | { kind: 'anyone' };

export interface OwnSession {
  id: string;
  /** When the person last proved who he is by the strongest means he has. */
  confirmedAt: Temporal.Instant;
}

export const anyone: Actor = { kind: 'anyone' };

export function system(name: string): Actor {
  return { kind: 'system', name };
}

/** The name that stands in records. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anyone' ? 'anyone' : actor.name;
}

/** Refused by default: only what is listed in `rings` is allowed. */
export function mayAct(actor: Actor, who: Who): boolean {
  if (who === 'anyone' || actor.kind === 'system') return true;
  if (actor.kind === 'anyone') return false;
  return rings[who].includes(actor.access);
}

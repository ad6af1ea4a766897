import type { Access, Endpoint, Scope, Who } from '@muster/contract/platform/endpoint';

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
      /** `phone`: he answered a text message, or pressed a key in a call. */
      by: 'session' | 'token' | 'link' | 'device' | 'phone';
      /** The session he asks by; only with `by: 'session'`. */
      session?: OwnSession;
      /** The token he asks by; only with `by: 'token'`. */
      token?: OwnToken;
      /** His own device, by its id, that may do one thing without a session; only with `by: 'device'`. */
      device?: string;
    }
  /** An API token that belongs to nobody in particular; that of the environment has no `token`. */
  | { kind: 'token'; name: string; access: Access; token?: OwnToken }
  /** Muster itself: a job, a sweep, an integration. */
  | { kind: 'system'; name: string }
  | { kind: 'anyone' };

export interface OwnSession {
  id: string;
  /** When the person last proved who he is by the strongest means he has. */
  confirmedAt: Temporal.Instant;
  /** An administrator who has to set up a second factor first; until then the access is a responder's. */
  lacksFactor?: boolean;
}

export interface OwnToken {
  id: string;
  /** What it may be used for; null for everything that its access allows. */
  scopes: readonly Scope[] | null;
  expiresAt: Temporal.Instant | null;
  /** The team of a service token: it changes what its members change. */
  team: string | null;
}

export const anyone: Actor = { kind: 'anyone' };

export function system(name: string): Actor {
  return { kind: 'system', name };
}

/** The name that stands in records. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anyone' ? 'anyone' : actor.name;
}

/** Whether somebody with this access is of a ring. */
export function isInside(access: Access, who: Exclude<Who, 'anyone'>): boolean {
  return rings[who].includes(access);
}

/** Refused by default: only what is listed in `rings` is allowed. */
export function mayAct(actor: Actor, who: Who): boolean {
  if (who === 'anyone' || actor.kind === 'system') return true;
  if (actor.kind === 'anyone') return false;
  return isInside(actor.access, who);
}

/** What an actor's token is limited to; null for one without limits and for whoever does not ask by a token. */
export function scopesOf(actor: Actor): readonly Scope[] | null {
  return (actor.kind === 'person' || actor.kind === 'token') && actor.token ? actor.token.scopes : null;
}

/** Whether the scopes of the actor's token reach this far. Writing includes reading; `open` needs none. */
export function isInScope(actor: Actor, { area, isRead }: Pick<Endpoint, 'area' | 'isRead'>): boolean {
  const scopes = scopesOf(actor);
  if (scopes === null || area === 'open') return true;
  return scopes.includes(`${area}:write`) || (isRead && scopes.includes(`${area}:read`));
}

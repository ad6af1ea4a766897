import type { Actor } from '../actor.ts';

/** By which credential somebody acts: `session:<id>`, `token:<id>`, `link`; nothing for Muster itself and strangers. */
export function howOf(actor: Actor): string {
  if (actor.kind === 'system' || actor.kind === 'anyone') return '';
  if (actor.kind === 'token') return withId('token', actor.token?.id);
  return withId(actor.by, actor.session?.id ?? actor.token?.id ?? actor.device);
}

function withId(kind: string, id: string | undefined): string {
  return id === undefined ? kind : `${kind}:${id}`;
}

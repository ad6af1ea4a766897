import type { Act } from './act.ts';
import { minutes } from './clock.ts';
import type { Caller } from './platform.ts';
import { Refusal } from './refusal.ts';
import { sql } from './sql.ts';

/** How long the same key gives the same answer (api.md, section 2). */
const remembered = minutes(24 * 60);

/**
 * Claims the idempotency key of the request inside the transaction. A second request with the same key waits
 * for the first one's commit, then gets its answer; with another body it is a conflict.
 */
export async function startOnce(act: Act, action: string): Promise<{ answer: unknown } | null> {
  const once = act.caller.idempotency;
  const owner = ownerOf(act.caller);
  if (!once || owner === null) return null;
  const fresh = await act.tx.run(sql`
    insert into platform.idempotency_keys (key, owner, action, fingerprint, answer, expires_at)
    values (${once.key}, ${owner}, ${action}, ${once.fingerprint}, null, ${act.now.add(remembered)})
    on conflict (key, owner) do update set action = excluded.action, fingerprint = excluded.fingerprint,
      answer = null, expires_at = excluded.expires_at
      where platform.idempotency_keys.expires_at <= ${act.now}`);
  if (fresh === 1) return null;
  const known = await act.tx.one<{ action: string; fingerprint: string; answer: string | null }>(sql`
    select action, fingerprint, answer from platform.idempotency_keys where key = ${once.key} and owner = ${owner}`);
  if (known.action !== action || known.fingerprint !== once.fingerprint) {
    throw new Refusal('conflict', 'This Idempotency-Key was used with another request.');
  }
  return { answer: known.answer === null ? undefined : JSON.parse(act.platform.secrets.open(known.answer)) };
}

/** The answer is kept sealed: it may hold the one showing of a key or a token. */
export async function finishOnce(act: Act, action: string, answer: unknown): Promise<void> {
  const once = act.caller.idempotency;
  const owner = ownerOf(act.caller);
  if (!once || owner === null) return;
  const kept =
    answer === undefined ? null : JSON.stringify(act.platform.secrets.seal(JSON.stringify(answer)));
  await act.tx.run(sql`
    update platform.idempotency_keys set answer = ${kept}::jsonb
    where key = ${once.key} and owner = ${owner} and action = ${action}`);
}

/** For the hourly clean-up. */
export async function forgetOldKeys(act: Act): Promise<void> {
  await act.tx.run(sql`delete from platform.idempotency_keys where expires_at <= ${act.now}`);
}

/**
 * Whose key it is. A person, a token of the person, and a token that bears the same label are all different: an answer
 * may hold a secret that only one of them was shown. Strangers are nobody (null), so a sign-in is never answered twice.
 */
function ownerOf({ actor }: Caller): string | null {
  if (actor.kind === 'anyone') return null;
  if (actor.kind === 'system') return `system:${actor.name}`;
  if (actor.token) return `token:${actor.token.id}`;
  return actor.kind === 'person' ? `person:${actor.name}:${actor.by}` : `token:${actor.name}`;
}

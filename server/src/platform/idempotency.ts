import type { Act } from './act.ts';
import { actorName } from './actor.ts';
import { minutes } from './clock.ts';
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
  if (!once) return null;
  const owner = actorName(act.caller.actor);
  const fresh = await act.tx.run(sql`
    insert into platform.idempotency_keys (key, owner, action, fingerprint, answer, expires_at)
    values (${once.key}, ${owner}, ${action}, ${once.fingerprint}, null, ${act.now.add(remembered)})
    on conflict (key, owner) do update set action = excluded.action, fingerprint = excluded.fingerprint,
      answer = null, expires_at = excluded.expires_at
      where platform.idempotency_keys.expires_at <= ${act.now}`);
  if (fresh === 1) return null;
  const known = await act.tx.one<{ action: string; fingerprint: string; answer: unknown }>(sql`
    select action, fingerprint, answer from platform.idempotency_keys where key = ${once.key} and owner = ${owner}`);
  if (known.action !== action || known.fingerprint !== once.fingerprint) {
    throw new Refusal('conflict', 'This Idempotency-Key was used with another request.');
  }
  return { answer: known.answer ?? undefined };
}

export async function finishOnce(act: Act, action: string, answer: unknown): Promise<void> {
  const once = act.caller.idempotency;
  if (!once) return;
  await act.tx.run(sql`
    update platform.idempotency_keys set answer = ${answer === undefined ? null : JSON.stringify(answer)}::jsonb
    where key = ${once.key} and owner = ${actorName(act.caller.actor)} and action = ${action}`);
}

/** For the hourly clean-up. */
export async function forgetOldKeys(act: Act): Promise<void> {
  await act.tx.run(sql`delete from platform.idempotency_keys where expires_at <= ${act.now}`);
}

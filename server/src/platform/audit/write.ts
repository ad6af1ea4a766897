import type { Act } from '../act.ts';
import { actorName } from '../actor.ts';
import { sql, type Tx } from '../db.ts';
import type { Caller } from '../platform.ts';
import { howOf } from './how.ts';

/** What all entries that one act leaves have in common. */
export interface Occasion {
  at: Temporal.Instant;
  caller: Caller;
  action: string;
  outcome: 'done' | 'refused';
}

export interface NewEntry {
  id: string;
  subject: string;
  detail: Record<string, unknown>;
  /** How many alike it stands for; one where it is left out. */
  count?: number;
}

/** Adds entries in one statement that nobody waits for; the commit answers for it. They are chained by the sweep. */
export function addEntries(
  tx: Tx,
  { at, caller, action, outcome }: Occasion,
  entries: readonly NewEntry[],
): void {
  if (entries.length === 0) return;
  const { actor, address, requestId } = caller;
  tx.later(sql`
    insert into platform.audit (id, at, actor_kind, actor, how, address, action, subject, detail, request_id, outcome, count)
    select t.id, ${at}, ${actor.kind}, ${actorName(actor)}, ${howOf(actor)}, ${address}, ${action}, t.subject, t.detail,
      ${requestId}, ${outcome}, t.count
    from unnest(${entries.map((one) => one.id)}::uuid[], ${entries.map((one) => one.subject)}::text[],
      ${entries.map((one) => JSON.stringify(one.detail))}::jsonb[], ${entries.map((one) => one.count ?? 1)}::int[])
      as t(id, subject, detail, count)`);
}

/** What an action noted of itself while it ran. */
export type Recorded = { subject: string; detail: Record<string, unknown> }[];

/**
 * Writes one entry for each thing that the action recorded; an action that recorded nothing still leaves one. What was
 * recorded with `refused` is a refusal that had to be kept, such as a try that counts.
 */
export function writeAudit(act: Act, action: string, recorded: Recorded): void {
  const things = recorded.length > 0 ? recorded : [{ subject: '', detail: {} }];
  for (const outcome of ['done', 'refused'] as const) {
    const these = things.filter(({ detail }) => (outcome === 'refused') === 'refused' in detail);
    addEntries(
      act.tx,
      { at: act.now, caller: act.caller, action, outcome },
      these.map((thing) => ({ id: act.newId(), ...thing })),
    );
  }
}

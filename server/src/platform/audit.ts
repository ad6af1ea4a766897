import type { Act } from './act.ts';
import { actorName } from './actor.ts';
import { sql } from './sql.ts';

/** Writes one row per thing that the action recorded; an action that recorded nothing still leaves one. */
export async function writeAudit(
  act: Act,
  action: string,
  recorded: { subject: string; detail: Record<string, unknown> }[],
): Promise<void> {
  const rows = recorded.length > 0 ? recorded : [{ subject: '', detail: {} }];
  await act.tx.run(sql`
    insert into platform.audit (id, at, actor_kind, actor, action, subject, detail, request_id)
    select t.id, ${act.now}, ${act.caller.actor.kind}, ${actorName(act.caller.actor)}, ${action}, t.subject, t.detail, ${act.caller.requestId}
    from unnest(${rows.map(() => act.newId())}::uuid[], ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => JSON.stringify(row.detail))}::jsonb[])
      as t(id, subject, detail)`);
}

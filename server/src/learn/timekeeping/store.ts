import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Time } from './model.ts';

export function timesOf(db: Query, session: string): Promise<Time[]> {
  return db.many(sql`
    select report, minutes, spent_seconds as "spentSeconds", running_since as "runningSince", round_at as "roundAt"
    from learn.session_times where session = ${session}`);
}

export async function saveTime(tx: Tx, session: string, one: Time): Promise<void> {
  await tx.run(sql`
    insert into learn.session_times (session, report, minutes, spent_seconds, running_since, round_at)
    values (${session}, ${one.report}, ${one.minutes}, ${one.spentSeconds}, ${one.runningSince}, ${one.roundAt})
    on conflict (session, report) do update set minutes = excluded.minutes, spent_seconds = excluded.spent_seconds,
      running_since = excluded.running_since, round_at = excluded.round_at`);
}

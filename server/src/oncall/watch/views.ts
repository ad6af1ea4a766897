import { type Query, sql } from '../../platform/db.ts';

export interface WatchedPage {
  id: string;
  title: string;
  due: Temporal.Instant | null;
}

/** Pages that wait for something, and for which no time is set. What a maintenance holds back has none. */
export function pagesWithoutTime(db: Query, limit: number): Promise<WatchedPage[]> {
  return db.many(sql`
    select p.id, p.title, p.due_at as due from oncall.pages p
    where p.due_at is null and p.state <> 'resolved' and (
      (p.run #>> '{timers,step}' is not null and p.run ->> 'maintenance' <> 'true')
      or p.run #>> '{timers,ack}' is not null or p.run #>> '{timers,snooze}' is not null
      or p.run #>> '{timers,raise}' is not null or jsonb_array_length(p.run -> 'pending') > 0)
    order by p.id limit ${limit}`);
}

export function pagesOverdue(db: Query, before: Temporal.Instant, limit: number): Promise<WatchedPage[]> {
  return db.many(sql`
    select p.id, p.title, p.due_at as due from oncall.pages p where p.due_at < ${before} order by p.due_at limit ${limit}`);
}

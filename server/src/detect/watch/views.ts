import { type Query, sql } from '../../platform/db.ts';

export interface Unpaged {
  id: string;
  service: string;
  title: string;
  openedAt: Temporal.Instant;
}

/** Open groups that were announced and have no page. */
export function groupsWithoutPage(db: Query, before: Temporal.Instant, limit: number): Promise<Unpaged[]> {
  return db.many(sql`
    select g.id, g.service, g.title, g.opened_at as "openedAt" from detect.groups g
    where g.state = 'open' and g.page_id is null and g.announce_at is null and g.opened_at < ${before}
    order by g.id limit ${limit}`);
}

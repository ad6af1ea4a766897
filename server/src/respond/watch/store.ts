/** Which incidents are watched at an instant: those with a clock of that kind that has not run out. */
import type { IncidentState } from '@muster/contract/respond/state';
import { type Query, sql } from '../../platform/db.ts';

export async function watchedIncidents(db: Query, now: Temporal.Instant): Promise<IncidentState[]> {
  const rows = await db.many<{ state: IncidentState }>(sql`
    select i.state from respond.clocks c join respond.incidents i on i.id = c.incident
    where c.kind = 'watch' and c.due_at > ${now} order by i.id`);
  return rows.map((row) => row.state);
}

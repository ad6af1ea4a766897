import { type Query, sql } from '../../platform/db.ts';

export interface Armed {
  incident: string;
  entry: string;
  condition: string;
}

/** Tripwires of open incidents that wait for an alert, in the order in which incidents are locked. */
export function armedTripwires(db: Query): Promise<Armed[]> {
  return db.many(sql`
    select e.incident, e.id as entry, e.entry->'detail'->>'matches' as condition
    from respond.entries e join respond.incidents i on i.id = e.incident
    where e.kind = 'tripwire' and e.state = 'open' and e.entry->'detail' ? 'matches'
      and i.category in ('triage', 'active', 'paused')
    order by e.incident, e.seq`);
}

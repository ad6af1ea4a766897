import { type Query, sql } from '../../platform/db.ts';
import { plannedAnew } from '../../platform/sql.ts';
import type { Counted, Quarter } from './model.ts';

export interface IncidentCounts {
  machineFirst: Counted;
  held: Counted;
  rehearsed: number;
}

interface Asked extends Quarter {
  /** Who asks, for private incidents; null for whoever is no person. */
  me: string | null;
}

const seen = ({ me }: Asked) => sql`(not i.private or ${me} = any(i.insiders))`;
const over = (asked: Asked) =>
  sql`i.resolved_at >= ${asked.from} and i.resolved_at < ${asked.until} and ${seen(asked)}`;

/** Of incidents that were over in the quarter. */
export async function incidentCounts(db: Query, asked: Asked): Promise<IncidentCounts> {
  const row = await db.one<Record<'told' | 'machine' | 'over' | 'once' | 'drills', number>>(
    plannedAnew(sql`
      select count(*) filter (where i.excluded is null and i.source is not null)::int as told,
        count(*) filter (where i.excluded is null and i.source in ('alert', 'objective', 'probe'))::int as machine,
        count(*) filter (where i.excluded is null)::int as over,
        count(*) filter (where i.excluded is null and i.resolves <= 1)::int as once,
        count(*) filter (where i.kind = 'drill')::int as drills
      from measure.incidents i where ${over(asked)}`),
  );
  return {
    machineFirst: { part: row.machine, n: row.told },
    held: { part: row.once, n: row.over },
    rehearsed: row.drills,
  };
}

/** Seconds within which each is soon. What nobody ever answered was not answered soon. */
const soon = { ttd: 600, tta: 300, 'declare-delay': 900, 'notice-delay': 1_800 } as const;
export type SoonName = keyof typeof soon;

/** How many were soon, of those that are known. */
export async function soonCounts(db: Query, asked: Asked): Promise<Readonly<Record<SoonName, Counted>>> {
  const rows = await db.many<{ name: SoonName; part: number; n: number }>(
    plannedAnew(sql`
      select s.name, count(*) filter (where d.seconds <= s.seconds)::int as part, count(*)::int as n
      from jsonb_to_recordset(${JSON.stringify(Object.entries(soon).map(([name, seconds]) => ({ name, seconds })))})
          as s (name text, seconds double precision)
        join measure.durations d on d.name = s.name and (d.why is null or d.why = 'never acknowledged')
        join measure.incidents i on i.incident = d.incident
      where ${over(asked)} and i.excluded is null group by s.name`),
  );
  const of = (name: SoonName): Counted => {
    const found = rows.find((one) => one.name === name);
    return { part: found?.part ?? 0, n: found?.n ?? 0 };
  };
  return {
    ttd: of('ttd'),
    tta: of('tta'),
    'declare-delay': of('declare-delay'),
    'notice-delay': of('notice-delay'),
  };
}

/** News that were promised and came in time, of incidents declared in the quarter. */
export async function promiseCounts(db: Query, asked: Asked): Promise<Record<'inside' | 'outside', Counted>> {
  const row = await db.one<Record<'inside' | 'insideDue' | 'outside' | 'outsideDue', number>>(
    plannedAnew(sql`
      with kept as (
        select p.due, p.met, p.audience in ('customers', 'partners', 'regulators') as outside
        from measure.promises p join measure.incidents i on i.incident = p.incident
        where i.declared_at >= ${asked.from} and i.declared_at < ${asked.until} and i.excluded is null
          and i.kind = 'real' and ${seen(asked)})
      select coalesce(sum(met) filter (where not outside), 0)::int as inside,
        coalesce(sum(due) filter (where not outside), 0)::int as "insideDue",
        coalesce(sum(met) filter (where outside), 0)::int as outside,
        coalesce(sum(due) filter (where outside), 0)::int as "outsideDue" from kept`),
  );
  return {
    inside: { part: row.inside, n: row.insideDue },
    outside: { part: row.outside, n: row.outsideDue },
  };
}

import type { Act } from '../../platform/act.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { gatheringSeconds, type LatePage } from './model.ts';

export const lateSweep = 'oncall.tellLate';

/** Notes that these people are to hear of these pages together with whatever else comes late. */
export function addLate(act: Act, late: readonly { person: string; page: string }[]): void {
  if (late.length === 0) return;
  const due = act.now.add({ seconds: gatheringSeconds });
  act.tx.later(sql`
    insert into oncall.late (person, page_id, due_at)
    select distinct t.person, t.page, ${due}::timestamptz
    from unnest(${late.map((one) => one.person)}::text[], ${late.map((one) => one.page)}::uuid[]) as t(person, page)
    order by t.person, t.page
    on conflict (person, page_id) do update set due_at = excluded.due_at`);
  act.poke(lateSweep, due);
}

export async function nextLateDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(sql`
    select min(latest) as due from (select max(due_at) as latest from oncall.late group by person) each_person`);
  return row.due;
}

/** Whoever has heard nothing new for long enough, each with the pages that are still open; taken out of the list. */
export async function takeLate(tx: Tx, now: Temporal.Instant): Promise<Map<string, LatePage[]>> {
  await tx.run(sql`lock table oncall.late in share row exclusive mode`);
  const rows = await tx.many<LatePage & { person: string }>(sql`
    with ready as (select person from oncall.late group by person having max(due_at) <= ${now}),
      taken as (delete from oncall.late l using ready r where l.person = r.person returning l.person, l.page_id)
    select t.person, p.title, p.urgency from taken t join oncall.pages p on p.id = t.page_id
    where p.state = 'triggered' order by t.person, p.urgency = 'high' desc, p.opened_at, p.id`);
  return Map.groupBy(rows, (row) => row.person);
}

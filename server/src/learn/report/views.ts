import type { RetrospectiveRow } from '@muster/contract/learn/retrospectives';
import type { Actor } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { type Stored, toRow } from '../retrospective/model.ts';
import { storedColumns } from '../retrospective/store.ts';

const most = 500;

/** Reports that were published within the span, the latest first, as far as the caller may see them. */
export async function publishedBetween(
  db: Query,
  actor: Actor,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<RetrospectiveRow[]> {
  const hidden = await hiddenIncidents(db, actor);
  const rows = await db.many<Stored>(sql`
    select ${storedColumns} from learn.retrospectives r
    where r.state = 'published' and r.published_at >= ${from} and r.published_at < ${until}
      and (r.incident is null or r.incident <> all(${hidden}::uuid[]))
    order by r.published_at desc limit ${most}`);
  return rows.map((one) => toRow(one, until));
}

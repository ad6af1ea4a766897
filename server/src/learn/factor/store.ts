import type { Factor } from '@muster/contract/learn/factors';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredFactor extends Omit<Factor, 'since' | 'elsewhere'> {
  since: Temporal.Instant | null;
}

const columns = sql`f.id, f.kind, f.part, f.eased, f.text, f.evidence, f.since, f.added_by as "addedBy"`;

export function factorRows(db: Query, retrospective: string): Promise<StoredFactor[]> {
  return db.many(
    sql`select ${columns} from learn.factors f where f.retrospective = ${retrospective} order by f.id`,
  );
}

/** The report in which a factor stands. */
export function findReportOfFactor(
  db: Query,
  factor: string,
): Promise<{ retrospective: string } | undefined> {
  return db.maybe(sql`select f.retrospective from learn.factors f where f.id = ${factor}`);
}

export async function saveFactor(
  tx: Tx,
  retrospective: string,
  { now, ...one }: Omit<Factor, 'elsewhere'> & { now: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into learn.factors (id, retrospective, kind, part, eased, text, evidence, since, added_at, added_by)
    values (${one.id}, ${retrospective}, ${one.kind}, ${one.part}, ${one.eased}, ${one.text}, ${one.evidence},
      ${one.since}, ${now}, ${one.addedBy})
    on conflict (id) do update set kind = excluded.kind, part = excluded.part, eased = excluded.eased,
      text = excluded.text, evidence = excluded.evidence, since = excluded.since`);
}

export function deleteFactor(tx: Tx, retrospective: string, id: string): Promise<number> {
  return tx.run(sql`delete from learn.factors where retrospective = ${retrospective} and id = ${id}`);
}

export interface Alike {
  retrospective: string;
  ref: string | null;
  title: string;
  at: Temporal.Instant;
  text: string;
  eased: boolean;
  kind: string;
  part: string;
}

/** Factors of the same kind, latest first; of the same part where one is named. */
export function alikeFactors(
  db: Query,
  {
    kinds,
    part,
    except,
    hidden,
  }: { kinds: readonly string[]; part: string | null; except: string | null; hidden: readonly string[] },
): Promise<Alike[]> {
  return db.many(sql`
    select f.retrospective, r.ref, r.title, r.created_at as at, f.text, f.eased, f.kind, f.part
    from learn.factors f join learn.retrospectives r on r.id = f.retrospective
    where f.kind = any(${[...kinds]}::text[]) and (${part}::text is null or f.part = ${part})
      and (${except}::uuid is null or f.retrospective <> ${except})
      and (r.incident is null or r.incident <> all(${[...hidden]}::uuid[]))
    order by f.id desc limit 500`);
}

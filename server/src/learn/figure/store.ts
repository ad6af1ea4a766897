import type { Figure } from '@muster/contract/learn/figures';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Measured } from './model.ts';

/** Of each name the one that counts: what people say, then the impact, then the record. */
export const figuresThatCount = sql`
  select distinct on (f.retrospective, lower(f.name)) f.retrospective, f.source, f.name, f.value, f.unit
  from learn.figures f
  order by f.retrospective, lower(f.name), array_position(array['people', 'impact', 'record'], f.source)`;

export function figuresOf(db: Query, retrospective: string): Promise<Figure[]> {
  return db.many(sql`
    select c.name, c.value, c.unit, c.source from (${figuresThatCount}) c
    where c.retrospective = ${retrospective} order by lower(c.name)`);
}

/** What the record or the impact gives, in place of what they gave before. */
export async function replaceFigures(
  tx: Tx,
  { retrospective, source }: { retrospective: string; source: 'impact' | 'record' },
  figures: readonly Measured[],
): Promise<void> {
  await tx.run(sql`
    delete from learn.figures where retrospective = ${retrospective} and source = ${source}`);
  await tx.run(sql`
    insert into learn.figures (retrospective, source, name, value, unit)
    select ${retrospective}, ${source}, t.name, t.value, t.unit
    from unnest(${figures.map((one) => one.name)}::text[], ${figures.map((one) => one.value)}::float8[],
      ${figures.map((one) => one.unit)}::text[]) as t(name, value, unit)`);
}

export async function saveFigure(tx: Tx, retrospective: string, one: Measured): Promise<void> {
  await tx.run(sql`
    insert into learn.figures (retrospective, source, name, value, unit)
    values (${retrospective}, 'people', ${one.name}, ${one.value}, ${one.unit})
    on conflict (retrospective, source, lower(name))
    do update set name = excluded.name, value = excluded.value, unit = excluded.unit`);
}

export function deleteFigure(tx: Tx, retrospective: string, name: string): Promise<number> {
  return tx.run(sql`
    delete from learn.figures
    where retrospective = ${retrospective} and source = 'people' and lower(name) = lower(${name})`);
}

import type { Factor, listFactors } from '@muster/contract/learn/factors';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { alikeFactors, factorRows } from './store.ts';

/** The factors of a retrospective; each says in how many others, that the caller may see, its like stands. */
export async function factorsFor(db: Query, retrospective: string, actor: Actor): Promise<Factor[]> {
  const rows = await factorRows(db, retrospective);
  if (rows.length === 0) return [];
  const kinds = [...new Set(rows.map((one) => one.kind))];
  const hidden = await hiddenIncidents(db, actor);
  const others = await alikeFactors(db, { kinds, part: null, except: retrospective, hidden });
  return rows.map(({ since, ...one }) => ({
    ...one,
    since: wireTimeOrNull(since),
    elsewhere: new Set(
      others
        .filter((other) => other.kind === one.kind && other.part === one.part)
        .map((other) => other.retrospective),
    ).size,
  }));
}

/** What helped an incident happen, by kind and part, for figures; what kept it small is not among it. */
export async function factorNamesOf(db: Query, incident: string): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select distinct f.kind || case when f.part = '' then '' else ': ' || f.part end as name
    from learn.factors f join learn.retrospectives r on r.id = f.retrospective
    where r.incident = ${incident} and not f.eased order by 1`);
  return rows.map((one) => one.name);
}

export async function factorsElsewhere(
  db: Query,
  actor: Actor,
  { kind, part, except }: z.output<(typeof listFactors)['query']>,
) {
  const given = { kinds: [kind], part: part ?? null, except: except && isId(except) ? except : null };
  const hidden = await hiddenIncidents(db, actor);
  const found = await alikeFactors(db, { ...given, hidden });
  return {
    items: found.slice(0, 100).map(({ retrospective, ref, title, at, text, eased }) => ({
      retrospective,
      ref,
      title,
      text,
      eased,
      at: wireTime(at),
    })),
  };
}

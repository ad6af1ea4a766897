import type { listSimilarIncidents, SimilarIncident } from '@muster/contract/respond/similar';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { type Actor, mayAct } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all } from '../../platform/sql.ts';
import { visibleTo } from '../incident/views.ts';
import { type Alike, mostAlike, wordsOf } from './model.ts';

type Asked = z.output<(typeof listSimilarIncidents)['query']>;

/** So many are compared of each: the latest, those with a word in common, those with a service in common. */
const compared = 300;
const shown = 5;

/** Earlier incidents like this. Private ones only for their members; what was tried only for those who work on them. */
export async function similarIncidents(
  db: Query,
  actor: Actor,
  asked: Asked,
): Promise<{ items: SimilarIncident[] }> {
  const services = asked.services.split(',').filter((one) => one !== '');
  const words = wordsOf(asked.title);
  if (words.length === 0 && services.length === 0) return { items: [] };
  const among = await candidates(db, actor, { words, services, except: asked.except ?? '' });
  const found = mostAlike({ title: asked.title, services }, among, shown);
  const helped = mayAct(actor, 'reader') ? await helpedThen(db, found) : new Map<string, Helped[]>();
  return { items: found.map((one) => toWire(one, helped.get(one.one.id) ?? [])) };
}

async function candidates(
  db: Query,
  actor: Actor,
  { words, services, except }: { words: readonly string[]; services: readonly string[]; except: string },
): Promise<IncidentState[]> {
  const may = all([
    ...visibleTo(actor),
    sql`kind <> 'drill'`,
    sql`category not in ('merged', 'cancelled')`,
    sql`ref <> ${except.toUpperCase()} and id::text <> ${except}`,
  ]);
  const query = words.map((word) => `${word}:*`).join(' | ');
  const rows = await db.many<{ state: IncidentState }>(sql`
    select state from respond.incidents where id in (
      (select id from respond.incidents where ${may} order by id desc limit ${compared})
      union (select id from respond.incidents where ${may} and services && ${[...services]}::text[]
        order by id desc limit ${compared})
      union (select id from respond.incidents where ${may}
        and to_tsvector('simple', title) @@ to_tsquery('simple', ${query}) order by id desc limit ${compared}))
    order by id desc`);
  return rows.map((row) => row.state);
}

type Helped = SimilarIncident['helped'][number];

/** Of each its attempts that worked, first those that worked wholly, and with which words it was resolved. */
async function helpedThen(db: Query, found: readonly Alike<IncidentState>[]): Promise<Map<string, Helped[]>> {
  const rows = await db.many<{ incident: string; text: string; result: 'worked' | 'partial' }>(sql`
    select incident, entry ->> 'text' as text, entry -> 'detail' ->> 'result' as result from respond.entries
    where incident = any(${found.map(({ one }) => one.id)}::uuid[]) and kind = 'attempt' and state <> 'retracted'
      and entry -> 'detail' ->> 'result' in ('worked', 'partial')
    order by entry -> 'detail' ->> 'result' desc, at desc limit 100`);
  const tried = Map.groupBy(rows, (row) => row.incident);
  return new Map(
    found.map(({ one }) => {
      const attempts = (tried.get(one.id) ?? []).slice(0, 3);
      return [one.id, [...attempts.map(({ text, result }) => ({ text, result })), ...resolvedWith(one)]];
    }),
  );
}

function resolvedWith({ statuses }: IncidentState): Helped[] {
  const text = statuses.findLast((one) => one.category === 'post-incident')?.reason ?? '';
  return text === '' ? [] : [{ text, result: null }];
}

function toWire(
  { one, likeness, words, sharedServices }: Alike<IncidentState>,
  helped: Helped[],
): SimilarIncident {
  const { ref, title, severity, status, category, services, declaredAt, times } = one;
  return {
    ...{
      ref,
      title,
      private: one.private,
      severity,
      severityRank: one.rule.rank,
      status,
      category,
      services,
    },
    ...{ declaredAt, endedAt: times.resolved ?? times.closed ?? null },
    ...{ likeness: Math.round(likeness * 100) / 100, words, sharedServices, helped },
  };
}

/** Fewer say nothing about what is usual. */
const leastForUsual = 10;

/** The minutes within which nine of ten earlier incidents of these services were over; null where there are too few. */
export async function usualMinutes(
  db: Query,
  { services, except }: { services: readonly string[]; except: string },
): Promise<number | null> {
  const row = await db.one<{ n: number; p90: number | null }>(sql`
    select count(*)::int as n, percentile_cont(0.9) within group (order by seconds) / 60 as p90 from (
      select extract(epoch from (state -> 'times' ->> 'resolved')::timestamptz - (state ->> 'declaredAt')::timestamptz)::float8
        as seconds
      from respond.incidents
      where services && ${[...services]}::text[] and id <> ${except} and kind = 'real' and not private
        and state -> 'times' ? 'resolved'
      order by id desc limit 200) as latest`);
  return row.n < leastForUsual ? null : row.p90;
}

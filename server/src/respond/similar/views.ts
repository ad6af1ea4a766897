import type { listSimilarIncidents, SimilarIncident, WantedKind } from '@muster/contract/respond/similar';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { type Actor, mayAct } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { all } from '../../platform/sql.ts';
import { visibleTo } from '../incident/views.ts';
import { loadSettings } from '../settings/store.ts';
import { type Alike, mostAlike, recurring, wordsOf } from './model.ts';

type Asked = z.output<(typeof listSimilarIncidents)['query']>;

/** So many are compared of each: the latest, those with a word in common, those with a service in common. */
const compared = 300;
const shown = 5;

/** Earlier incidents like this. Private ones only for their members; what was tried only for those who work on them. */
export async function similarIncidents(
  db: Query,
  actor: Actor,
  asked: Asked,
): Promise<z.output<(typeof listSimilarIncidents)['answer']>> {
  const services = asked.services.split(',').filter((one) => one !== '');
  const words = wordsOf(asked.title);
  const judged = await judgedSoFar(db);
  if (words.length === 0 && services.length === 0) return { items: [], judged };
  const among = await candidates(db, actor, { words, services, except: asked.except ?? '' });
  const found = mostAlike({ title: asked.title, services }, among, shown);
  const helped = mayAct(actor, 'reader') ? await helpedThen(db, found) : new Map<string, Helped[]>();
  const useful = await verdictsOf(db, asked.except ?? '');
  const items = found.map((one) =>
    toWire(one, { helped: helped.get(one.one.id) ?? [], useful: useful.get(one.one.id) ?? null }),
  );
  return { items, judged };
}

/** What was said of those proposed for one incident. */
async function verdictsOf(db: Query, except: string): Promise<Map<string, boolean>> {
  const rows = await db.many<{ other: string; useful: boolean }>(sql`
    select v.other, v.useful from respond.similar_verdicts v join respond.incidents i on i.id = v.incident
    where i.ref = ${except.toUpperCase()} or i.id::text = ${except}`);
  return new Map(rows.map((row) => [row.other, row.useful]));
}

/** Private ones are left out: not even a count tells of them. */
async function judgedSoFar(db: Query): Promise<{ useful: number; not: number }> {
  const row = await db.maybe<{ useful: number; not: number }>(sql`
    select count(*) filter (where v.useful)::int as useful, count(*) filter (where not v.useful)::int as not
    from respond.similar_verdicts v
    join respond.incidents i on i.id = v.incident and not i.private
    join respond.incidents o on o.id = v.other and not o.private`);
  return row ?? { useful: 0, not: 0 };
}

/** So many of the latest without a kind are compared with each other. */
const groupedAtMost = 100;

/** Those alike without a kind of their own (R37). The first kind is what an incident is while nobody says otherwise. */
export async function wantedKinds(db: Query, now: Temporal.Instant): Promise<{ items: WantedKind[] }> {
  const [usual] = (await loadSettings(db)).types;
  const rows = await db.many<{ ref: string; title: string; services: string[] }>(sql`
    select ref, title, services from respond.incidents
    where not private and kind = 'real' and category not in ('merged', 'cancelled')
      and state ->> 'type' = ${usual?.name ?? ''} and declared_at > ${now.subtract({ hours: 90 * 24 })}
    order by id desc limit ${groupedAtMost}`);
  return { items: recurring(rows) };
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
  { helped, useful }: { helped: Helped[]; useful: boolean | null },
): SimilarIncident {
  const { ref, title, severity, status, category, services, declaredAt, times } = one;
  return {
    ref,
    title,
    private: one.private,
    severity,
    severityRank: one.rule.rank,
    status,
    category,
    services,
    declaredAt,
    endedAt: times.resolved ?? times.closed ?? null,
    likeness: Math.round(likeness * 100) / 100,
    words,
    sharedServices,
    helped,
    useful,
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

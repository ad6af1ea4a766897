// A past of ten years: 200,000 incidents with their figures, pages, reports, follow-ups and words, half of a service each day.
import type { Muster } from './muster.ts';

export const incidents = 200_000;
export const years = 10;
/** Each piece ends well before the time-out of a query. */
const pieces = 40;
const followUps = 20_000;

/** Not the one that the product measured itself. */
const ours = '(select * from measure.incidents where made_by = 1000) i';
/** Neighbours in time stay together, as they came. */
const perPiece = incidents / pieces;
const idOf = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const piece = `i.incident >= ${idOf(`$1 * ${perPiece}`)} and i.incident < ${idOf(`($1 + 1) * ${perPiece}`)}`;

type Pool = Muster['db']['pool'];

/** What tables hold; in this order. */
const parts = {
  measures: [
    {
      of: 'incidents',
      text: `
        insert into measure.incidents (incident, ref, kind, excluded, private, insiders, severity, services, declared_at,
          resolved_at, resolves, type, source, factors, statuses, status_seconds, made_by)
        select ${idOf(`${incidents} - n`)}, 'OLD-' || n,
          case when n % 20 = 0 then 'drill' else 'real' end, case when n % 20 = 0 then 'drill' end, n % 50 = 0,
          array['ada'], (array['minor', 'average', 'critical'])[1 + n % 3], array['service-' || abs(hashtext('of' || n)) % 40], declared,
          declared + make_interval(secs => 60 + exp(random() * 10)), case when n % 25 = 0 then 2 else 1 end, 'availability',
          (array['alert', 'customer', 'staff'])[1 + n / 7 % 3],
          case when n % 4 = 0 then array['factor-' || n % 30] else '{}' end,
          case when n % 20 = 0 then '{}' else array['investigating', 'fixing', 'watching'] end,
          case when n % 20 = 0 then '{}' else array[exp(random() * 9), exp(random() * 9), exp(random() * 9)] end, 1000
        from generate_series(1, ${incidents}) n,
          lateral (select now() - interval '3640 days' * n / ${incidents} - interval '1 day' as declared) d
        where (${incidents} - n) / ${perPiece} = $1 order by 1`,
    },
    {
      of: 'durations',
      text: `
        insert into measure.durations (incident, name, seconds, why)
        select i.incident, name, case when known then 30 + exp(random() * 10) end,
          case when not known then coalesce(i.excluded, 'time unknown') end
        from ${ours}, unnest(array['ttd', 'declare-delay', 'tta', 'ttn', 'notice-delay', 'ttm', 'ttr',
          'first-restore', 'ttrestore', 'impact-time', 'active-time', 'coordination', 'drills']) name,
          lateral (select case name when 'drills' then i.excluded is not null
            else i.excluded is null and hashtext(i.ref || name) % 10 <> 0 end as known) k
        where (name <> 'drills' or known) and ${piece}`,
    },
    {
      of: 'impacts',
      text: `
        insert into measure.impacts (incident, starts_at, ends_at, weight, services)
        select incident, declared_at - interval '2 minutes', resolved_at, (array[0, 0.3, 1])[1 + abs(hashtext(ref)) % 3],
          services
        from ${ours} where ${piece}`,
    },
    {
      of: 'promises',
      text: `
        insert into measure.promises (incident, audience, due, met, overrun_seconds)
        select incident, audience, 4, 3, 120
        from ${ours}, unnest(array['staff', 'customers']) audience
        where ${piece}`,
    },
  ],
  /** One page for each incident; of every three a person took one, and every third was over by itself. */
  pages: [
    {
      of: 'pages',
      text: `
        insert into oncall.pages (id, group_id, service, policy, title, state, escalation, urgency, step, owner, why,
          notified, run, opened_at, acknowledged_at, resolved_at)
        select incident, gen_random_uuid(), services[1], 'all', 'A page of ' || ref, 'resolved', 'done', 'high', 0, null,
          'rule', array['ada'], jsonb_build_object('policy', 'all', 'steps', (select array_agg(md5(ref || s::text))
          from generate_series(1, 30) s)), declared_at, null,
          declared_at + make_interval(mins => case when n % 3 = 1 then 3 else 40 end)
        from ${ours}, lateral (select split_part(ref, '-', 2)::int as n) k
        where ${piece}`,
    },
    {
      of: 'page_log',
      text: `
        insert into oncall.page_log (page_id, at, entry)
        select incident, declared_at + make_interval(mins => m), case m when 0 then '{"code": "opened"}'::jsonb
          when 1 then '{"code": "notified", "person": "ada"}'
          else jsonb_build_object('code', case when n % 3 = 0 then 'acknowledged' else 'resolved' end,
            'by', case when n % 3 = 0 then 'ada' else 'alertmanager' end) end
        from ${ours}, lateral (select split_part(ref, '-', 2)::int as n) k, generate_series(0, 2) m
        where ${piece}`,
    },
    {
      of: 'pages of incidents',
      text: `
        insert into measure.pages (incident, page)
        select incident, incident from ${ours} where ${piece}`,
    },
  ],
  /** Each as one that was taken in, with its own title, time and reference. */
  records: [
    {
      of: 'records of incidents',
      text: `
        insert into respond.incidents (id, ref, version, state, title, kind, private, insiders, severity, severity_rank,
          status, category, services, declared_at, updated_at)
        select i.incident, i.ref, 1, s.state || jsonb_build_object('id', i.incident, 'ref', i.ref, 'title', t.title,
            'private', i.private, 'services', i.services, 'kind', i.kind), t.title, i.kind, i.private, i.insiders,
          i.severity, s.severity_rank, s.status, s.category, i.services, i.declared_at, i.resolved_at
        from ${ours},
          lateral (select 'Trouble number ' || substr(i.ref, 5) || ' of ' || i.services[1] as title) t,
          (select * from respond.incidents where title = 'The one that others are made of') s
        where ${piece}`,
    },
  ],
  /** For one incident in ten a report with two factors and a follow-up; most of them are done. */
  work: [
    {
      of: 'reports',
      text: `
        insert into learn.retrospectives (id, incident, ref, kind, title, services, private, depth, reasons, state, record,
          numbers, dismissed, version, happened_at, created_at, created_by, updated_at, published_at)
        select incident, incident, ref, 'incident', 'What we learnt of ' || ref, services, private, 'light', '{}', 'published',
          '{}', '{}', '{}', 1, declared_at, declared_at, 'ada', declared_at, declared_at + interval '5 days'
        from ${ours}
        where split_part(ref, '-', 2)::int % ${incidents / followUps} = 0 and ${piece}`,
    },
    {
      of: 'factors',
      text: `
        insert into learn.factors (id, retrospective, kind, part, eased, text, evidence, added_at, added_by)
        select gen_random_uuid(), id, (array['capacity', 'change', 'dependency', 'detection', 'runbook'])[1 + m],
          'part-' || abs(hashtext(ref || s)) % 20, false, 'A factor', '', created_at, 'ada'
        from learn.retrospectives, generate_series(0, 1) s, lateral (select abs(hashtext(s || ref)) % 5 as m) k
        where ${piece.replaceAll('i.incident', 'incident')}`,
    },
    {
      of: 'follow-ups',
      text: `
        insert into learn.follow_ups (id, ref, title, note, deliverable, kind, priority, state, owner, services, incident,
          retrospective, factor, due_on, due_at, first_due_on, committed_at, done_at, evidence, created_by, created_at,
          changed_at, reminded_to)
        select gen_random_uuid(), 'F-' || r.ref, 'Make ' || r.ref || ' impossible', '', 'A test', 'prevent',
          (array['high', 'normal', 'low'])[1 + n % 3], case when is_done then 'done' else 'open' end, 'ada', r.services,
          r.incident, r.id, (select f.id from learn.factors f where f.retrospective = r.id limit 1),
          (r.created_at + interval '30 days')::date, r.created_at + interval '30 days',
          (r.created_at + interval '30 days')::date, r.created_at, case when is_done then r.created_at + interval '25 days' end,
          case when is_done then 'Merged' end, 'ada', r.created_at, r.created_at, r.created_at
        from learn.retrospectives r,
          lateral (select abs(hashtext(r.ref)) as n, r.created_at < now() - interval '90 days' as is_done) k
        where ${piece.replaceAll('i.', 'r.')}`,
    },
  ],
  /** Of each incident its title and 80 words of its log, of a language of some ten thousand words. */
  words: [
    {
      of: 'texts',
      text: `
        insert into learn.search_texts (kind, subject, part, ref, incident, title, body, services, at, words)
        select t.kind, i.incident, 0, i.ref, i.incident, n.title, b.body, i.services, i.declared_at,
          setweight(to_tsvector('simple', case t.kind when 'incident' then i.ref || ' ' || n.title else '' end), 'A')
            || to_tsvector('simple', b.body)
        from ${ours}, lateral (values ('incident', 1), ('log', 80)) t (kind, long),
          lateral (select 'Trouble number ' || substr(i.ref, 5) || ' of ' || i.services[1] as title) n,
          lateral (select string_agg(substr(translate(md5((power(random(), 3) * 10000)::int::text || i.severity),
            '0123456789', 'ghijklmnop'), 1, 4 + w % 6), ' ') as body from generate_series(1, long) w) b
        where ${piece}`,
    },
    {
      of: 'words',
      text: `
        insert into learn.search_words (word)
        select distinct w from learn.search_texts, unnest(tsvector_to_array(words)) w
        where incident is not null and length(w) between 4 and 60 and ${piece.replaceAll('i.incident', 'incident')}
        order by w on conflict do nothing`,
    },
  ],
} as const;
export type Part = keyof typeof parts;

/** Fills what is asked for; figures of incidents are always there, as all else hangs on them. */
export async function fillTenYears(muster: Muster, wanted: readonly Part[]): Promise<void> {
  if (wanted.includes('records'))
    await muster.call('POST', '/api/v1/incidents/import', { items: [original] });
  const { pool } = muster.db;
  // There is one connection, so this holds for what follows.
  await pool.query("set statement_timeout = 0; set session_replication_role = 'replica'");
  for (const part of ['measures', ...wanted.filter((one) => one !== 'measures')] as const)
    for (const { text } of parts[part]) await inPieces(pool, text);
  await pool.query("set session_replication_role = 'origin'");
  await pool.query('analyze');
}

async function inPieces(pool: Pool, text: string): Promise<void> {
  for (let piece = 0; piece < pieces; piece += 1) await pool.query(text, [piece]);
}

const original = {
  sourceId: 'original',
  title: 'The one that others are made of',
  severity: 'minor',
  impact: [{ start: '2020-01-01T10:00:00Z', end: '2020-01-01T10:40:00Z', level: 'major' }],
  times: {
    firstSignal: '2020-01-01T10:01:00Z',
    declared: '2020-01-01T10:05:00Z',
    resolved: '2020-01-01T11:00:00Z',
  },
};

import { Readable } from 'node:stream';
import type { Report, ReportFormat } from '@muster/contract/learn/reports';
import type { RetrospectiveRow } from '@muster/contract/learn/retrospectives';
import type { Actor } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { Streamed } from '../../platform/http/route.ts';
import { drawPdf } from '../../platform/pdf.ts';
import { hiddenIncidents, htmlOf, markdownOf, pdfOf } from '../../respond/index.ts';
import { type Stored, toRow } from '../retrospective/model.ts';
import { storedColumns } from '../retrospective/store.ts';
import { retrospectiveAt, writtenText } from '../retrospective/views.ts';
import { withoutEmptyParts } from '../retrospective/written.ts';
import { reportBlocks } from './model.ts';
import { readersOf, runbookOf, seenPublished } from './store.ts';

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

export interface LearningCounts {
  reports: number;
  /** Published within 14 days of being begun. */
  soon: number;
  /** Those of which somebody said what became of the runbooks. */
  runbooks: number;
  /** That were held. */
  sessions: number;
}

/** How much was learnt within the span, as far as the caller may see the reports. */
export async function learningCounts(
  db: Query,
  actor: Actor,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<LearningCounts> {
  const hidden = await hiddenIncidents(db, actor);
  return db.one(sql`
    select count(*)::int as reports, count(r.runbook)::int as runbooks,
      count(*) filter (where r.published_at <= r.created_at + interval '14 days')::int as soon,
      (select count(*)::int from learn.sessions s
        where s.state = 'held' and s.starts_at >= ${from} and s.starts_at < ${until}) as sessions
    from learn.retrospectives r
    where r.state = 'published' and r.published_at >= ${from} and r.published_at < ${until}
      and (r.incident is null or r.incident <> all(${hidden}::uuid[]))`);
}

/** What is published. Refuses not_found for what is not, and for whoever may not see its incident. */
export async function reportView(
  db: Query,
  id: string,
  asker: { actor: Actor; now: Temporal.Instant },
): Promise<Report> {
  await seenPublished(db, id, asker.actor);
  const retrospective = await retrospectiveAt(db, id, asker);
  const [{ markdown }, readers, runbook] = await Promise.all([
    writtenText(db, retrospective),
    readersOf(db, id),
    runbookOf(db, id),
  ]);
  return { retrospective, markdown: withoutEmptyParts(markdown, retrospective.depth), readers, runbook };
}

/** The report as a file. */
export async function reportFile(report: Report, format: ReportFormat): Promise<Streamed> {
  const { ref, title } = report.retrospective;
  const name = `${ref ?? 'report'}-report.${format}`;
  const called = [ref, title].filter(Boolean).join(' ');
  const blocks = reportBlocks(report);
  switch (format) {
    case 'md':
      return new Streamed('text/markdown; charset=utf-8', name, Readable.from(markdownOf(blocks)));
    case 'html':
      return new Streamed('text/html; charset=utf-8', name, Readable.from(htmlOf(blocks, called)));
    case 'pdf': {
      const drawn = await drawPdf({ title: called, content: pdfOf(blocks) });
      return new Streamed('application/pdf', name, Readable.from([Buffer.from(drawn)]));
    }
  }
}

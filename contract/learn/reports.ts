/**
 * Published reports: what everybody may read who was not there (R7, R28, R30). Readers are counted and never named.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id } from '../platform/wire.ts';
import { retrospective } from './retrospectives.ts';

/** What was done about runbooks (R30); null while nobody has said. */
export const runbookStates = ['changed', 'nothing to change', 'none yet'] as const;
export type RunbookState = (typeof runbookStates)[number];

export const report = z.object({
  retrospective,
  /** What was written together, as Markdown. */
  markdown: z.string(),
  /** How many people have opened it. */
  readers: z.int(),
  runbook: z.object({ state: z.enum(runbookStates).nullable(), note: z.string() }),
});
export type Report = z.infer<typeof report>;

export const reportFormats = ['md', 'html', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const byReport = z.strictObject({ id });

export const getReport = endpoint('GET /api/v1/reports/{id}', {
  who: 'reader',
  area: 'incidents',
  summary: 'A published report, with how many have read it.',
  params: byReport,
  answer: report,
});
export const readReport = endpoint('POST /api/v1/reports/{id}/reading', {
  who: 'reader',
  area: 'incidents',
  summary: 'Count me among the readers of a report, once. Nobody is shown who reads.',
  params: byReport,
});
export const exportReport = endpoint('GET /api/v1/reports/{id}/export', {
  who: 'reader',
  area: 'incidents',
  summary: 'A published report as a file.',
  params: byReport,
  query: z.strictObject({ format: z.enum(reportFormats).default('md') }),
  answer: z.string().meta({ description: 'a file: Markdown, HTML or PDF, as asked for' }),
});
export const putRunbookStep = endpoint('PUT /api/v1/reports/{id}/runbook', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say whether a runbook was changed because of it: the closing step of a report.',
  params: byReport,
  body: z.strictObject({ state: z.enum(runbookStates), note: z.string().trim().max(2_000).default('') }),
});

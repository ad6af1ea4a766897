/**
 * Numbers of reports that can be looked for (practice.md P33), so that "how many were called at night this quarter" needs
 * no reading. The record gives some, the impact in numbers others, and people add their own.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery } from '../platform/wire.ts';
import { retrospectiveStates } from './news.ts';

export const figureSources = ['people', 'impact', 'record'] as const;
export const figure = z.object({
  name: z.string(),
  value: z.number(),
  /** Such as "people" or "min"; empty for a bare number. */
  unit: z.string(),
  source: z.enum(figureSources),
});
export type Figure = z.infer<typeof figure>;

/** What the impact in numbers is called among the numbers, and in what it is counted. */
export const impactFigures = {
  users: { name: 'Users affected', unit: 'users' },
  requests: { name: 'Requests failed', unit: 'requests' },
  money: { name: 'Cost', unit: '' },
  supportCases: { name: 'Support cases', unit: 'cases' },
} as const;

/** The number in what somebody wrote, such as 12000 in "about 12 000 users"; null where there is none, or several. */
export function readNumber(text: string): number | null {
  const found = [
    ...text.matchAll(/\d+(?:[ \u00a0\u202f,']\d{3})*(?:\.\d+)?(?:\s?(?:k|m|million|thousand)\b)?/gi),
  ];
  const [only] = found;
  if (found.length !== 1 || !only) return null;
  const [, digits = '', scale = ''] = /^([\d\s\u00a0\u202f,'.]+?)\s?([a-z]*)$/i.exec(only[0]) ?? [];
  const value = Number(digits.replaceAll(/[^\d.]/g, '')) * scaleOf(scale.toLowerCase());
  return Number.isFinite(value) ? value : null;
}

function scaleOf(word: string): number {
  if (word === 'k' || word === 'thousand') return 1_000;
  return word === 'm' || word === 'million' ? 1_000_000 : 1;
}

export const reportNumber = figure.extend({
  retrospective: id,
  ref: z.string().nullable(),
  title: z.string(),
  services: z.array(z.string()),
  state: z.enum(retrospectiveStates),
  /** When it happened: the end of the response, or when the report was begun where there is no incident. */
  at: instant,
});
export type ReportNumber = z.infer<typeof reportNumber>;

/** All of one name together; one for each unit. */
export const numberSummary = z.object({
  unit: z.string(),
  count: z.int(),
  sum: z.number(),
  median: z.number(),
  most: z.number(),
});
export type NumberSummary = z.infer<typeof numberSummary>;

const filter = {
  name: z.string().max(60).optional(),
  service: z.string().max(64).optional(),
  /** Days in UTC, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
};

export const listReportNumbers = endpoint('GET /api/v1/report-numbers', {
  who: 'reader',
  area: 'incidents',
  summary: 'Numbers of reports, latest first. Those of private incidents appear to their members only.',
  query: z.strictObject({ ...listQuery, ...filter }),
  answer: listOf(reportNumber).extend({
    /** Every name that there is, to choose from. */
    names: z.array(z.string()),
    /** Of everything that was asked for, where one name was. */
    summary: z.array(numberSummary),
  }),
});
export const exportReportNumbers = endpoint('GET /api/v1/report-numbers/export', {
  who: 'reader',
  area: 'incidents',
  summary: 'Numbers of reports as CSV.',
  query: z.strictObject(filter),
  answer: z.string().meta({ description: 'CSV (RFC 4180) with a head' }),
});
export const putReportNumber = endpoint('PUT /api/v1/retrospectives/{id}/report-numbers', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say a number of a report, known by its name; null takes back what people said.',
  params: z.strictObject({ id }),
  body: z.strictObject({
    name: line(60),
    value: z.number().min(-1e15).max(1e15).nullable(),
    unit: z.string().trim().max(20).default(''),
  }),
});

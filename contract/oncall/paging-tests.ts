import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant } from '../platform/wire.ts';

const minutes = z.int().min(5).max(60);

/** A test of its own each week, by the clock of the schedule. */
export const pagingTestPlan = z.strictObject({
  /** 1 is Monday. */
  weekday: z.int().min(1).max(7),
  hour: z.int().min(0).max(23),
  /** Whether whoever is on call gets a letter within the hour before. */
  isAnnounced: z.boolean(),
  /** Whether also from 22 to 7 by the clock of the person. */
  atNight: z.boolean(),
  /** After how many minutes it ends by itself. */
  minutes,
});
export type PagingTestPlan = z.infer<typeof pagingTestPlan>;

/** What became of one contact method. */
export const testedMethod = z.object({
  via: z.string(),
  kind: z.string(),
  outcome: z.enum(['waiting', 'delivered', 'failed', 'not needed']),
  /** From the opening of the test until the message was delivered, or was handed to a provider. */
  afterSeconds: z.number().nullable(),
});
export type TestedMethod = z.infer<typeof testedMethod>;

/** A paging test of one person. */
export const pagingTest = z.object({
  id,
  person: z.string(),
  /** `busy` and `night`: nobody was paged; or a real page ended it. */
  state: z.enum(['running', 'acknowledged', 'unanswered', 'busy', 'night']),
  isWeekly: z.boolean(),
  page: id.nullable(),
  openedAt: instant,
  endsAt: instant,
  endedAt: instant.nullable(),
  /** From the opening of the test until the person acknowledged it. */
  acknowledgedAfterSeconds: z.number().nullable(),
  methods: z.array(testedMethod),
});
export type PagingTest = z.infer<typeof pagingTest>;

export const listPagingTests = endpoint('GET /api/v1/schedules/{name}/tests', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'The latest paging tests of a schedule, kept for a year, and when it is tested by itself.',
  params: byName,
  answer: z.object({ plan: pagingTestPlan.nullable(), items: z.array(pagingTest) }),
});
export const startPagingTest = endpoint('POST /api/v1/schedules/{name}/tests', {
  who: 'responder',
  area: 'schedules',
  summary: 'Page whoever is on call now as a test, by their own rules.',
  params: byName,
  body: z.strictObject({ minutes: minutes.default(15), atNight: z.boolean().default(false) }),
  answer: z.object({ items: z.array(pagingTest) }),
  status: 201,
});
export const planPagingTests = endpoint('PUT /api/v1/schedules/{name}/tests', {
  who: 'responder',
  area: 'schedules',
  summary: 'Choose when a schedule is tested each week; null: not by itself.',
  params: byName,
  body: z.strictObject({ plan: pagingTestPlan.nullable() }),
});

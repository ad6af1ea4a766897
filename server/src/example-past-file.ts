/** How examples/past.yaml is written: plain facts, with days before the end and minutes after the beginning. */
import { z } from 'zod';

const begun = { day: z.number(), at: z.string() };
const severity = z.enum(['minor', 'average', 'critical']);
const taken = z.strictObject({
  ...begun,
  lasts: z.number(),
  found: z.number(),
  ack: z.number().optional(),
  severity,
  services: z.array(z.string()),
  title: z.string(),
  kind: z.literal('drill').optional(),
  state: z.literal('cancelled').optional(),
});
export type Taken = z.output<typeof taken>;

const promised = z.strictObject({
  title: z.string(),
  kind: z.string(),
  owner: z.string(),
  team: z.string(),
  priority: z.string().default('normal'),
  due: z.number(),
  /** Days after it was promised, as `due`; left out while it is open. */
  done: z.number().optional(),
  helped: z.string().optional(),
});
const report = z.strictObject({
  /** Days after the incident, all three. */
  begun: z.number(),
  met: z.number(),
  published: z.number(),
  read: z.string(),
  runbook: z.enum(['changed', 'nothing to change']).optional(),
  factors: z.array(z.tuple([z.string(), z.string(), z.string()]).rest(z.literal('eased'))),
  promised: z.array(promised),
});
const lived = z.strictObject({
  key: z.string(),
  ...begun,
  lasts: z.number(),
  found: z.number(),
  ack: z.number().optional(),
  declare: z.number(),
  severity,
  services: z.array(z.string()),
  title: z.string(),
  who: z.string(),
  count: z.number(),
  source: z.string().optional(),
  event: z.looseObject({ title: z.string() }).optional(),
  kind: z.literal('drill').optional(),
  by: z.string(),
  with: z.string().optional(),
  tried: z.array(z.tuple([z.number(), z.string(), z.string()])),
  decided: z.string().optional(),
  told: z.array(z.number()),
  customers: z.array(z.number()).default([]),
  report: report.optional(),
});
export type Lived = z.output<typeof lived>;

const session = z.strictObject({
  day: z.number(),
  title: z.string(),
  organiser: z.string(),
  people: z.array(z.string()),
  attended: z.array(z.string()),
  reports: z.array(z.string()),
  decided: z.array(
    z.strictObject({
      /** The second of what was promised after that incident. */
      of: z.string(),
      n: z.number(),
      outcome: z.string(),
      note: z.string().default(''),
      dueIn: z.number().optional(),
    }),
  ),
});
export type Met = z.output<typeof session>;

export const file = z.strictObject({
  past: z.literal(1),
  taken: z.array(taken),
  lived: z.array(lived),
  sessions: z.array(session),
});

import { z } from 'zod';
import { urgencySchema } from '../oncall/definition.ts';
import { name } from '../platform/wire.ts';

/** That a group which opens declares an incident by itself (R50). */
export const declaring = z.strictObject({
  severity: z.string().min(1).max(40),
  /** For so many minutes after the last group, another one of the same service joins the same incident. */
  mergeMinutes: z.int().min(0).max(1_440).optional(),
});
export type Declaring = z.infer<typeof declaring>;

/**
 * A route: which alerts, told by a CEL condition over `labels`, `annotations`, `title`, `severity`, `source`
 * and `integration`, go to which service, grouped how. The first that matches wins.
 */
export const routeSchema = z.strictObject({
  name,
  when: z.string().min(1).max(2_000),
  service: name,
  /** Label names; alerts with equal values form one group. Without it each sender's own grouping holds. */
  groupBy: z.array(z.string().min(1).max(256)).max(20).optional(),
  /** Seconds to wait for company before the first page of a group. */
  groupWait: z.int().min(0).max(3_600).optional(),
  urgency: urgencySchema.optional(),
  declare: declaring.optional(),
});
export type Route = z.infer<typeof routeSchema>;

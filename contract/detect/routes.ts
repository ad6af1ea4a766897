import { z } from 'zod';
import { urgencySchema } from '../oncall/definition.ts';
import { name } from '../platform/wire.ts';

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
  declare: z.strictObject({ severity: z.string().min(1).max(40) }).optional(),
});
export type Route = z.infer<typeof routeSchema>;

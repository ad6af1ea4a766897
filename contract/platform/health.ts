import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './wire.ts';

/** Something of the paging path that is not as it should be. */
export const healthFinding = z.object({
  id,
  /** Which check found it, such as `oncall.overduePages`. */
  check: z.string(),
  /** What the check looks for, in words. */
  title: z.string(),
  subject: z.string(),
  text: z.string(),
  firstAt: instant,
  lastAt: instant,
  /** When the auditor last tried to mend it; null where it cannot. */
  mendedAt: instant.nullable(),
  /** When administrators were last told of it by the second path. */
  alarmedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type HealthFinding = z.infer<typeof healthFinding>;

export const getHealth = endpoint('GET /api/v1/health', {
  who: 'auditor',
  area: 'operation',
  summary: 'What the auditor of the paging path found: now, in the last week, and how each node does.',
  answer: z.object({
    /** The latest audit of any node; null before the first. */
    lastAt: instant.nullable(),
    open: z.array(healthFinding),
    /** Those that ended within the last week, the latest first, at most fifty. */
    ended: z.array(healthFinding),
    nodes: z.array(
      z.object({
        node: z.string(),
        at: instant,
        skewMs: z.int(),
        found: z.int(),
        mended: z.int(),
        tookMs: z.int(),
        failed: z.array(z.string()),
      }),
    ),
    /** The alert that Muster sends itself each minute; null when it is switched off or none was sent yet. */
    canary: z
      .object({ sentAt: instant, arrivedAt: instant.nullable(), tookMs: z.int().nullable() })
      .nullable(),
    /** What is looked for, in words. */
    checks: z.array(z.object({ name: z.string(), title: z.string() })),
    /** By which ways administrators are told although pages may not leave: none is a finding of its own. */
    alarmWays: z.array(z.string()),
    /** Whether an outside watcher is told each minute that all is well. */
    beats: z.boolean(),
  }),
});

/** What is taken in of an incident that another tool has kept: the data of one event of its stream. */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';
import { severityRule } from './settings.ts';
import { impactLevels } from './state-parts.ts';

export const importedPart = z.object({
  sourceId: z.string(),
  title: z.string().optional(),
  summary: z.string().optional(),
  severity: z.object({ severity: z.string(), rule: severityRule }).optional(),
  services: z.array(z.string()).optional(),
  /** Moments by name; null for one that is known no longer. */
  times: z.record(z.string(), instant.nullable()),
  impact: z
    .array(
      z.object({
        id,
        from: instant,
        until: instant,
        level: z.enum(impactLevels),
        weight: z.number().optional(),
      }),
    )
    .optional(),
});
export type ImportedPart = z.infer<typeof importedPart>;

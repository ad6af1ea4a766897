import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';

/** One line of the plan: what applying the organisation file does to one named thing. */
export const change = z.object({
  kind: z.string(),
  name: z.string(),
  change: z.enum(['create', 'update', 'delete', 'none']),
  fields: z.array(z.string()).optional(),
  /** A key that was made for a new integration: shown here and never again. */
  key: z.string().optional(),
});
export type Change = z.infer<typeof change>;
export const planProblem = z.object({ pointer: z.string(), message: z.string() });
export type Problem = z.infer<typeof planProblem>;
export const plan = z.object({ changes: z.array(change), problems: z.array(planProblem) });
export type Plan = z.infer<typeof plan>;

const flag = z.enum(['true', 'false']).default('false');

export const applyOrganisation = endpoint('PUT /api/v1/organisation', {
  who: 'admin',
  // It says who may do what.
  fresh: true,
  area: 'organisation',
  summary: 'Make the organisation what the file says, all or nothing. YAML or JSON.',
  query: z.strictObject({ dryRun: flag, prune: flag }),
  body: z.unknown(),
  answer: plan,
});
export const getOrganisation = endpoint('GET /api/v1/organisation', {
  who: 'auditor',
  area: 'organisation',
  summary: 'The organisation file, as it could be applied again; secrets are left out.',
  answer: z.record(z.string(), z.unknown()),
});
export const setupSteps = endpoint('GET /api/v1/setup/steps', {
  who: 'signedIn',
  area: 'organisation',
  summary: 'The five steps of the first run and which are done.',
  answer: z.object({
    steps: z.array(
      z.object({
        id: z.enum(['people', 'oncall', 'integration', 'contact', 'test-page']),
        done: z.boolean(),
        detail: z.string(),
      }),
    ),
    mail: z.boolean(),
  }),
});

/** What one person has promised in open incidents: news, reports, answers. Tasks stand in tasks.ts. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { clock } from './state.ts';

export const owed = z.object({
  ref: z.string(),
  title: z.string(),
  severity: z.string(),
  severityRank: z.int(),
  clock,
  /** What it is about: a workstream, a question, a system, an audience; empty where the kind says it all. */
  about: z.string(),
});
export type Owed = z.infer<typeof owed>;

export const listMyClocks = endpoint('GET /api/v1/me/clocks', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'What I have promised in open incidents, the most urgent first; what is overdue included.',
  answer: z.object({ items: z.array(owed) }),
});

/**
 * What everybody in the company may know of an incident (R6, R33): how it stands in plain words, the impact, the last
 * news and when the next are promised. Nothing of the working room is in it: no log, no tasks, no names but the
 * commander's.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant } from '../platform/wire.ts';
import { byRef } from './incidents.ts';
import { category } from './settings.ts';
import { impactLevels, kinds } from './state.ts';

const briefImpact = z.object({
  from: instant,
  until: instant.nullable(),
  level: z.enum(impactLevels),
  who: z.string(),
  count: z.int().nullable(),
  confidence: z.enum(['low', 'medium', 'high']),
  services: z.array(z.string()),
});

export const brief = z.object({
  id,
  ref: z.string(),
  title: z.string(),
  kind: z.enum(kinds),
  private: z.boolean(),
  severity: z.object({ name: z.string(), label: z.string(), meaning: z.string(), rank: z.int() }),
  status: z.string(),
  category,
  /** How it stands, in a plain sentence. */
  situation: z.string(),
  commander: z.string().nullable(),
  services: z.array(z.string()),
  declaredAt: instant,
  /** Since when the response is over; null while it goes on. */
  endedAt: instant.nullable(),
  /** What goes on now; once it is over, what there was. Latest first. */
  impact: z.array(briefImpact),
  /** The latest news for staff. */
  lastUpdate: z.object({ at: instant, text: z.string(), count: z.int() }).nullable(),
  /** When staff is promised the next; null where nothing is promised. */
  nextUpdateAt: instant.nullable(),
  mergedInto: z.string().nullable(),
});
export type Brief = z.infer<typeof brief>;

export const getBrief = endpoint('GET /api/v1/incidents/{ref}/brief', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'How an incident stands, for everybody: status in plain words, impact, last and next news.',
  params: byRef,
  answer: brief,
});

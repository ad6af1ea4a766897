/** Earlier incidents like one that is being declared, or that goes on: what they were, and what helped then (R46). */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { ref } from './incidents.ts';
import { category } from './settings.ts';
import { attemptResults } from './state.ts';

export const similarIncident = z.object({
  ref: z.string(),
  title: z.string(),
  private: z.boolean(),
  severity: z.string(),
  severityRank: z.int(),
  status: z.string(),
  category,
  services: z.array(z.string()),
  declaredAt: instant,
  endedAt: instant.nullable(),
  /** 0 to 1; only for the order. */
  likeness: z.number(),
  /** What both have: their words and services. */
  words: z.array(z.string()),
  sharedServices: z.array(z.string()),
  /** Attempts that worked, at least in part, and how it was resolved. For those who work on incidents. */
  helped: z.array(z.object({ text: z.string(), result: z.enum(attemptResults).nullable() })),
  /** Whether it was of use to the one that the others are compared with; null while nobody has said so. */
  useful: z.boolean().nullable(),
});
export type SimilarIncident = z.infer<typeof similarIncident>;

export const listSimilarIncidents = endpoint('GET /api/v1/incidents/similar', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Earlier incidents with the like title or the same services, the most alike first.',
  query: z.strictObject({
    title: z.string().max(300).default(''),
    /** Names, with commas between them. */
    services: z.string().max(3_500).default(''),
    /** The reference of one that is left out: the one that the others are compared with. */
    except: z.string().max(64).optional(),
  }),
  answer: z.object({
    items: z.array(similarIncident),
    /** How often one that was proposed was said to be of use, and how often not. */
    judged: z.object({ useful: z.int(), not: z.int() }),
  }),
});

export const judgeSimilar = endpoint('PUT /api/v1/incidents/{ref}/similar/{other}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say whether an earlier incident that was proposed was of use. The last word counts.',
  params: z.strictObject({ ref, other: ref }),
  body: z.strictObject({ useful: z.boolean() }),
});

/** Incidents without a kind of their own that are alike: three in 90 days are worth a kind (R37). */
export const wantedKind = z.object({
  /** The latest first. */
  refs: z.array(z.string()),
  words: z.array(z.string()),
  services: z.array(z.string()),
});
export type WantedKind = z.infer<typeof wantedKind>;

export const listWantedKinds = endpoint('GET /api/v1/respond/kinds-wanted', {
  who: 'admin',
  area: 'incidents',
  summary: 'Where three incidents or more that are alike lack a kind of their own.',
  answer: z.object({ items: z.array(wantedKind) }),
});

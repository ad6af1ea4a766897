/**
 * The weekly digest: one letter with what happened, what was learnt, and what is due (R30, R66). Nobody gets it who did
 * not choose it, and it ends with one click. Private incidents are never in it: mail is read in strange places.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';

export const digestScopes = ['mine', 'all'] as const;

export const digestWish = z.strictObject({
  isOn: z.boolean(),
  /** Monday is 1. */
  weekday: z.int().min(1).max(7),
  /** By the clock of the reader. */
  hour: z.int().min(0).max(23),
  /** `mine`: services of my teams, and those that I follow. */
  scope: z.enum(digestScopes),
});
export type DigestWish = z.infer<typeof digestWish>;

export const digest = z.object({
  from: instant,
  until: instant,
  incidents: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      severity: z.string(),
      services: z.array(z.string()),
      isOver: z.boolean(),
    }),
  ),
  /** Reports that were published. */
  reports: z.array(z.object({ id: z.string(), title: z.string(), ref: z.string().nullable() })),
  /** Late, or due within the next seven days. */
  followUps: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      owner: z.string().nullable(),
      dueOn: z.string().nullable(),
      isOverdue: z.boolean(),
    }),
  ),
  /** The reader's own week on call; null where there was none. */
  load: z.object({ hours: z.number(), pages: z.int(), disturbedNights: z.int() }).nullable(),
});
export type Digest = z.infer<typeof digest>;

const answer = z.object({
  wish: digestWish,
  /** When the next one leaves; null while none is wanted. */
  nextAt: instant.nullable(),
  /** Whether this server sends mail. */
  hasMail: z.boolean(),
  /** What it would say now. */
  preview: digest,
});

export const getDigest = endpoint('GET /api/v1/me/digest', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Whether I get the weekly digest, when, and what it would say now.',
  query: z.strictObject({ scope: z.enum(digestScopes).optional() }),
  answer,
});
export const putDigest = endpoint('PUT /api/v1/me/digest', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Choose the weekly digest: whether, on which day, at what hour by my own clock, and about what.',
  body: digestWish,
  answer,
});

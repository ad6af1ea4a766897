import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, listOf, listQuery } from './wire.ts';

/**
 * One entry of the audit log: who did what to what, when, from where, and what came of it. `detail` has `before` and
 * `after` where something changed, `reason` where one was given or where the act was refused, and whatever else there
 * is to say. It never holds a secret, nor the content of a message.
 */
export const auditEntry = z.object({
  id,
  /** With microseconds, because its text is part of what the chain hashes. */
  at: instant,
  actorKind: z.enum(['person', 'token', 'system', 'anyone']),
  actor: z.string(),
  /** By which credential: `session:<id>`, `token:<id>`, `link`; empty for what Muster does by itself. */
  how: z.string(),
  address: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  /** How many alike it stands for; more than one only for refusals that came again and again. */
  count: z.int(),
  /** Null until the entry is in the chain, some seconds after it was written. */
  place: z.int().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const filters = {
  actor: z.string().min(1).max(200).optional(),
  action: z.string().min(1).max(100).optional().meta({ description: 'an action, or the beginning of some' }),
  subject: z.string().min(1).max(300).optional(),
  address: z.string().min(1).max(100).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  by: z
    .enum(['others', 'muster'])
    .optional()
    .meta({ description: 'what people, tokens and strangers did, or what Muster did by itself' }),
  from: instant.optional(),
  until: instant.optional(),
  text: z.string().min(1).max(200).optional().meta({ description: 'anywhere in the entry' }),
};
export const auditFilters = z.strictObject(filters);
export type AuditFilters = z.output<typeof auditFilters>;

export const listAudit = endpoint('GET /api/v1/audit', {
  who: 'auditor',
  area: 'audit',
  summary: 'The audit log, latest first.',
  query: z.strictObject({ ...filters, ...listQuery }),
  answer: listOf(auditEntry),
});

export const exportAudit = endpoint('GET /api/v1/audit/export', {
  who: 'auditor',
  area: 'audit',
  fresh: true,
  summary: 'The audit log as JSON lines in the order of the chain, streamed. Each export is recorded.',
  query: auditFilters,
  answer: z.string().meta({ description: 'application/x-ndjson: one audit entry on each line' }),
});

export const findingKinds = [
  'edited',
  'moved',
  'inserted',
  'missing',
  'doubled',
  'anchor',
  'cut',
  'waiting',
] as const;

/** Something in the log that is not as it was written. `place` and `id` are null where it is about no one entry. */
export const finding = z.object({
  kind: z.enum(findingKinds),
  place: z.int().nullable(),
  id: z.string().nullable(),
  text: z.string(),
});
export type Finding = z.infer<typeof finding>;

const link = z.object({ place: z.int(), hash: z.string() });

/** An anchor as people write it down: the day, and the hash that the chain ended with. */
export const anchorText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}:[0-9a-f]{64}$/, 'write it as 2026-03-02:<64 digits of the hash>');

export const verifyAudit = endpoint('GET /api/v1/audit/verification', {
  who: 'auditor',
  area: 'audit',
  summary:
    'Walk the chain of the audit log and tell what does not fit. A long one is walked in pieces: ask again with `after` set to `next` until that is null.',
  query: z.strictObject({
    after: z.coerce.number().int().min(0).optional(),
    anchor: z.union([anchorText, z.array(anchorText).max(100)]).optional(),
  }),
  answer: z.object({
    /** How many entries were looked at in this piece. */
    entries: z.int(),
    /** Where this piece ended. */
    upTo: link,
    findings: z.array(finding),
    /** Findings beyond the first hundred. */
    moreFindings: z.int(),
    /** Which of the given anchors the chain went through in this piece. */
    met: z.array(z.string()),
    next: z.int().nullable(),
  }),
});

export const anchor = z.object({ day: z.string(), place: z.int(), hash: z.string(), at: instant });
export type Anchor = z.infer<typeof anchor>;

export const auditState = endpoint('GET /api/v1/audit/state', {
  who: 'auditor',
  area: 'audit',
  summary:
    'Where the chain of the audit log ends, how many entries wait for their place, and the last anchors.',
  answer: z.object({
    head: link.extend({ at: instant }).nullable(),
    waiting: z.int(),
    anchors: z.array(anchor),
  }),
});

import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { urgencySchema } from './definition.ts';

export const pageStates = ['triggered', 'acknowledged', 'snoozed', 'resolved'] as const;

export const page = z.object({
  id,
  /** `test`: a paging test of a schedule, in no list unless asked for and in no figure. */
  kind: z.enum(['page', 'test']),
  state: z.enum(pageStates),
  escalation: z.enum(['running', 'exhausted', 'off']),
  urgency: urgencySchema,
  title: z.string(),
  service: z.string().nullable(),
  policy: z.string().nullable(),
  /** The step executed last, counted from 1; 0 before the first. */
  step: z.number().int(),
  owner: z.string().nullable(),
  /** How many alerts are in it. */
  alerts: z.number().int(),
  /** The alert group whose page it is; null for pages by hand and for one that many groups share. */
  group: id.nullable(),
  /** How many alert groups are behind it: none when a person opened it, many when a storm did. */
  groups: z.number().int(),
  openedAt: instant,
  acknowledgedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  /** When something happens next, unless somebody acts. */
  nextAt: instant.nullable(),
  /** One sentence: why it is where it is. */
  why: z.string(),
  /** Whom it has notified so far. */
  notified: z.array(z.string()),
});
export type Page = z.infer<typeof page>;

export const notification = z.object({
  id,
  person: z.string(),
  /** The contact method, by its id. */
  via: z.string(),
  /** What the contact method is: email, webhook, webpush ... */
  kind: z.string(),
  dueAt: instant,
  sentAt: instant.nullable(),
  /** `handed`: a provider took it, and has not told yet whether it arrived. */
  outcome: z.enum([
    'scheduled',
    'queued',
    'sending',
    'handed',
    'delivered',
    'failed',
    'cancelled',
    'expired',
  ]),
  attempts: z.array(z.object({ at: instant, outcome: z.string(), note: z.string() })),
  reason: z.string(),
  maybeDuplicate: z.boolean(),
  /** A copy for a trainee who looks on: it called nobody, and nothing waits for its answer. */
  shadow: z.literal(true).optional(),
});
export type Notification = z.infer<typeof notification>;

export const explanation = z.object({
  page: id,
  /** In order of time: each decision, in a sentence. */
  entries: z.array(z.object({ at: instant, code: z.string(), text: z.string() })),
});

export const listPages = endpoint('GET /api/v1/pages', {
  who: 'signedIn',
  area: 'pages',
  summary: 'Pages, latest first.',
  query: z.strictObject({
    ...listQuery,
    /** Real pages, unless those of paging tests are asked for. */
    kind: z.enum(['page', 'test']).default('page'),
    state: z.enum([...pageStates, 'open']).optional(),
    service: z.string().max(64).optional(),
    /** A name, or `me`: pages that notified or are owned by this person. */
    person: z.string().max(64).optional(),
  }),
  answer: listOf(page),
});
export const getPage = endpoint('GET /api/v1/pages/{id}', {
  who: 'signedIn',
  area: 'pages',
  summary: 'One page.',
  params: byId,
  answer: page,
});
export const createPage = endpoint('POST /api/v1/pages', {
  who: 'responder',
  area: 'pages',
  summary: 'Page by hand: a service, a policy, or people.',
  body: z
    .strictObject({
      title: line(512),
      service: name.optional(),
      policy: name.optional(),
      people: z.array(name).min(1).max(50).optional(),
      urgency: urgencySchema.optional(),
    })
    .refine(
      (b) => [b.service, b.policy, b.people].filter(Boolean).length === 1,
      'name exactly one of service, policy, people',
    ),
  answer: page,
  status: 201,
});

const onPage = <B extends z.ZodType>(act: string, summary: string, body: B) =>
  endpoint(`POST /api/v1/pages/{id}/${act}`, {
    who: 'responder',
    area: 'pages',
    summary,
    params: byId,
    body,
    answer: page,
  });
const noBody = z.strictObject({}).optional();

export const acknowledgePage = onPage('acknowledgement', 'I have it: stops the page.', noBody);
export const unacknowledgePage = onPage(
  'unacknowledgement',
  'Give it back: the policy starts again.',
  noBody,
);
export const resolvePage = onPage('resolution', 'The problem is over.', noBody);
export const escalatePage = onPage(
  'escalation',
  'Go on to the next step, or to the step named.',
  z.strictObject({ toStep: z.int().min(1).max(1000).optional() }).optional(),
);
export const snoozePage = onPage(
  'snooze',
  'Quiet for so many minutes, then start again.',
  z.strictObject({ minutes: z.int().min(1).max(10_080) }),
);
export const reassignPage = onPage(
  'reassignment',
  'Hand it to people or to another policy.',
  z
    .strictObject({ users: z.array(name).min(1).max(50).optional(), policy: name.optional() })
    .refine((b) => (b.users === undefined) !== (b.policy === undefined), 'name either users or a policy'),
);
export const changeUrgency = onPage(
  'urgency',
  'Make it high or low urgency.',
  z.strictObject({ urgency: urgencySchema }),
);

export const restartPages = endpoint('POST /api/v1/policies/{name}/restart', {
  who: 'responder',
  area: 'policies',
  summary:
    'Open pages that follow an older state of this policy take it as it is now; those nobody has start again.',
  params: byName,
  answer: z.object({
    /** Pages that nobody has, which call the first step again. */
    restarted: z.number().int(),
    /** Pages that somebody has, or that were handed to people: they take it if they ever start again. */
    kept: z.number().int(),
    /** There were too many for once: ask again. */
    more: z.boolean(),
  }),
});

export const listNotifications = endpoint('GET /api/v1/pages/{id}/notifications', {
  who: 'reader',
  area: 'pages',
  summary: 'Who was told, by what, with which result; and who will be, unless somebody acts.',
  params: byId,
  /** All of them: there is never a second part. */
  answer: listOf(notification),
});
export const explainPage = endpoint('GET /api/v1/pages/{id}/explanation', {
  who: 'reader',
  area: 'pages',
  summary: 'Why this page, why these people, step by step.',
  params: byId,
  answer: explanation,
});
export const sendTestPage = endpoint('POST /api/v1/me/test-page', {
  who: 'responder',
  area: 'pages',
  summary: 'Page myself, by my own notification rules, to hear that it rings.',
  answer: page,
  status: 201,
});

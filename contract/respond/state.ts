/**
 * An incident as it stands at an instant: what `fold` makes of its events. Four things are kept apart on purpose, as
 * mixing them is the root of most wrong figures (practice.md 2.1): severity, status, impact, and urgency (which
 * belongs to pages). Instants are wire times, which sort as text.
 */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';
import { obligation } from './obligations.ts';
import { approval, audience, cadence, category, severityRule } from './settings.ts';
import {
  assignment,
  claim,
  confidences,
  consequences,
  detectionSources,
  handoff,
  impact,
  incidentActor,
  lateEdit,
  planAnswers,
  responder,
  stopGap,
  task,
  watch,
  workstream,
} from './state-parts.ts';

export * from './state-parts.ts';

export const kinds = ['real', 'drill', 'retroactive'] as const;

/** The latest news for one audience, and the promise of the next. */
export const lastUpdate = z.object({
  id,
  at: instant,
  text: z.string(),
  kind: z.enum(['heads-up', 'update', 'still-working', 'closing']),
  by: incidentActor,
  nextAt: instant.nullable(),
  count: z.int(),
  /** Taken back: nobody shows its text as what holds. What was promised with it stays promised. */
  retracted: z.object({ at: instant, by: z.string() }).optional(),
  /** When its text was put right; `text` is the one that holds. */
  correctedAt: instant.optional(),
});
export type LastUpdate = z.infer<typeof lastUpdate>;

/** News that wait for somebody's yes, for their time, or for both. One for each audience. */
export const waitingUpdate = z.object({
  id,
  text: z.string(),
  title: z.string().optional(),
  state: z.string().optional(),
  components: z.array(z.object({ name: z.string(), state: z.string() })).optional(),
  /** The status pages that it is meant for, by name. */
  pages: z.array(z.string()).optional(),
  kind: lastUpdate.shape.kind,
  nextInMinutes: z.int().nullable(),
  writtenBy: incidentActor,
  askedAt: instant,
  /** Whose yes is wanted; null where nobody's is. */
  needs: approval.nullable(),
  approvedBy: z.string().nullable(),
  /** When they go out by themselves; null for as soon as they may. */
  sendAt: instant.nullable(),
  /** Made from a template of which nothing but the gaps was changed. */
  template: z.boolean(),
  /** The severity for which they were written. */
  severity: z.string(),
  /** The news that they put right, and why. */
  corrects: id.optional(),
  reason: z.string().optional(),
});
export type WaitingUpdate = z.infer<typeof waitingUpdate>;

/** What another incident is to this one. */
export const relations = [
  'related',
  'caused-by',
  'causes',
  'duplicate-of',
  'duplicated-by',
  /** It was over for too long to be reopened, and came back (practice.md 3.2). */
  'recurrence-of',
  'recurred-as',
] as const;
export type Relation = (typeof relations)[number];
export const link = z.object({
  id,
  kind: z.enum([
    'incident',
    'page',
    'alert',
    'report',
    'ticket',
    'call',
    'chat',
    'document',
    'retrospective',
    'other',
  ]),
  /** A reference, an id or an address. */
  to: z.string(),
  label: z.string(),
  at: instant,
  /** Of incidents. */
  relation: z.enum(relations).optional(),
});
export type Link = z.infer<typeof link>;

/** What stood around it within seconds of declaring (R25). Whatever could not be read says so. */
export const snapshotPart = z.object({ title: z.string(), lines: z.array(z.string()), missing: z.boolean() });
export const snapshot = z.object({ at: instant, parts: z.array(snapshotPart) });

/** A moment that people stated: when it was recorded, how it is known, how sure (practice.md 3). */
export const statedTime = z.object({
  at: instant,
  recordedAt: instant,
  source: z.string(),
  confidence: z.enum(confidences),
});

/** A promise that somebody waits for. `missed` says since when it has been overdue. */
export const clockKinds = [
  'command',
  'handoff',
  'update',
  'late-news',
  'approval',
  'impact',
  'silence',
  'task',
  'report',
  'claim',
  'replan',
  'fatigue',
  'check-in',
  'entry',
  'obligation',
  /** On the way to an obligation: a part of its time is over. */
  'reminder',
  /** Until when what holds for now may stand. */
  'stop-gap',
  /** Until when it is watched whether it comes back. */
  'watch',
] as const;
export const clock = z.object({
  /** Stable while it means the same promise: its kind, its subject and its start. */
  id: z.string(),
  kind: z.enum(clockKinds),
  /** The task, workstream, person, audience ... it is about. */
  subject: z.string(),
  startedAt: instant,
  dueAt: instant,
  owner: z.string().nullable(),
  missedAt: instant.nullable(),
});
export type Clock = z.infer<typeof clock>;

/** What a line of the log is. */
export const entryKinds = [
  'note',
  'finding',
  'hypothesis',
  'attempt',
  'decision',
  'tripwire',
  'question',
  'later',
] as const;
export const entryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof entryKind>;

/** A line that waits to be settled. */
export const openEntry = z.object({
  id,
  kind: entryKind,
  text: z.string(),
  person: z.string().nullable(),
  dueAt: instant.nullable(),
  matches: z.string().nullable(),
  /** Of a tripwire: whether it tripped, the step that was agreed for it, and the severity to propose. */
  tripped: z.literal(true).optional(),
  trippedAt: instant.optional(),
  step: z.string().optional(),
  raiseTo: z.string().optional(),
});
export type OpenEntry = z.infer<typeof openEntry>;

export const limits = z.object({
  commandMinutes: z.int(),
  anyRoleMinutes: z.int(),
  checkInMinutes: z.int().nullable(),
});

const interval = { from: instant, until: instant.nullable(), by: incidentActor };
export const incidentState = z.object({
  id,
  ref: z.string(),
  /** The number of the latest event; for `If-Match`. */
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(kinds),
  private: z.boolean(),
  /** The kind of incident, by the name in the settings. */
  type: z.string(),
  source: z.enum(detectionSources).nullable(),
  severity: z.string(),
  /** What the severity implied when it was set. */
  rule: severityRule,
  status: z.string(),
  category,
  declaredAt: instant,
  declaredBy: incidentActor,
  /** Taken in from another tool: what it is called there, and when it came. */
  imported: z.object({ sourceId: z.string(), at: instant }).optional(),
  commander: z.string().nullable(),
  /** The page that looks for a commander, until there is one. */
  commandPage: id.nullable(),
  /** Who holds each role now; of several the first. */
  roles: z.record(z.string(), z.string()),
  assignments: z.array(assignment),
  handoffs: z.array(handoff),
  responders: z.array(responder),
  /** Of a private incident: who may see it, beside those who hold a role or respond. */
  members: z.array(z.string()),
  /** Taken out of it: of a private incident they see nothing, even where they declared it. */
  barred: z.array(z.string()),
  services: z.array(z.string()),
  impact: z.array(impact),
  /** Moments by name, as in practice.md 3: impactStart, detected, declared, mitigated, resolved ... */
  times: z.record(z.string(), instant),
  stated: z.record(z.string(), statedTime),
  severities: z.array(
    z.object({
      severity: z.string(),
      rank: z.int(),
      cadence: z.partialRecord(audience, cadence),
      /** The roles that it asks for. */
      roles: z.array(z.string()),
      reason: z.string(),
      ...interval,
    }),
  ),
  statuses: z.array(z.object({ status: z.string(), category, reason: z.string(), ...interval })),
  tasks: z.array(task),
  claims: z.array(claim),
  streams: z.array(workstream),
  /** What it owes those outside; absent while there was nothing. */
  obligations: z.array(obligation).optional(),
  pages: z.array(id),
  links: z.array(link),
  /** References of the incidents that were merged into this one, and of the one that this was merged into. */
  absorbed: z.array(z.string()),
  mergedInto: z.string().nullable(),
  call: z.string().nullable(),
  /** Another call, for when the first one does not work. */
  fallbackCall: z.string().optional(),
  chat: z.string().nullable(),
  snapshot: snapshot.nullable(),
  updates: z.partialRecord(audience, lastUpdate),
  waiting: z.partialRecord(audience, waitingUpdate).optional(),
  nextUpdates: z.partialRecord(audience, instant),
  fields: z.record(z.string(), z.string()),
  /** What kinds of harm it does, as far as anybody said; several hold at once (R11). */
  consequences: z.array(z.enum(consequences)),
  stopGaps: z.array(stopGap),
  /** Whether it comes back once the damage is gone (R63); absent while nobody said that it is. */
  watch: watch.optional(),
  /** Closed although something was missing: what, and why (R65). */
  exceptions: z.array(
    z.object({ missing: z.array(z.string()), reason: z.string(), at: instant, by: incidentActor }),
  ),
  /** What was changed after it was put away, the latest last (practice.md 3.5); absent while nothing was. */
  lateEdits: z.array(lateEdit).optional(),
  /** Only the commander posts to the room; the others write aside (R61). */
  quiet: z.object({ by: z.string(), since: instant }).nullable(),
  replannedAt: instant,
  /** What is done next, as it was said when the plan was last looked at. */
  plan: z
    .object({
      text: z.string(),
      at: instant,
      by: incidentActor,
      /** Whether it was kept when it was looked at, and what else could be done (R83). */
      answer: z.enum(planAnswers).optional(),
      options: z.array(z.string()).optional(),
    })
    .nullable(),
  /** The last time that anybody added to the log, decided, or moved a task. */
  activeAt: instant,
  /** The last time that a way to limit the damage was put on record: an attempt, or a decision (R2). */
  optionAt: instant.nullable(),
  entryCount: z.int(),
  /** What the log leaves open: hypotheses, questions, attempts, tripwires; the whole lines stand in the log. */
  open: z.array(openEntry),
  /** Minutes after which relief is proposed, and between check-ins, as they were at declaring. */
  limits,
  /** Clocks that ran out, and nudges that somebody put aside with a reason. */
  missed: z.array(z.object({ clock: z.string(), kind: z.enum(clockKinds), dueAt: instant, at: instant })),
  dismissed: z.array(z.object({ nudge: z.string(), by: z.string(), at: instant, reason: z.string() })),
});
export type IncidentState = z.infer<typeof incidentState>;

export const attemptResults = ['worked', 'partial', 'no-effect', 'worse'] as const;

/** What is particular to a kind; each part belongs to the kinds that its name tells. */
export const entryDetail = z.strictObject({
  /** hypothesis: what speaks for and against it. */
  evidence: z
    .array(z.strictObject({ for: z.boolean(), text: z.string().max(2_000), at: instant, by: z.string() }))
    .optional(),
  /** attempt */
  result: z.enum(attemptResults).optional(),
  /** decision: what was known then, the options, objections, and when to look at it again. */
  known: z.string().max(5_000).optional(),
  options: z.array(z.string().max(500)).max(20).optional(),
  objections: z.array(z.string().max(500)).max(20).optional(),
  revisitAt: instant.optional(),
  /** tripwire: what it would mean, the step agreed for it, and the alert that trips it. */
  meaning: z.string().max(2_000).optional(),
  step: z.string().max(2_000).optional(),
  matches: z.string().max(500).optional(),
  raiseTo: z.string().max(64).optional(),
  /** question, hypothesis, attempt: who looks into it, until when. */
  person: z.string().max(64).optional(),
  dueAt: instant.optional(),
  /** The hypothesis or question that it is about. */
  about: id.optional(),
  /** Written by somebody else than the commander while the room was quiet (R61). */
  aside: z.boolean().optional(),
});
export type EntryDetail = z.infer<typeof entryDetail>;

/** What was sent with a line; its bytes are asked for by its id. */
export const entryFile = z.object({ id, name: z.string(), type: z.string(), size: z.int() });

/** open: still to be settled. Notes, findings and decisions are settled from the start. */
export const entryStates = ['open', 'settled', 'ruled-out', 'confirmed', 'tripped', 'retracted'] as const;
export const entry = z.object({
  id,
  /** The event that added it, and the latest that is about it. */
  seq: z.int(),
  changed: z.int(),
  kind: entryKind,
  text: z.string(),
  detail: entryDetail,
  state: z.enum(entryStates),
  /** When it happened, as stated; when it was written. */
  at: instant,
  recordedAt: instant,
  by: incidentActor,
  evidence: z.string().nullable(),
  /** Who settled it, when, with which words. */
  settled: z.object({ at: instant, by: z.string(), text: z.string() }).nullable(),
  edits: z.int(),
  pinned: z.boolean(),
  files: z.array(entryFile).optional(),
});
export type Entry = z.infer<typeof entry>;

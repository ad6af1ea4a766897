/**
 * Every kind of event in an incident's stream, with its version and what it carries. Events are for ever: a kind may
 * get a new version, beside the old one, and never another meaning. A stored sample of each is folded in a test.
 */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';
import { importedPart } from './imported.ts';
import { obligation, obligationFact, stepWaiver, submission } from './obligations.ts';
import { audience, category, severityRule } from './settings.ts';
import {
  assignment,
  attemptResults,
  claim,
  clockKinds,
  consequences,
  detectionSources,
  entryDetail,
  entryKind,
  entryStates,
  handoff,
  impact,
  incidentActor,
  kinds,
  lastUpdate,
  lateChange,
  limits,
  link,
  planAnswers,
  snapshot,
  stopGap,
  task,
  waitingUpdate,
  watchOutcomes,
  watchRecurrence,
  workstream,
} from './state.ts';

const reason = z.string();
const byTask = { id };
const texts = z.record(z.string(), z.string());

const lifecycle = {
  declared: z.object({
    ref: z.string(),
    title: z.string(),
    summary: z.string(),
    kind: z.enum(kinds),
    private: z.boolean(),
    type: z.string(),
    source: z.enum(detectionSources).nullable(),
    severity: z.string(),
    rule: severityRule,
    status: z.string(),
    category,
    services: z.array(z.string()),
    members: z.array(z.string()),
    fields: texts,
    limits,
    call: z.string().nullable(),
    fallbackCall: z.string().optional(),
    chat: z.string().nullable(),
    /** When it began, as stated; null where nobody knows yet. */
    startedAt: instant.nullable(),
  }),
  detailsChanged: z.object({
    title: z.string().optional(),
    summary: z.string().optional(),
    type: z.string().optional(),
    source: z.enum(detectionSources).optional(),
    fields: texts.optional(),
    consequences: z.array(z.enum(consequences)).optional(),
  }),
  servicesChanged: z.object({ services: z.array(z.string()) }),
  severityChanged: z.object({ severity: z.string(), rule: severityRule, reason }),
  statusChanged: z.object({ status: z.string(), category, reason }),
  timeStated: z.object({
    name: z.string(),
    at: instant.nullable(),
    source: z.string(),
    confidence: z.enum(['low', 'medium', 'high']),
  }),
  /** What a change of the same moment did to a record that was put away: what stood there, what stands now, and why. */
  editedAfterClose: z.object({ reason, changed: z.array(lateChange) }),
  /** What was missing when it was closed all the same. */
  closingExcepted: z.object({ missing: z.array(z.string()), reason }),
  privacyChanged: z.object({ private: z.boolean(), reason }),
  /** What another tool knew of it, and when it was taken in again only what differs. Impact is told whole. */
  imported: importedPart,
  memberAdded: z.object({ person: z.string(), reason }),
  memberRemoved: z.object({ person: z.string(), reason }),
};

const people = {
  roleTaken: z.object({
    role: z.string(),
    person: z.string(),
    how: assignment.shape.how,
    many: z.boolean(),
    reason: reason.optional(),
  }),
  roleReleased: z.object({ role: z.string(), person: z.string(), reason }),
  handoffOffered: handoff
    .pick({ id: true, role: true, from: true, to: true, brief: true, missing: true })
    .extend({ page: id.nullable().optional() }),
  handoffAccepted: z.object({ id, readBack: texts, reason: reason.optional() }),
  handoffRefused: z.object({ id, reason }),
  handoffWithdrawn: z.object({ id, reason }),
  handoffEscalated: z.object({ id, page: id.nullable() }),
  commandPaged: z.object({ page: id.nullable(), reason }),
  responderAsked: z.object({ person: z.string(), page: id.nullable(), asked: z.string() }),
  responderJoined: z.object({ person: z.string() }),
  responderReleased: z.object({ person: z.string(), reason }),
};

const log = {
  entryAdded: z.object({
    id,
    kind: entryKind,
    text: z.string(),
    detail: entryDetail,
    state: z.enum(entryStates),
    at: instant,
  }),
  entryChanged: z.object({
    id,
    text: z.string().optional(),
    detail: entryDetail.optional(),
    at: instant.optional(),
    kind: entryKind.optional(),
  }),
  entrySettled: z.object({
    id,
    state: z.enum(entryStates),
    text: z.string(),
    result: z.enum(attemptResults).optional(),
  }),
  entryReopened: z.object({ id, reason }),
  entryPinned: z.object({ id, pinned: z.boolean() }),
  fileAdded: z.object({ id, file: id, name: z.string(), type: z.string(), size: z.int() }),
  fileRemoved: z.object({ id, file: id, reason }),
  quietChanged: z.object({ quiet: z.boolean(), person: z.string() }),
};

const work = {
  taskAdded: task.pick({ id: true, text: true, person: true, dueAt: true, stream: true, accepted: true }),
  taskChanged: z.object({
    ...byTask,
    text: z.string().optional(),
    person: z.string().nullable().optional(),
    accepted: z.boolean().optional(),
    dueAt: instant.nullable().optional(),
    stream: id.nullable().optional(),
  }),
  taskEnded: z.object({ ...byTask, state: z.enum(['done', 'dropped']), result: z.string() }),
  taskReopened: z.object({ ...byTask, reason }),
  claimMade: claim.pick({ id: true, system: true, person: true, doing: true, until: true, despite: true }),
  claimExtended: z.object({ id, until: instant }),
  claimReleased: z.object({ id, reason }),
  streamOpened: workstream.pick({ id: true, title: true, lead: true, reportBy: true, everyMinutes: true }),
  streamChanged: z.object({
    id,
    lead: z.string().nullable().optional(),
    reportBy: instant.nullable().optional(),
    everyMinutes: z.int().nullable().optional(),
  }),
  streamReported: z.object({
    id,
    condition: z.string(),
    actions: z.string(),
    needs: z.string(),
    nextAt: instant.nullable(),
  }),
  streamClosed: z.object({ id, reason }),
  impactStated: impact.pick({
    id: true,
    from: true,
    until: true,
    level: true,
    who: true,
    count: true,
    confidence: true,
    services: true,
    consequences: true,
  }),
  impactChanged: impact.omit({ statedAt: true, by: true, revisions: true }).partial().required({ id: true }),
  impactWithdrawn: z.object({ id, reason }),
  stopGapSet: stopGap.pick({ id: true, what: true, residual: true, until: true }),
  stopGapMoved: z.object({ id, until: instant.nullable(), reason }),
  stopGapEnded: z.object({ id, reason }),
};

const links = {
  pageLinked: z.object({ page: id }),
  linked: link.omit({ at: true }),
  unlinked: z.object({ id, reason }),
  merged: z.object({ into: z.string(), reason: reason.optional() }),
  unmerged: z.object({ from: z.string(), reason }),
  absorbed: z.object({ ref: z.string() }),
  released: z.object({ ref: z.string(), reason }),
  roomChanged: z.object({ call: z.string().nullable(), chat: z.string().nullable() }),
  contextTaken: snapshot,
};

const clocks = {
  updatePublished: lastUpdate.pick({ id: true, text: true, kind: true, nextAt: true }).extend({
    audience,
    /** Who wrote it, where somebody else or the clock let it go; who said yes to it. */
    writtenBy: incidentActor.optional(),
    approvedBy: z.string().optional(),
    title: z.string().optional(),
    /** As status pages say it: how far the work is, and what works. */
    state: z.string().optional(),
    components: z.array(z.object({ name: z.string(), state: z.string() })).optional(),
    /** The status pages that it is meant for, by name. */
    pages: z.array(z.string()).optional(),
  }),
  updateAsked: waitingUpdate.omit({ writtenBy: true, askedAt: true, approvedBy: true }).extend({ audience }),
  updateApproved: z.object({ id, audience }),
  /** Refused by whoever was asked, taken back by whoever wrote it, or held because something had changed. */
  updateWithdrawn: z.object({ id, audience, how: z.enum(['refused', 'withdrawn', 'held']), reason }),
  updateRetracted: z.object({ id, audience, reason }),
  updateCorrected: lastUpdate.pick({ id: true, text: true }).extend({
    audience,
    title: z.string().optional(),
    state: z.string().optional(),
    components: z.array(z.object({ name: z.string(), state: z.string() })).optional(),
    reason,
    writtenBy: incidentActor.optional(),
    approvedBy: z.string().optional(),
  }),
  /** `answer` and `options` since people are asked whether it is still right, and what else could be done (R83). */
  replanned: z.object({
    text: z.string(),
    answer: z.enum(planAnswers).optional(),
    options: z.array(z.string()).optional(),
  }),
  clockMissed: z.object({
    clock: z.string(),
    kind: z.enum(clockKinds),
    dueAt: instant,
    told: z.array(z.string()),
  }),
  nudgeDismissed: z.object({ nudge: z.string(), reason }),
  /** The damage is gone, and it is watched; said again while it is, it is watched until another instant. */
  watchBegan: z.object({ until: instant, reason }),
  watchRecurred: watchRecurrence.omit({ at: true }),
  watchEnded: z.object({ outcome: z.enum(watchOutcomes), reason }),
};

const ofObligation = { id };
const recorded = { recordedAt: true, recordedBy: true } as const;
const obligations = {
  obligationStarted: obligation
    .pick({ id: true, rule: true, owner: true, deputy: true })
    .extend({ fact: obligationFact.omit(recorded) }),
  obligationFactAdded: obligationFact.omit(recorded).extend(ofObligation),
  obligationSubmitted: submission.omit(recorded).extend(ofObligation),
  /** One step of it need not be submitted, or must be after all. */
  obligationStepWaived: stepWaiver.omit(recorded).extend(ofObligation),
  /** It need not be reported, or no longer: a decision, with a reason. It stands there even where nothing ran. */
  obligationDeclined: z.object({
    ...ofObligation,
    rule: obligation.shape.rule,
    reason,
    decidedBy: z.string(),
  }),
  obligationAssigned: obligation.pick({ id: true, owner: true, deputy: true }),
  obligationCalled: z.object({ ...ofObligation, page: id }),
};

export const eventData = { ...lifecycle, ...people, ...log, ...work, ...links, ...clocks, ...obligations };
export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;

/** What every event says beside its own data. */
export const envelope = z.object({
  incident: id,
  /** Counted from 1 in each incident. */
  seq: z.int(),
  id,
  type: z.string(),
  v: z.int(),
  /** The server's time. */
  at: instant,
  /** When it happened, where somebody said so. */
  statedAt: instant.nullable(),
  actor: incidentActor,
  audience,
  /** An address or an id that proves it. */
  evidence: z.string().nullable(),
  /** The event that this one corrects. */
  supersedes: id.nullable(),
});
export const incidentEvent = envelope.extend({ data: z.record(z.string(), z.unknown()) });

/** An event whose data is known by its type. */
export type IncidentEvent<T extends EventType = EventType> = {
  [K in T]: Omit<z.infer<typeof envelope>, 'type'> & { type: K; data: EventData<K> };
}[T];

/** What a decision adds: the server fills in number, id, time and actor. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: {
    type: K;
    data: EventData<K>;
    statedAt?: string;
    evidence?: string;
    supersedes?: string;
    audience?: z.infer<typeof audience>;
  };
}[T];

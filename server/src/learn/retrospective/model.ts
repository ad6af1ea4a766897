/**
 * A retrospective: the report that people write together of what happened. Invariants: of an incident there is one; its
 * states follow each other, and nobody who wrote in it finds it good; what the record told is kept as it was told; a row
 * of the timeline has evidence, or says that it is a recollection; and of a private incident it exists for its members.
 */
import type { Depth } from '@muster/contract/learn/depth';
import type { RetrospectiveState } from '@muster/contract/learn/news';
import type {
  DraftedRecord,
  numberNames,
  Retrospective,
  RetrospectiveRow,
} from '@muster/contract/learn/retrospectives';
import { isBefore } from '../../platform/instants.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

/** As it is kept. */
export interface Stored {
  id: string;
  incident: string | null;
  ref: string | null;
  kind: Retrospective['kind'];
  title: string;
  services: string[];
  private: boolean;
  severity: string | null;
  severityRank: number | null;
  depth: Depth;
  reasons: string[];
  due: string[];
  signal: string;
  state: RetrospectiveState;
  owner: string | null;
  facilitator: string | null;
  noteTaker: string | null;
  reviewer: string | null;
  record: DraftedRecord;
  numbers: Retrospective['numbers'];
  meetingDueAt: Temporal.Instant | null;
  publishDueAt: Temporal.Instant | null;
  meetingAt: Temporal.Instant | null;
  reviewedAt: Temporal.Instant | null;
  reviewedBy: string | null;
  publishedAt: Temporal.Instant | null;
  publishedBy: string | null;
  dismissed: string[];
  /** The end of the response; where there is no incident, when it was begun. */
  happenedAt: Temporal.Instant;
  version: number;
  createdAt: Temporal.Instant;
  createdBy: string;
  updatedAt: Temporal.Instant;
}

/** Nobody has looked for any of them yet. */
export const noNumbers: Record<(typeof numberNames)[number], null> = {
  users: null,
  requests: null,
  money: null,
  supportCases: null,
  dataLoss: null,
};

/** People may write in it: what was found good stays what it is. */
export function isOpen({ state }: Pick<Stored, 'state'>): boolean {
  return state === 'draft' || state === 'in-review';
}

/** Past a promise: to meet, while nobody has met or written it up, or to publish. What is not reviewed is not done. */
export function isOverdue(
  { state, meetingDueAt, meetingAt, publishDueAt }: Stored,
  now: Temporal.Instant,
): boolean {
  if (state === 'published') return false;
  const met = meetingAt !== null && isBefore(meetingAt, now);
  const meetingLate = !met && state === 'draft' && meetingDueAt !== null && isBefore(meetingDueAt, now);
  return meetingLate || (publishDueAt !== null && isBefore(publishDueAt, now));
}

/** The row of the list, and what the whole begins with. */
export function toRow(one: Stored, now: Temporal.Instant): RetrospectiveRow {
  const { id, ref, kind, title, services, severity, severityRank, depth, state, owner } = one;
  return {
    id,
    ref,
    kind,
    title,
    services,
    private: one.private,
    severity,
    severityRank,
    depth,
    state,
    owner,
    meetingDueAt: wireTimeOrNull(one.meetingDueAt),
    publishDueAt: wireTimeOrNull(one.publishDueAt),
    publishedAt: wireTimeOrNull(one.publishedAt),
    overdue: isOverdue(one, now),
    createdAt: wireTime(one.createdAt),
    updatedAt: wireTime(one.updatedAt),
  };
}

export function topicOf({ id }: Pick<Stored, 'id'>): string {
  return `retrospective:${id}`;
}

/** Where its screen is. */
export function pathOf({ id, ref }: Pick<Stored, 'id' | 'ref'>): string {
  return ref === null ? `/learn/retrospectives/${id}` : `/incidents/${ref}/retrospective`;
}

/** Whether somebody has to approve a follow-up before it counts as promised (practice.md P10). */
import type { FollowUpApproval, FollowUpSettings } from '@muster/contract/learn/followups';
import { Refusal, wrongPart } from '../../platform/refusal.ts';
import type { FollowUp } from './model.ts';

type Rules = Pick<FollowUpSettings, 'approvers'>;

/** Nobody has approved it yet who would have to. */
export function lacksApproval(
  { priority, approvedBy }: Pick<FollowUp, 'priority' | 'approvedBy'>,
  { approvers }: Rules,
): boolean {
  return priority === 'high' && approvers.length > 0 && approvedBy === null;
}

/** `by` is null for what is no person: nobody can be named approver who is none. */
export function mayApprove({ approvers }: Rules, by: string | null): by is string {
  return by !== null && approvers.includes(by);
}

/** Asks for it, once. Until it is given, it stays an idea. */
export function asked(idea: FollowUp, { by, now }: { by: string | null; now: Temporal.Instant }): FollowUp {
  if (idea.askedAt !== null)
    throw new Refusal(
      'conflict',
      'It waits for its approval already. Only those who approve can promise it now.',
    );
  return { ...idea, askedBy: by, askedAt: now };
}

/** What has been promised does not get around it by a change of its priority. */
export function raised(
  after: FollowUp,
  before: FollowUp,
  { settings, by, now }: { settings: Rules; by: string | null; now: Temporal.Instant },
): FollowUp {
  if (before.priority === 'high' || !lacksApproval(after, settings)) return after;
  if (mayApprove(settings, by)) return { ...after, approvedBy: by, approvedAt: now };
  throw wrongPart('/priority', 'high is approved first: take it back to an idea, and ask for it');
}

/** How it stands with its approval, for whoever looks; null where none is needed and none was given. */
export function approvalOf(
  one: FollowUp,
  { approvers }: Rules,
  person: string | null,
): Omit<FollowUpApproval, 'askedAt' | 'at'> | null {
  const plain = { askedBy: one.askedBy, by: one.approvedBy, approvers, mayApprove: false };
  if (one.approvedBy !== null) return { ...plain, state: 'given' };
  if (one.state !== 'idea' || !lacksApproval(one, { approvers })) return null;
  const state = one.askedAt === null ? 'needed' : 'waiting';
  return { ...plain, state, mayApprove: mayApprove({ approvers }, person) };
}

/**
 * What may be put on record of a duty to those outside (practice.md 6.6): it starts from evidence and from somebody's
 * decision, it is done with a reference only, it says why it came late, and not reporting is a decision as well.
 */

import type { EventData, NewEvent } from '@muster/contract/respond/events';
import type { FactKind } from '@muster/contract/respond/obligation-rules';
import { isFulfilled, timesOf } from '@muster/contract/respond/obligation-time';
import { isOpen, type KeptRule, type Obligation } from '@muster/contract/respond/obligations';
import type { IncidentState } from '@muster/contract/respond/state';
import { isBefore } from '../../platform/instants.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';

export interface Fact {
  kind: FactKind;
  at: string;
  what: string;
  decidedBy: string;
  evidence: string;
}

interface Owners {
  owner: string;
  deputy: string | null;
}

/** Refuses a rule that is switched off, one that runs already, and a fact from which nothing of it counts. */
export function decideStart(
  state: IncidentState,
  { id, rule, owner, deputy, fact }: Owners & { id: string; rule: KeptRule; fact: Fact },
  { now, inside }: { now: Temporal.Instant; inside: readonly string[] },
): NewEvent[] {
  refuseMerged(state);
  if (!rule.active) throw new Refusal('conflict', `${rule.label} is switched off.`);
  if (dutiesOf(state).some((one) => one.rule.name === rule.name && one.state === 'running'))
    throw new Refusal('conflict', `${rule.label} runs already. Add what was found since to it.`);
  const given = factAt(fact, now);
  const facts = [{ ...given, recordedAt: given.at, recordedBy: '' }];
  const steps = timesOf({ rule, facts, submissions: [] });
  if (steps.every((one) => one.startedAt === null))
    throw wrong('/fact/kind', 'Nothing of this rule counts from that.');
  refuseOutsiders(state, { owner, deputy }, inside);
  return [
    {
      type: 'obligationStarted',
      data: { id, rule, owner, deputy, fact: given },
      evidence: fact.evidence,
      statedAt: given.at,
    },
  ];
}

/** A running duty of the rule ends with it; where none runs, the decision stands for itself. */
export function decideDeclined(
  state: IncidentState,
  given: Pick<EventData<'obligationDeclined'>, 'id' | 'rule' | 'reason' | 'decidedBy'>,
): NewEvent[] {
  const running = dutiesOf(state).find((one) => one.rule.name === given.rule.name && one.state === 'running');
  if (!running) refuseMerged(state);
  if (running?.submissions.length)
    throw new Refusal('conflict', 'Something of it was submitted. Submit what is left.');
  const { id, rule } = running ?? given;
  return [{ type: 'obligationDeclined', data: { ...given, id, rule } }];
}

export function decideFact(state: IncidentState, id: string, fact: Fact, now: Temporal.Instant): NewEvent[] {
  dutyOf(state, id);
  const given = factAt(fact, now);
  return [
    { type: 'obligationFactAdded', data: { id, ...given }, evidence: fact.evidence, statedAt: given.at },
  ];
}

/** Refuses what waits for something else, what lies in the future, and what came late without saying why. */
export function decideSubmitted(
  state: IncidentState,
  id: string,
  {
    step,
    reference,
    at,
    lateReason = null,
  }: { step: string; reference: string; at: string; lateReason?: string | null },
  now: Temporal.Instant,
): NewEvent[] {
  const found = dutyOf(state, id).steps.find((one) => one.step === step);
  if (!found) throw wrong('/step', 'This rule has no such step.');
  if (found.startedAt === null)
    throw new Refusal('conflict', `${found.label} waits for something that is not there yet.`);
  const moment = momentOf(at, now);
  const isLate = found.dueAt !== null && moment > found.dueAt && found.submittedAt === null;
  if (isLate && lateReason === null)
    throw wrong('/lateReason', `It was due at ${found.dueAt}. Say why it came late.`);
  return [
    { type: 'obligationSubmitted', data: { id, step, at: moment, reference, lateReason }, statedAt: moment },
  ];
}

/**
 * One step need not be submitted, or must be after all. Refuses to waive all that is owed while nothing was submitted:
 * that is the decision that nothing need be reported, and stands under its own name.
 */
export function decideWaiver(
  state: IncidentState,
  {
    id,
    ...given
  }: Pick<EventData<'obligationStepWaived'>, 'id' | 'step' | 'waived' | 'reason' | 'decidedBy'>,
  now: Temporal.Instant,
): NewEvent[] {
  const duty = dutyOf(state, id);
  const found = duty.steps.find((one) => one.step === given.step);
  if (!found) throw wrong('/step', 'This rule has no such step.');
  if (found.submittedAt !== null) throw new Refusal('conflict', `${found.label} was submitted already.`);
  if (isOpen(found) !== given.waived)
    throw new Refusal(
      'conflict',
      given.waived ? `${found.label} is waived already.` : `${found.label} is owed as it is.`,
    );
  const waivers = [...(duty.waivers ?? []), { ...given, recordedAt: wireTime(now), recordedBy: '' }];
  if (given.waived && duty.submissions.length === 0 && isFulfilled(duty.rule, timesOf({ ...duty, waivers })))
    throw new Refusal(
      'conflict',
      'Nothing would be left to report. Put on record that it is not reportable instead.',
    );
  return [{ type: 'obligationStepWaived', data: { id, ...given } }];
}

export function decideAssigned(
  state: IncidentState,
  { id, ...wish }: Partial<Owners> & { id: string },
  inside: readonly string[],
): NewEvent[] {
  const duty = dutyOf(state, id);
  const { owner = duty.owner, deputy = duty.deputy } = wish;
  if (owner === duty.owner && deputy === duty.deputy) return [];
  refuseOutsiders(state, { owner, deputy }, inside);
  return [{ type: 'obligationAssigned', data: { id, owner, deputy } }];
}

function dutiesOf({ obligations = [] }: IncidentState): Obligation[] {
  return obligations;
}

/** The one that is meant; of one that need not be reported nothing more is put on record. */
function dutyOf(state: IncidentState, id: string): Obligation {
  const duty = dutiesOf(state).find((one) => one.id === id);
  if (!duty) throw notFound('obligation');
  if (duty.state === 'not-reportable')
    throw new Refusal(
      'conflict',
      'It is on record that this need not be reported. Start it anew if it must be.',
    );
  return duty;
}

function factAt({ kind, at, what, decidedBy, evidence }: Fact, now: Temporal.Instant): Fact {
  return { kind, at: momentOf(at, now), what, decidedBy, evidence };
}

function momentOf(at: string, now: Temporal.Instant): string {
  const moment = Temporal.Instant.from(at);
  if (isBefore(now, moment)) throw wrong('/at', 'This lies in the future.');
  return wireTime(moment);
}

/** Nobody is let into a private incident by being named here. */
function refuseOutsiders(state: IncidentState, { owner, deputy }: Owners, inside: readonly string[]): void {
  if (!state.private) return;
  for (const [key, person] of Object.entries({ owner, deputy }))
    if (person !== null && !inside.includes(person))
      throw wrong(`/${key}`, 'They may not see this incident. Let them in first.');
}

function refuseMerged({ mergedInto }: IncidentState): void {
  if (mergedInto !== null)
    throw new Refusal('conflict', `It goes on as part of ${mergedInto}. Put it on record there.`);
}

/** What is due at an instant, in the order of E14: clocks, then step timeouts, then notifications. */
import { change, type Draft, goOn, note, raiseUrgency, restart, target } from './escalation.ts';
import { millis, type Notify, type Phase, type Sent, type Timers } from './model.ts';

/** E5 allows one notification per person and channel within this span. */
const APART_MS = 60_000;

/** Carries out one phase, or all three. Each overdue timer is carried out once, as of the draft's now. */
export function carryOut(draft: Draft, phase?: Phase): void {
  if (draft.run.state === 'resolved') return;
  if (phase === undefined || phase === 'clocks') carryOutClocks(draft);
  if (phase === undefined || phase === 'steps') carryOutStepTimeout(draft);
  if (phase === undefined || phase === 'notifications') sendDue(draft);
}

function carryOutClocks(draft: Draft): void {
  const clocks = ['ack', 'snooze', 'raise'] as const;
  const due = clocks.flatMap((clock) => {
    const at = dueTimer(draft, clock);
    return at === null ? [] : [{ clock, at }];
  });
  // The sort is stable, so at one instant the order is that of the list above.
  for (const { clock } of due.sort((a, b) => a.at - b.at)) {
    if (clock === 'raise') raiseUrgency(draft, 'supportHours', null);
    else endOwnership(draft, clock === 'ack' ? 'ackTimedOut' : 'snoozeEnded');
  }
}

/** E7: restart, and the owner is targeted as well. */
function endOwnership(draft: Draft, because: 'ackTimedOut' | 'snoozeEnded'): void {
  const { owner } = draft.run;
  note(draft, { code: because, owner });
  restart(draft, because);
  if (owner !== null && !draft.world.hasLeft(owner)) target(draft, owner, 'owner', draft.run.urgency);
}

function carryOutStepTimeout(draft: Draft): void {
  if (draft.run.maintenance || dueTimer(draft, 'step') === null) return;
  goOn(draft);
}

function sendDue(draft: Draft): void {
  const now = draft.now.epochMilliseconds;
  const due: Notify[] = [];
  const pending: Notify[] = [];
  for (const one of draft.run.pending) (millis(one.dueAt) <= now ? due : pending).push(one);
  if (due.length === 0) return;
  let sent: Sent[] = draft.run.sent.filter(({ dueAt }) => now - millis(dueAt) < APART_MS);
  const sentNow = new Set<string>();
  for (const one of due.toSorted((a, b) => millis(a.dueAt) - millis(b.dueAt))) {
    const { person, via, cycle, dueAt, rule, urgency } = one;
    const key = JSON.stringify([person, via]);
    if (sentNow.has(key) || sent.some((before) => isTooSoon(before, one))) {
      note(draft, { code: 'merged', person, via, cycle });
      continue;
    }
    sentNow.add(key);
    sent = [...sent, { person, via, dueAt }];
    draft.notify.push(one);
    note(draft, { code: 'notified', person, via, cycle, rule, urgency });
  }
  change(draft, { pending, sent });
}

function isTooSoon(before: Sent, one: Notify): boolean {
  if (before.person !== one.person || before.via !== one.via) return false;
  return millis(one.dueAt) - millis(before.dueAt) < APART_MS;
}

function dueTimer(draft: Draft, timer: keyof Timers): number | null {
  const text = draft.run.timers[timer];
  if (text === null) return null;
  const at = millis(text);
  return at <= draft.now.epochMilliseconds ? at : null;
}

/**
 * The walk through a policy: executing, skipping and repeating steps (E2 to E4, E9, E11), targeting people
 * (E5), and the restart and the cancelling that most commands share (E6, E7). All of it works on a draft of
 * the decision; `decide.ts` makes the draft and freezes it.
 */
import type { Rule, Step, Target, Urgency } from '@muster/contract/oncall/definition';
import { conditionText } from '../policy/hours-text.ts';
import { isWithin } from '../schedule/windows.ts';
import type { LogEntry, LogFact, RaiseReason, StartReason } from './log.ts';
import { type Notify, type PageRun, type RingMove, stamp, type World } from './model.ts';

/** A decision in the making. `run` is replaced, never changed in place. */
export interface Draft {
  run: PageRun;
  readonly world: World;
  readonly now: Temporal.Instant;
  readonly notify: Notify[];
  readonly log: LogEntry[];
  readonly rings: RingMove[];
}

export function change(draft: Draft, changes: Partial<PageRun>): void {
  draft.run = { ...draft.run, ...changes };
}

export function note(draft: Draft, fact: LogFact): void {
  draft.log.push({ at: stamp(draft.now), ...fact });
}

export function minutesFrom(draft: Draft, minutes: number): string {
  return stamp(draft.now.add({ minutes }));
}

/** E6: no pending notification and no timer is left; only the wait for support hours goes on. */
export function cancelAll(draft: Draft): void {
  cancelNotifications(draft);
  change(draft, {
    timers: { step: null, ack: null, snooze: null, raise: draft.run.timers.raise },
    exhausted: false,
    startHeld: false,
  });
}

/**
 * Cancels what is pending. What was sent a moment ago is forgotten too: its delivery may be dropped by the
 * same change, so a new targeting must be free to reach the person again.
 */
export function cancelNotifications(draft: Draft): void {
  const { length } = draft.run.pending;
  if (length > 0) note(draft, { code: 'cancelled', notifications: length });
  change(draft, { pending: [], sent: [] });
}

/** E7: triggered again, from the first step, or to the people to whom the page is assigned. */
export function restart(draft: Draft, because: StartReason): void {
  cancelAll(draft);
  change(draft, { state: 'triggered', owner: null, pass: 0, step: null, passFound: false, recipients: [] });
  const { urgency } = draft.run;
  const assigned = draft.run.assigned?.filter((person) => !draft.world.hasLeft(person)) ?? [];
  change(draft, { assigned: assigned.length === 0 ? null : assigned });
  if (assigned.length === 0) begin(draft, because);
  else for (const person of assigned) target(draft, person, 'assigned', urgency);
}

/** E12: a triggered page starts again; otherwise only what comes later is affected. */
export function raiseUrgency(draft: Draft, because: RaiseReason, by: string | null): void {
  note(draft, { code: 'urgencyChanged', urgency: 'high', because, by });
  change(draft, { urgency: 'high', timers: { ...draft.run.timers, raise: null } });
  if (draft.run.state === 'triggered') restart(draft, 'urgencyRaised');
}

/** Starts the policy from step 1, or lets it wait while the service is in maintenance (E13). */
export function begin(draft: Draft, because: StartReason): void {
  if (draft.run.maintenance) {
    change(draft, { startHeld: true });
    const { heldBy } = draft.run;
    note(draft, { code: 'startHeld', because, ...(heldBy ? { title: heldBy.title } : {}) });
    return;
  }
  change(draft, { startHeld: false, pass: 1, passFound: false });
  note(draft, { code: 'policyStarted', policy: draft.run.policy.name, because });
  walk(draft, 1);
}

/** The step's timeout has expired: go on behind it. */
export function goOn(draft: Draft): void {
  const { pass, step, timers } = draft.run;
  change(draft, { timers: { ...timers, step: null } });
  if (step === null) return;
  note(draft, { code: 'stepTimedOut', pass, step });
  walk(draft, step + 1);
}

/** Whoever the step was for has left: the next one follows now, or when the maintenance ends. */
export function goOnAtOnce(draft: Draft): void {
  const { maintenance, step, timers } = draft.run;
  change(draft, { timers: { ...timers, step: maintenance ? stamp(draft.now) : null } });
  if (!maintenance && step !== null) walk(draft, step + 1);
}

/** E9: executes `toStep`, or the step behind the last executed one; wraps when none is left or all are skipped. */
export function escalateTo(draft: Draft, toStep: number | null): void {
  const { policy, pass, step, timers } = draft.run;
  change(draft, { timers: { ...timers, step: null, ack: null, snooze: null }, exhausted: false });
  // A policy that ran through without finding anybody has no step left; one that never started has all.
  const behindLast = step === null ? (pass === 0 ? 1 : policy.steps.length + 1) : step + 1;
  if (pass === 0) change(draft, { pass: 1 });
  if (executeFirst(draft, toStep ?? behindLast)) return;
  startPass(draft, 'escalated');
  walk(draft, 1);
}

/** E5: the person's rules for the urgency, as they are now, become pending notifications. */
export function target(draft: Draft, person: string, kind: Notify['kind'], urgency: Urgency): void {
  const { run, world } = draft;
  const rules = world.rules(person, urgency);
  const cycle = run.cycles + 1;
  const { pass } = run;
  const step = kind === 'step' ? run.step : null;
  const common = { person, kind, cycle, urgency, pass, step };
  const quietly = (minutes: number) => dueOf(draft, person, urgency, minutes);
  const added: Notify[] = rules.map(({ after, via }, rule) => ({
    ...common,
    via,
    dueAt: quietly(after),
    rule,
  }));
  if (rules.length === 0) added.push({ ...common, via: 'email', dueAt: quietly(0), rule: null });
  change(draft, { cycles: cycle, pending: [...run.pending, ...added] });
  note(draft, { code: 'targeted', person, cycle, as: kind, rules: rules.length, urgency });
  noteQuiet(draft, person, urgency, rules);
}

/**
 * When a notification is due: after its minutes, or when the quiet hours of the person end. Quiet hours delay and
 * never drop, and only where both the page and its rules say that it can wait (I13).
 */
function dueOf(draft: Draft, person: string, urgency: Urgency, minutes: number): string {
  const due = draft.now.add({ minutes });
  const canWait = urgency === 'low' && draft.run.urgency === 'low';
  const quiet = canWait ? draft.world.quietUntil?.(person, due) : null;
  return stamp(quiet ?? due);
}

/** Executes the first step from `from` on that finds somebody, in this pass or in repeats (E3, E4). */
function walk(draft: Draft, from: number): void {
  let first = from;
  while (!executeFirst(draft, first)) {
    const { pass, passFound, policy } = draft.run;
    // A pass that found nobody ends the run at once, so this loop runs twice at most.
    if (!passFound || pass >= 1 + policy.repeat) {
      exhaust(draft);
      return;
    }
    startPass(draft, 'repeat');
    first = 1;
  }
}

function startPass(draft: Draft, because: 'repeat' | 'escalated'): void {
  const pass = draft.run.pass + 1;
  change(draft, { pass, passFound: false });
  note(draft, { code: 'passStarted', pass, because });
}

function exhaust(draft: Draft): void {
  const { passFound, policy } = draft.run;
  change(draft, { exhausted: true });
  const empty = policy.steps.length === 0 ? 'noSteps' : 'nobodyFound';
  note(draft, { code: 'exhausted', because: passFound ? 'lastPass' : empty });
}

/** Whether any step from `from` to the end of the pass was executed. */
function executeFirst(draft: Draft, from: number): boolean {
  for (let step = from; step <= draft.run.policy.steps.length; step += 1) {
    if (execute(draft, step)) return true;
  }
  return false;
}

function execute(draft: Draft, step: number): boolean {
  const { pass, policy, paging, timers } = draft.run;
  const definition = policy.steps[step - 1];
  if (definition === undefined) return false;
  const holds = conditionHolds(definition, draft.now);
  const found = holds ? targetsFound(draft, definition, step) : [];
  const recipients = [...new Set(found.flatMap((one) => one.people))];
  if (recipients.length === 0) {
    const condition = holds ? null : conditionText(definition);
    const because = holds ? 'nobody' : 'condition';
    note(draft, { code: 'stepSkipped', pass, step, because, ...(condition === null ? {} : { condition }) });
    return false;
  }
  const urgency = definition.urgency ?? draft.run.urgency;
  // E12: whether the page escalates depends on its own urgency, not on that of the step.
  const escalates = draft.run.urgency === 'high' || paging.escalateLowUrgency === true;
  const timeoutAt = escalates ? minutesFrom(draft, definition.escalateAfter) : null;
  change(draft, { step, recipients, passFound: true, timers: { ...timers, step: timeoutAt } });
  note(draft, {
    code: 'stepExecuted',
    pass,
    step,
    recipients,
    by: found.map((one) => one.target),
    ...turnOf(draft, definition),
    urgency,
    timeoutAt,
  });
  for (const person of recipients) target(draft, person, 'step', urgency);
  return true;
}

function noteQuiet(draft: Draft, person: string, urgency: Urgency, rules: readonly Rule[]): void {
  const minutes = rules.length === 0 ? [0] : rules.map(({ after }) => after);
  const waits = minutes.map((after) => ({
    planned: minutesFrom(draft, after),
    due: dueOf(draft, person, urgency, after),
  }));
  const held = waits.find(({ planned, due }) => planned !== due);
  if (held) note(draft, { code: 'quietHours', person, until: held.due });
}

function conditionHolds({ when }: Step, now: Temporal.Instant): boolean {
  if (when === undefined) return true;
  return 'within' in when ? isWithin(when.within, now) : !isWithin(when.outside, now);
}

/** Whose turn it was on a round-robin step that has just moved its ring, for the log. */
function turnOf(draft: Draft, { assign, targets }: Step) {
  const moved = assign === 'round-robin' ? draft.rings.at(-1) : undefined;
  if (!moved) return {};
  return { turn: { target: moved.position === 0 ? targets.length : moved.position, of: targets.length } };
}

interface Found {
  target: Target;
  people: readonly string[];
}

/** The targets of a step that resolve to somebody. A round-robin step takes one and moves its ring (E11). */
function targetsFound(draft: Draft, definition: Step, step: number): Found[] {
  const { targets } = definition;
  if (definition.assign !== 'round-robin') {
    return targets
      .map((target) => ({ target, people: peopleOf(draft, target) }))
      .filter((one) => one.people.length > 0);
  }
  const policy = draft.run.policy.name;
  const start = ringPosition(draft, policy, step);
  for (let i = 0; i < targets.length; i += 1) {
    const index = (start + i) % targets.length;
    const target = targets[index];
    const people = target ? peopleOf(draft, target) : [];
    if (!target || people.length === 0) continue;
    draft.rings.push({ policy, step, position: (index + 1) % targets.length });
    return [{ target, people }];
  }
  return [];
}

/** The position after what this very decision has moved already. */
function ringPosition(draft: Draft, policy: string, step: number): number {
  const moved = draft.rings.findLast((ring) => ring.policy === policy && ring.step === step);
  return moved?.position ?? draft.world.ringPosition(policy, step);
}

function peopleOf({ world, now }: Draft, one: Target): readonly string[] {
  const named =
    'user' in one
      ? [one.user]
      : 'team' in one
        ? world.teamMembers(one.team)
        : world.onCall(one.schedule, now);
  return named.filter((person) => !world.hasLeft(person));
}

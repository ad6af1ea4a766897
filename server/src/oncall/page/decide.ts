/**
 * What may happen to a page, and what follows from it: the rules E1 to E14 of the conformance page, for one
 * run. Everything comes in as a value and goes out as a value; the caller keeps the run, the log and the ring
 * positions, and turns the notifications into deliveries, all in one transaction.
 */
import type { Urgency } from '@muster/contract/oncall/definition';
import { Refusal } from '../../platform/refusal.ts';
import { isWithin, nextOpening } from '../schedule/windows.ts';
import {
  begin,
  cancelAll,
  cancelNotifications,
  change,
  type Draft,
  escalateTo,
  goOn,
  goOnAtOnce,
  minutesFrom,
  note,
  raiseUrgency,
  restart,
} from './escalation.ts';
import type { UrgencySource } from './log.ts';
import type { Command, Decision, Notify, PageRun, RunPaging, World } from './model.ts';
import { millis, stamp } from './model.ts';
import { carryOut } from './tick.ts';

/**
 * Carries out a command and then whatever is due at `now`, so that a page opens with its first notifications
 * in hand. The command comes first: an acknowledgement that arrives at the instant of a timeout, or while
 * a late sweep has not got to it, prevents the next step (E14). `run` is null for `open` and only then.
 *
 * A late `tick`, after a stall, does not replay the past: each timer that is overdue is carried out once, as
 * of `now`, and what follows counts from `now`. Overdue notifications go out once per person and channel.
 * Hours of stillness thus end in one page to the next step, and not in a burst through the whole policy.
 *
 * Throws a Refusal (conflict, invalid) for what a person cannot do to this page; then nothing has changed.
 * What a machine reports about a resolved page is ignored.
 */
export function decide(run: PageRun | null, command: Command, world: World, now: Temporal.Instant): Decision {
  const draft = draftOf(run, command, world, now);
  if (command.do !== 'open') obey(draft, command);
  if (command.do !== 'tick') carryOut(draft);
  return freeze(draft);
}

/**
 * Carries out the command alone. For several commands at one instant: apply them in their order, then `tick`.
 * Until then nothing is sent, so a page that is opened and acknowledged at one instant notifies nobody.
 */
export function apply(run: PageRun | null, command: Command, world: World, now: Temporal.Instant): Decision {
  const draft = draftOf(run, command, world, now);
  if (command.do !== 'open') obey(draft, command);
  return freeze(draft);
}

function draftOf(run: PageRun | null, command: Command, world: World, now: Temporal.Instant): Draft {
  const parts = { world, now, notify: [], log: [], rings: [] };
  if (command.do === 'open') {
    if (run !== null) throw new Error('a page opens once');
    return open({ ...parts, run: newRun(command, now) }, sourceOfUrgency(command, now));
  }
  if (run === null) throw new Error(`there is no page to ${command.do}`);
  return { ...parts, run };
}

function freeze({ run, notify, log, rings }: Draft): Decision {
  return { run, notify, log, rings };
}

type OpenCommand = Extract<Command, { do: 'open' }>;
type LaterCommand = Exclude<Command, OpenCommand>;
type ByPerson = Extract<LaterCommand, { by: string }>;

function obey(draft: Draft, command: LaterCommand): void {
  if ('by' in command) {
    obeyPerson(draft, command);
    return;
  }
  if (draft.run.state === 'resolved') return;
  switch (command.do) {
    case 'groupedAlert':
      joinAlert(draft, command.urgency);
      break;
    case 'clear':
      resolve(draft, null);
      break;
    case 'hasten':
      hasten(draft, command.people);
      break;
    case 'miss':
      miss(draft, command.people);
      break;
    case 'leave':
      leave(draft, command.person);
      break;
    case 'maintenance':
      setMaintenance(draft, command);
      break;
    case 'tick':
      carryOut(draft, command.phase);
      break;
  }
}

function obeyPerson(draft: Draft, command: ByPerson): void {
  if (draft.run.state === 'resolved') throw new Refusal('conflict', 'The page is resolved.');
  switch (command.do) {
    case 'acknowledge':
      acknowledge(draft, command.by);
      break;
    case 'unacknowledge':
      giveBack(draft, command.by);
      break;
    case 'resolve':
      resolve(draft, command.by);
      break;
    case 'snooze':
      snooze(draft, command.by, command.until);
      break;
    case 'unsnooze':
      unsnooze(draft, command.by);
      break;
    case 'escalate':
      escalate(draft, command.by, command.toStep ?? null);
      break;
    case 'reassign':
      reassign(draft, command);
      break;
    case 'renew':
      renew(draft, command);
      break;
    case 'setUrgency':
      setUrgency(draft, command.urgency, command.by);
      break;
  }
}

/** A run before its policy has started. */
export function newRun(command: Extract<Command, { do: 'open' }>, now: Temporal.Instant): PageRun {
  return {
    policy: command.policy,
    paging: command.paging,
    assigned: null,
    state: 'triggered',
    urgency: command.urgency ?? urgencyOf(command.paging, now),
    owner: null,
    alerts: 1,
    pass: 0,
    step: null,
    passFound: false,
    exhausted: false,
    maintenance: command.maintenance,
    ...(command.heldBy ? { heldBy: command.heldBy } : {}),
    startHeld: false,
    timers: { step: null, ack: null, snooze: null, raise: null },
    pending: [],
    sent: [],
    cycles: 0,
  };
}

function open(draft: Draft, by: UrgencySource): Draft {
  const { urgency, policy } = draft.run;
  note(draft, { code: 'opened', urgency, policy: policy.name, by });
  awaitSupportHours(draft);
  begin(draft, 'opened');
  return draft;
}

function urgencyOf({ urgency = 'high' }: RunPaging, now: Temporal.Instant): Urgency {
  if (typeof urgency === 'string') return urgency;
  return isWithin(urgency.supportHours, now) ? urgency.during : urgency.outside;
}

function sourceOfUrgency({ urgency, paging }: OpenCommand, now: Temporal.Instant): UrgencySource {
  if (urgency !== undefined) return 'alert';
  if (typeof paging.urgency !== 'object') return 'service';
  return isWithin(paging.urgency.supportHours, now) ? 'duringSupportHours' : 'outsideSupportHours';
}

/** E12: while the urgency is low, the next beginning of support hours may raise it. */
function awaitSupportHours(draft: Draft): void {
  const { paging, timers, urgency } = draft.run;
  const setting = paging.urgency;
  const raises = typeof setting === 'object' && setting.raiseOnStart && setting.during === 'high';
  const opening = raises && urgency === 'low' ? nextOpening(setting.supportHours, draft.now) : null;
  change(draft, { timers: { ...timers, raise: opening && stamp(opening) } });
}

function joinAlert(draft: Draft, urgency: Urgency | undefined): void {
  const alerts = draft.run.alerts + 1;
  change(draft, { alerts });
  note(draft, { code: 'alertGrouped', alerts });
  if (urgency === 'high' && draft.run.urgency === 'low') raiseUrgency(draft, 'alert', null);
}

/**
 * What did not arrive wakes nobody: of each of these people the next pending rule is due now instead of at its minute.
 * The ones behind it keep theirs, and nothing is sent that would not have been.
 */
function hasten(draft: Draft, people: readonly string[]): void {
  if (draft.run.state !== 'triggered') return;
  for (const person of new Set(people)) {
    const waiting = draft.run.pending.filter((one) => one.person === person);
    const next = waiting.toSorted((a, b) => millis(a.dueAt) - millis(b.dueAt))[0];
    if (!next || millis(next.dueAt) <= draft.now.epochMilliseconds) continue;
    const isNext = (one: Notify) =>
      one.person === person && one.cycle === next.cycle && one.dueAt === next.dueAt;
    for (const { via, cycle } of waiting.filter(isNext))
      note(draft, { code: 'hastened', person, via, cycle });
    const dueAt = stamp(draft.now);
    change(draft, { pending: draft.run.pending.map((one) => (isNext(one) ? { ...one, dueAt } : one)) });
  }
}

/**
 * A step that got through to nobody is as one that found nobody, and the next one follows at once. Only in the first
 * pass, and only where one follows: where all ways are blocked, the repeats keep their time, by which one may be open.
 */
function miss(draft: Draft, people: readonly string[]): void {
  const { state, assigned, pass, step, policy, recipients = [], pending } = draft.run;
  if (state !== 'triggered' || assigned !== null || pass !== 1) return;
  if (step === null || step >= policy.steps.length || recipients.length === 0) return;
  const isMissed = (person: string) =>
    draft.world.hasLeft(person) || (people.includes(person) && !pending.some((one) => one.person === person));
  if (!recipients.every(isMissed)) return;
  note(draft, { code: 'nobodyReached', pass, step });
  goOnAtOnce(draft);
}

/**
 * Nothing waits for somebody who has left: what they held starts again, what was handed to them alone goes back to its
 * policy, and a step that was for them alone is over at once.
 */
function leave(draft: Draft, person: string): void {
  note(draft, { code: 'personLeft', person });
  const { run, world } = draft;
  change(draft, { pending: run.pending.filter((one) => one.person !== person) });
  const allLeft = (people: readonly string[]) => people.length > 0 && people.every(world.hasLeft);
  if (run.owner === person) restart(draft, 'personLeft');
  else if (run.state !== 'triggered' || run.exhausted) return;
  else if (run.assigned !== null) {
    if (allLeft(run.assigned)) restart(draft, 'personLeft');
  } else if (allLeft(run.recipients ?? [])) goOnAtOnce(draft);
}

function acknowledge(draft: Draft, by: string): void {
  const { ackTimeout } = draft.run.paging;
  const timeoutAt = ackTimeout === undefined ? null : minutesFrom(draft, ackTimeout);
  note(draft, { code: 'acknowledged', by, timeoutAt });
  cancelAll(draft);
  change(draft, { state: 'acknowledged', owner: by, timers: { ...draft.run.timers, ack: timeoutAt } });
}

function giveBack(draft: Draft, by: string): void {
  if (draft.run.state !== 'acknowledged') throw new Refusal('conflict', 'The page is not acknowledged.');
  note(draft, { code: 'unacknowledged', by });
  restart(draft, 'unacknowledged');
}

function resolve(draft: Draft, by: string | null): void {
  note(draft, { code: 'resolved', by });
  cancelAll(draft);
  change(draft, { state: 'resolved', timers: { step: null, ack: null, snooze: null, raise: null } });
}

function snooze(draft: Draft, by: string, until: Temporal.Instant): void {
  if (until.epochMilliseconds <= draft.now.epochMilliseconds) {
    throw new Refusal('invalid', 'A snooze must end in the future.');
  }
  note(draft, { code: 'snoozed', by, until: stamp(until) });
  cancelAll(draft);
  change(draft, { state: 'snoozed', owner: by, timers: { ...draft.run.timers, snooze: stamp(until) } });
}

function unsnooze(draft: Draft, by: string): void {
  if (draft.run.state !== 'snoozed') throw new Refusal('conflict', 'The page is not snoozed.');
  note(draft, { code: 'unsnoozed', by });
  restart(draft, 'unsnoozed');
}

function escalate(draft: Draft, by: string, toStep: number | null): void {
  const { assigned, maintenance, policy } = draft.run;
  if (maintenance)
    throw new Refusal('conflict', 'The service is in maintenance; the page does not escalate.');
  if (assigned !== null) {
    throw new Refusal(
      'conflict',
      'The page is assigned to people and follows no policy; reassign it instead.',
    );
  }
  if (toStep !== null && (toStep < 1 || toStep > policy.steps.length)) {
    throw new Refusal('invalid', `The policy has no step ${toStep}.`);
  }
  note(draft, { code: 'escalated', by, toStep });
  change(draft, { state: 'triggered', owner: null });
  escalateTo(draft, toStep);
}

function reassign(draft: Draft, command: Extract<Command, { do: 'reassign' }>): void {
  const { by } = command;
  if ('policy' in command) {
    note(draft, { code: 'reassignedToPolicy', by, policy: command.policy.name });
    change(draft, { assigned: null, policy: command.policy });
  } else {
    const users = [...new Set(command.users)];
    if (users.length === 0) throw new Refusal('invalid', 'Reassign the page to at least one person.');
    note(draft, { code: 'reassignedToUsers', by, users });
    change(draft, { assigned: users });
  }
  restart(draft, 'reassigned');
}

/** Whoever has the page is not called for an edit; a page that nobody has starts again by the new policy. */
function renew(draft: Draft, { by, policy }: Extract<Command, { do: 'renew' }>): void {
  const starts = draft.run.state === 'triggered' && draft.run.assigned === null;
  note(draft, { code: 'policyRenewed', by, policy: policy.name, starts });
  change(draft, { policy });
  if (starts) restart(draft, 'policyEdited');
}

function setUrgency(draft: Draft, urgency: Urgency, by: string): void {
  if (urgency === draft.run.urgency) return;
  if (urgency === 'high') {
    raiseUrgency(draft, 'person', by);
    return;
  }
  note(draft, { code: 'urgencyChanged', urgency, because: 'person', by });
  change(draft, { urgency });
  cancelNotifications(draft);
  const { paging, timers } = draft.run;
  if (!paging.escalateLowUrgency) change(draft, { timers: { ...timers, step: null } });
  awaitSupportHours(draft);
}

/** E13: what waited is carried out when the maintenance ends, unless somebody has acted in the meantime. */
function setMaintenance(draft: Draft, { on, heldBy }: Extract<Command, { do: 'maintenance' }>): void {
  const before = draft.run;
  change(draft, { maintenance: on, heldBy: on ? (heldBy ?? null) : null });
  if (before.maintenance === on) return;
  const named = on ? heldBy : before.heldBy;
  const title = named ? { title: named.title } : {};
  note(draft, { code: on ? 'maintenanceStarted' : 'maintenanceEnded', ...title });
  if (on) return;
  const { startHeld, timers } = draft.run;
  if (startHeld) begin(draft, 'maintenanceEnded');
  // A timeout due at this very instant has not waited; it comes in its own turn of E14.
  else if (timers.step !== null && millis(timers.step) < draft.now.epochMilliseconds) goOn(draft);
}

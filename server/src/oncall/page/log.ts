/**
 * The log of a page: every thing that was decided, as data, so that "why was I woken?" and "why was nobody
 * woken?" have an answer later. `explain` tells an entry in one sentence.
 */
import type { Target, Urgency } from '@muster/contract/oncall/definition';

/** Why a policy started from its first step. */
export type StartReason =
  | 'opened'
  | 'unacknowledged'
  | 'ackTimedOut'
  | 'snoozeEnded'
  | 'unsnoozed'
  | 'urgencyRaised'
  | 'reassigned'
  | 'policyEdited'
  | 'personLeft'
  | 'maintenanceEnded';

export type RaiseReason = 'person' | 'alert' | 'supportHours';

/** What decides the urgency of a page when it opens (E12). */
export type UrgencySource = 'alert' | 'service' | 'duringSupportHours' | 'outsideSupportHours';

/** How often a way may ring. */
export interface RingLimit {
  readonly most: number;
  readonly withinMinutes: number;
}

/** `by` is a person, or null where a machine or the clock did it. Steps and passes count from 1. */
export type LogFact =
  | {
      readonly code: 'opened';
      readonly urgency: Urgency;
      readonly policy: string;
      /** What decided the urgency. Absent in logs of before this was kept. */
      readonly by?: UrgencySource;
    }
  | { readonly code: 'alertGrouped'; readonly alerts: number }
  | { readonly code: 'policyStarted'; readonly policy: string; readonly because: StartReason }
  | { readonly code: 'startHeld'; readonly because: StartReason; readonly title?: string }
  | {
      readonly code: 'stepExecuted';
      readonly pass: number;
      readonly step: number;
      readonly recipients: readonly string[];
      /** What led to them: the targets of the step that found somebody. */
      readonly by: readonly Target[];
      /** Of a round-robin step: whose turn it was, and the size of the ring; from 1. */
      readonly turn?: { readonly target: number; readonly of: number };
      readonly urgency: Urgency;
      /** null: low urgency does not escalate, so nothing follows. */
      readonly timeoutAt: string | null;
    }
  | {
      readonly code: 'stepSkipped';
      readonly pass: number;
      readonly step: number;
      readonly because: 'condition' | 'nobody';
      /** The condition that did not hold, in words. */
      readonly condition?: string;
    }
  | { readonly code: 'nobodyReached'; readonly pass: number; readonly step: number }
  | { readonly code: 'stepTimedOut'; readonly pass: number; readonly step: number }
  | { readonly code: 'passStarted'; readonly pass: number; readonly because: 'repeat' | 'escalated' }
  | { readonly code: 'exhausted'; readonly because: 'noSteps' | 'nobodyFound' | 'lastPass' }
  | {
      readonly code: 'targeted';
      readonly person: string;
      readonly cycle: number;
      readonly as: 'step' | 'owner' | 'assigned';
      /** How many rules the person has for the urgency; 0 = one e-mail at once. */
      readonly rules: number;
      readonly urgency: Urgency;
    }
  | {
      readonly code: 'notified';
      readonly person: string;
      readonly via: string;
      readonly cycle: number;
      /** Which rule of the person it was, from 0; null = the e-mail of somebody without rules. */
      readonly rule?: number | null;
      readonly urgency?: Urgency;
    }
  /** What is of low urgency waits for the end of the person's quiet hours. */
  | { readonly code: 'quietHours'; readonly person: string; readonly until: string }
  /** More groups came than anybody can read: those beyond the limit share this page. */
  | { readonly code: 'stormBegan'; readonly service: string; readonly limit: number }
  /** It would have rung too often by this way: it waits, to go out together with others. */
  | {
      readonly code: 'heldBack';
      readonly person: string;
      readonly via: string;
      readonly until: string;
      readonly limits: readonly RingLimit[];
    }
  /** What was held back went out as one message, with what was held back of so many other pages. */
  | {
      readonly code: 'bundled';
      readonly person: string;
      readonly via: string;
      readonly others: number;
      readonly limits: readonly RingLimit[];
    }
  /** The provider would not take it, or it could not be reached while the message was fresh. */
  | {
      readonly code: 'deliveryFailed';
      readonly person: string;
      readonly via: string;
      readonly reason: string;
    }
  /** What came before did not arrive, so this one does not wait for its minute. */
  | { readonly code: 'hastened'; readonly person: string; readonly via: string; readonly cycle: number }
  | { readonly code: 'summarised'; readonly person: string }
  | { readonly code: 'merged'; readonly person: string; readonly via: string; readonly cycle: number }
  | { readonly code: 'cancelled'; readonly notifications: number }
  | { readonly code: 'acknowledged'; readonly by: string; readonly timeoutAt: string | null }
  | { readonly code: 'unacknowledged'; readonly by: string }
  | { readonly code: 'ackTimedOut'; readonly owner: string | null }
  | { readonly code: 'snoozed'; readonly by: string; readonly until: string }
  | { readonly code: 'snoozeEnded'; readonly owner: string | null }
  | { readonly code: 'unsnoozed'; readonly by: string }
  | { readonly code: 'escalated'; readonly by: string; readonly toStep: number | null }
  | { readonly code: 'reassignedToUsers'; readonly by: string; readonly users: readonly string[] }
  | { readonly code: 'reassignedToPolicy'; readonly by: string; readonly policy: string }
  | {
      readonly code: 'policyRenewed';
      readonly by: string;
      readonly policy: string;
      /** Whether it starts again; not where somebody has it. */
      readonly starts: boolean;
    }
  | {
      readonly code: 'urgencyChanged';
      readonly urgency: Urgency;
      readonly because: RaiseReason;
      readonly by: string | null;
    }
  | { readonly code: 'personLeft'; readonly person: string }
  | { readonly code: 'resolved'; readonly by: string | null }
  | { readonly code: 'maintenanceStarted'; readonly title?: string }
  | { readonly code: 'maintenanceEnded'; readonly title?: string };

/** A fact and its instant (ISO text with milliseconds). */
export type LogEntry = LogFact & { readonly at: string };

/** The entry as one English sentence, without its instant. Names stand as the log keeps them. */
export function explain(entry: LogFact): string {
  switch (entry.code) {
    case 'opened':
      return `The page opened with ${entry.urgency} urgency${entry.by ? `, ${urgencySources[entry.by]},` : ''} under the policy ${entry.policy}.`;
    case 'alertGrouped':
      return `Another alert joined the page, which now stands for ${entry.alerts}; nobody was notified for it.`;
    case 'policyStarted':
      return `The policy ${entry.policy} started from its first step because ${startReasons[entry.because]}.`;
    case 'startHeld':
      return `The policy would have started because ${startReasons[entry.because]}, but it waits for the end of the maintenance${named(entry)}.`;
    case 'stepExecuted':
      return `Step ${entry.step} of pass ${entry.pass} (${entry.by.map(targetText).join(', ')}${turnText(entry.turn)}) went to ${list(entry.recipients)} with ${entry.urgency} urgency; ${followUp(entry.timeoutAt)}.`;
    case 'stepSkipped':
      return `Step ${entry.step} of pass ${entry.pass} was skipped because ${skipReasons[entry.because]}${entry.condition ? `: ${entry.condition}` : ''}.`;
    case 'nobodyReached':
      return `Step ${entry.step} of pass ${entry.pass} got through to nobody, so the next one followed at once.`;
    case 'stepTimedOut':
      return `Nobody acknowledged within the time of step ${entry.step}.`;
    case 'passStarted':
      return `Pass ${entry.pass} through the policy began because ${passReasons[entry.because]}.`;
    case 'exhausted':
      return `The policy is exhausted because ${exhaustedReasons[entry.because]}; nobody further will be paged.`;
    default:
      return explainPeople(entry);
  }
}

type StepCode =
  | 'opened'
  | 'alertGrouped'
  | 'policyStarted'
  | 'startHeld'
  | 'stepExecuted'
  | 'stepSkipped'
  | 'stepTimedOut'
  | 'nobodyReached'
  | 'passStarted'
  | 'exhausted';

function targetText(target: Target): string {
  if ('schedule' in target) return `on call on ${target.schedule}`;
  return 'team' in target ? `the team ${target.team}` : target.user;
}

function explainPeople(entry: Exclude<LogFact, { code: StepCode }>): string {
  switch (entry.code) {
    case 'targeted':
      return `${entry.person} was targeted ${targetReasons[entry.as]}: ${ruleText(entry.rules, entry.urgency)}.`;
    case 'notified':
      return `A notification to ${entry.person} via ${entry.via}${ruleName(entry)} was due and went out.`;
    case 'quietHours':
      return `What is of low urgency is delayed until ${entry.until} by the quiet hours of ${entry.person}.`;
    case 'stormBegan':
      return `More than ${entry.limit} new groups of alerts of ${entry.service} came within a minute, or ten times as many in all, so those beyond that share this page.`;
    case 'heldBack':
      return `The notification to ${entry.person} via ${entry.via} waits until ${entry.until}, to go out as one with whatever else waits, ${limitText(entry.limits)}.`;
    case 'bundled':
      return `The notification to ${entry.person} via ${entry.via} went out ${bundleText(entry.others)}, ${limitText(entry.limits)}.`;
    case 'deliveryFailed':
      return `The notification to ${entry.person} via ${entry.via} could not be delivered: ${entry.reason}`;
    case 'hastened':
      return `What was sent to ${entry.person} before did not arrive, so the notification via ${entry.via} did not wait for its minute.`;
    case 'summarised':
      return `${entry.person} was told of it together with other pages, because it was late.`;
    case 'merged':
      return `A second notification to ${entry.person} via ${entry.via} within a minute was left out.`;
    case 'cancelled':
      return `${entry.notifications} pending ${entry.notifications === 1 ? 'notification was' : 'notifications were'} cancelled.`;
    case 'acknowledged':
      return `${entry.by} acknowledged the page${entry.timeoutAt ? `; it starts again at ${entry.timeoutAt} unless it is resolved` : ''}.`;
    case 'unacknowledged':
      return `${entry.by} gave the page back.`;
    case 'ackTimedOut':
      return `The acknowledgement${entry.owner ? ` of ${entry.owner}` : ''} ran out before the page was resolved.`;
    case 'snoozed':
      return `${entry.by} snoozed the page until ${entry.until}.`;
    case 'snoozeEnded':
      return `The snooze${entry.owner ? ` of ${entry.owner}` : ''} ended.`;
    case 'unsnoozed':
      return `${entry.by} ended the snooze.`;
    case 'escalated':
      return `${entry.by} escalated to ${entry.toStep === null ? 'the next step' : `step ${entry.toStep}`}.`;
    case 'reassignedToUsers':
      return `${entry.by} reassigned the page to ${list(entry.users)}; the policy is no longer used.`;
    case 'reassignedToPolicy':
      return `${entry.by} reassigned the page to the policy ${entry.policy}.`;
    case 'policyRenewed':
      return `${entry.by} edited the policy ${entry.policy} and let this page follow it${entry.starts ? '' : ' if it starts again'}.`;
    case 'urgencyChanged':
      return `The urgency became ${entry.urgency} because ${urgencyReasons[entry.because](entry.by)}.`;
    case 'personLeft':
      return `${entry.person} has left and is not called any more.`;
    case 'resolved':
      return entry.by
        ? `${entry.by} resolved the page.`
        : 'The source reported recovery, which resolved the page.';
    case 'maintenanceStarted':
      return `Maintenance began${named(entry)}: starts and step timeouts wait until it ends.`;
    case 'maintenanceEnded':
      return `Maintenance ended${named(entry)}.`;
  }
}

function named({ title }: { title?: string }): string {
  return title === undefined ? '' : ` "${title}"`;
}

const startReasons: Record<StartReason, string> = {
  opened: 'the page opened',
  unacknowledged: 'the acknowledgement was taken back',
  ackTimedOut: 'the acknowledgement ran out',
  snoozeEnded: 'the snooze ended',
  unsnoozed: 'the snooze was ended by hand',
  urgencyRaised: 'the urgency was raised',
  reassigned: 'the page was reassigned',
  policyEdited: 'the policy was edited',
  personLeft: 'whoever had it has left',
  maintenanceEnded: 'the maintenance ended',
};

const urgencySources: Record<UrgencySource, string> = {
  alert: 'as the alert says',
  service: 'as the service says',
  duringSupportHours: 'because it is within the support hours of the service',
  outsideSupportHours: 'because it is outside the support hours of the service',
};

function turnText(turn: { target: number; of: number } | undefined): string {
  return turn ? `; turn ${turn.target} of ${turn.of}, the next page goes to the one after` : '';
}

function ruleName({ rule, urgency }: { rule?: number | null; urgency?: Urgency }): string {
  if (rule === undefined || urgency === undefined) return '';
  return rule === null ? ', for want of rules,' : `, by rule ${rule + 1} for ${urgency} urgency,`;
}

const skipReasons = { condition: 'its condition did not hold', nobody: 'none of its targets had anybody' };

const passReasons = { repeat: 'the policy repeats', escalated: 'no step was left when somebody escalated' };

const exhaustedReasons = {
  noSteps: 'it has no steps',
  nobodyFound: 'a whole pass found nobody',
  lastPass: 'its last pass is over',
};

const targetReasons = {
  step: 'by the step',
  owner: 'as the owner of the page',
  assigned: 'because the page is assigned to them',
};

const urgencyReasons: Record<RaiseReason, (by: string | null) => string> = {
  person: (by) => `${by ?? 'somebody'} set it`,
  alert: () => 'an alert of that urgency joined',
  supportHours: () => 'support hours began',
};

function list(people: readonly string[]): string {
  if (people.length < 2) return people[0] ?? 'nobody';
  return `${people.slice(0, -1).join(', ')} and ${people.at(-1)}`;
}

function bundleText(others: number): string {
  if (others === 0) return 'by itself after it had waited';
  return `bundled with what was held back of ${others} more ${others === 1 ? 'page' : 'pages'}`;
}

function limitText(limits: readonly RingLimit[]): string {
  const each = limits.map(
    ({ most, withinMinutes }) =>
      `${most === 1 ? 'once' : `${most} times`} in ${withinMinutes === 1 ? 'a minute' : `${withinMinutes} minutes`}`,
  );
  return `because that way rings at most ${list(each)}`;
}

function followUp(timeoutAt: string | null): string {
  return timeoutAt ? `without an acknowledgement the next step follows at ${timeoutAt}` : 'no step follows';
}

function ruleText(rules: number, urgency: Urgency): string {
  if (rules === 0) return `no rules for ${urgency} urgency, so one e-mail at once`;
  return `${rules} ${rules === 1 ? 'rule' : 'rules'} for ${urgency} urgency`;
}

/**
 * A page: one run of an escalation policy, a request for somebody's attention that ends when it is
 * acknowledged, resolved or exhausted. The policy and the paging settings of the service are copied in when
 * the page opens, so that an edit never changes a page that is under way.
 *
 * A run is a plain value that survives JSON. Invariants: a step timeout runs only while triggered; an ack
 * timeout only while acknowledged; a snooze timer only while snoozed; a resolved run has no timer and no
 * pending notification. Steps and passes count from 1; instants are ISO text with milliseconds.
 */
import type { Policy, Rule, ServicePaging, Urgency } from '@muster/contract/oncall/definition';
import type { LogEntry } from './log.ts';

export type PageState = 'triggered' | 'acknowledged' | 'snoozed' | 'resolved';
export type Escalation = 'running' | 'exhausted' | 'off';

/** The policy as copied into the run. Its name also names the round-robin positions (E11). */
export interface RunPolicy extends Policy {
  readonly name: string;
}

/** What the run keeps of the service's settings; `policy` of ServicePaging is resolved by the caller. */
export type RunPaging = Omit<ServicePaging, 'policy'>;

export interface PageRun {
  readonly policy: RunPolicy;
  readonly paging: RunPaging;
  /** The people to whom the page was reassigned; then the policy is not used (E10). */
  readonly assigned: readonly string[] | null;
  readonly state: PageState;
  readonly urgency: Urgency;
  /** Who acknowledged or snoozed; null while triggered. */
  readonly owner: string | null;
  /** How many alerts have been grouped into the page. */
  readonly alerts: number;
  /** Passes started since the last restart; 0 = the policy has not started. */
  readonly pass: number;
  /** The step executed last since the last restart, or null. */
  readonly step: number | null;
  /** Whom the step executed last was for. Absent in runs of before this was kept. */
  readonly recipients?: readonly string[];
  /** Whether this pass has found anybody (E4: a pass that finds nobody is the last one). */
  readonly passFound: boolean;
  readonly exhausted: boolean;
  readonly maintenance: boolean;
  /** Which maintenance it is, and when it is looked again; absent where none is named, as in rehearsals. */
  readonly heldBy?: HeldBy | null;
  /** The policy would have started, and waits for the end of the maintenance (E13). */
  readonly startHeld: boolean;
  readonly timers: Timers;
  /** Notifications of cycles under way, in order of targeting. */
  readonly pending: readonly Notify[];
  /** What was sent less than a minute ago; nobody gets the same twice a minute (E5). */
  readonly sent: readonly Sent[];
  /** Targetings so far; numbers the cycles. */
  readonly cycles: number;
}

/** The maintenance that holds a page back. */
export interface HeldBy {
  readonly id: string;
  readonly title: string;
  /** Null where nobody knows: in rehearsals, whose script ends it. */
  readonly until: string | null;
}

export interface Timers {
  /** Timeout of the executed step. Stays, overdue, while maintenance holds it back. */
  readonly step: string | null;
  readonly ack: string | null;
  readonly snooze: string | null;
  /** When support hours begin and raise a low urgency. */
  readonly raise: string | null;
}

/**
 * One notification, to become one delivery. `kind` says why the person was targeted: by a step, as the
 * owner after an ack timeout or a snooze, or because the page was assigned to them. `cycle` and `rule` (the
 * position among the person's rules, null = the e-mail for people without rules) name it within the run.
 */
export interface Notify {
  readonly person: string;
  readonly via: string;
  readonly kind: 'step' | 'owner' | 'assigned';
  readonly dueAt: string;
  readonly cycle: number;
  readonly rule: number | null;
  readonly urgency: Urgency;
  readonly pass: number;
  readonly step: number | null;
}

export interface Sent {
  readonly person: string;
  readonly via: string;
  readonly dueAt: string;
}

/** What a run has to look up; plain reads of values that the caller has fetched. */
export interface World {
  /** Who is on call on the schedule; an unknown schedule has nobody. */
  onCall(schedule: string, at: Temporal.Instant): readonly string[];
  teamMembers(team: string): readonly string[];
  /** Whether somebody has left the organisation: who has is called no more, whatever names them. */
  hasLeft(person: string): boolean;
  rules(person: string, urgency: Urgency): readonly Rule[];
  /** When the quiet hours end that a person has at the instant; null outside of them. Absent: nobody has any. */
  quietUntil?(person: string, at: Temporal.Instant): Temporal.Instant | null;
  /** Where the ring of a round-robin step stands: an index into its targets, 0 at first. `step` from 1. */
  ringPosition(policy: string, step: number): number;
}

/** A round-robin position that has changed and must be kept for all pages of that policy. */
export interface RingMove {
  readonly policy: string;
  readonly step: number;
  readonly position: number;
}

export interface Decision {
  readonly run: PageRun;
  readonly notify: readonly Notify[];
  readonly log: readonly LogEntry[];
  readonly rings: readonly RingMove[];
}

export type Command =
  | {
      readonly do: 'open';
      readonly policy: RunPolicy;
      readonly paging: RunPaging;
      /** The alert's own urgency; absent = the service's (E12). */
      readonly urgency?: Urgency | undefined;
      readonly maintenance: boolean;
      readonly heldBy?: HeldBy | undefined;
    }
  | { readonly do: 'groupedAlert'; readonly urgency?: Urgency | undefined }
  /** The source reports recovery. */
  | { readonly do: 'clear' }
  /** Nothing got through to these people, and nothing more is on its way to them. */
  | { readonly do: 'miss'; readonly people: readonly string[] }
  /** A message to these people did not arrive: their next rule need not wait for its minute. */
  | { readonly do: 'hasten'; readonly people: readonly string[] }
  /** Somebody has left: what was theirs goes on to the next. */
  | { readonly do: 'leave'; readonly person: string }
  | { readonly do: 'acknowledge' | 'unacknowledge' | 'resolve' | 'unsnooze'; readonly by: string }
  | { readonly do: 'snooze'; readonly by: string; readonly until: Temporal.Instant }
  | { readonly do: 'escalate'; readonly by: string; readonly toStep?: number | undefined }
  | { readonly do: 'reassign'; readonly by: string; readonly users: readonly string[] }
  | { readonly do: 'reassign'; readonly by: string; readonly policy: RunPolicy }
  /** The policy has been edited, and this page shall follow what it is now. */
  | { readonly do: 'renew'; readonly by: string; readonly policy: RunPolicy }
  | { readonly do: 'setUrgency'; readonly by: string; readonly urgency: Urgency }
  | { readonly do: 'maintenance'; readonly on: boolean; readonly heldBy?: HeldBy | undefined }
  /** Carry out what is due; one `phase` of E14 only, or all three in their order. */
  | { readonly do: 'tick'; readonly phase?: Phase | undefined };

/** The phases of E14 after the commands: ack timeouts, snoozes and support hours; step timeouts; notifications. */
export type Phase = 'clocks' | 'steps' | 'notifications';

/** Where the escalation stands: `running` also while maintenance holds back a start or a timeout. */
export function escalationOf(run: PageRun): Escalation {
  if (run.exhausted) return 'exhausted';
  return run.timers.step !== null || run.startHeld ? 'running' : 'off';
}

/** When the next thing is due, or null. A step timeout that maintenance holds back is not; the maintenance's end is. */
export function nextDueAt(run: PageRun): Temporal.Instant | null {
  const { step, ack, snooze, raise } = run.timers;
  const held = run.maintenance && run.state !== 'resolved' ? (run.heldBy?.until ?? null) : null;
  const own = run.maintenance ? null : step;
  const dues = [own, held, ack, snooze, raise, ...run.pending.map(({ dueAt }) => dueAt)];
  const times = dues.flatMap((due) => (due === null ? [] : [millis(due)]));
  return times.length === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.min(...times));
}

export function millis(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** The form in which a run keeps instants: always three digits of a second. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

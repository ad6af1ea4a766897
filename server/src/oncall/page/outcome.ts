import type { Policy, ServicePaging, Urgency } from '@muster/contract/oncall/definition';
import { newRun } from './decide.ts';
import { explain, type LogFact } from './log.ts';
import {
  type Command,
  type Decision,
  escalationOf,
  type HeldBy,
  nextDueAt,
  type RunPaging,
  type RunPolicy,
} from './model.ts';
import type { Page } from './store.ts';

/** The page after a decision: the run, and beside it what lists show of it. */
export function pageAfter(page: Page, decision: Decision, now: Temporal.Instant): Page {
  const { run, log, notify } = decision;
  const telling = log.filter((entry) => tells.has(entry.code)).at(-1);
  const acknowledged = run.state === 'acknowledged';
  return {
    ...page,
    run,
    escalation: escalationOf(run),
    step: run.step ?? 0,
    why: telling ? explain(telling) : page.why,
    notified: [...new Set([...page.notified, ...notify.map((one) => one.person)])].sort(),
    dueAt: nextDueAt(run),
    acknowledgedAt: acknowledged
      ? page.run.state === 'acknowledged'
        ? page.acknowledgedAt
        : now
      : page.acknowledgedAt,
    resolvedAt: run.state === 'resolved' ? (page.resolvedAt ?? now) : null,
  };
}

/** What people change of a page, for the audit log. */
export function standing({ run }: Page) {
  const { state, owner, urgency, assigned, timers } = run;
  return { state, owner, urgency, assigned, snoozedUntil: timers.snooze };
}

/** Whether messages that are queued but not sent have lost their reason (E6). */
export function cancelsQueued(log: readonly LogFact[]): boolean {
  return log.some(
    (entry) => ends.has(entry.code) || (entry.code === 'urgencyChanged' && entry.urgency === 'low'),
  );
}

/** The entries that answer "why is it where it is". */
const tells = new Set<LogFact['code']>([
  'opened',
  'startHeld',
  'stepExecuted',
  'stepSkipped',
  'exhausted',
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'snoozeEnded',
  'ackTimedOut',
  'reassignedToUsers',
  'reassignedToPolicy',
  'policyRenewed',
  'resolved',
  'deliveryFailed',
]);

const ends = new Set<LogFact['code']>([
  'acknowledged',
  'unacknowledged',
  'ackTimedOut',
  'snoozed',
  'snoozeEnded',
  'unsnoozed',
  'reassignedToUsers',
  'reassignedToPolicy',
  'policyRenewed',
  'resolved',
]);

/** What a page starts from. `urgency` null leaves it to the service. */
export interface Opening {
  title: string;
  service: string | null;
  policy: RunPolicy;
  paging: RunPaging;
  urgency: Urgency | null;
  groupId: string | null;
  acceptedAt: Temporal.Instant | null;
  /** The maintenance of the service that runs: then the page opens and calls nobody until it ends (E13). */
  heldBy?: HeldBy | undefined;
}

/** The policy and settings that a service's pages take with them; without a policy a page finds nobody, and says so. */
export function openingOf(
  service: string,
  {
    policy,
    urgency,
    escalateLowUrgency,
    ackTimeout,
  }: { [Member in keyof ServicePaging]?: ServicePaging[Member] | undefined },
  policies: ReadonlyMap<string, Policy>,
): Pick<Opening, 'service' | 'policy' | 'paging'> {
  const found = policy === undefined ? undefined : policies.get(policy);
  return {
    service,
    policy: { repeat: 0, steps: [], ...found, name: policy ?? 'none' },
    paging: {
      ...(urgency === undefined ? {} : { urgency }),
      ...(escalateLowUrgency === undefined ? {} : { escalateLowUrgency }),
      ...(ackTimeout === undefined ? {} : { ackTimeout }),
    },
  };
}

/** The command that opens a page. */
export function openingCommand(opening: Opening): Extract<Command, { do: 'open' }> {
  const { policy, paging, urgency, heldBy } = opening;
  const maintenance = heldBy !== undefined;
  return { do: 'open', policy, paging, urgency: urgency ?? undefined, maintenance, heldBy };
}

/** A page that is about to open; the decision to open fills in the rest. */
export function newPage(id: string, opening: Opening, now: Temporal.Instant): Page {
  const { title, service, groupId, acceptedAt } = opening;
  return {
    id,
    groupId,
    service,
    title,
    run: newRun(openingCommand(opening), now),
    escalation: 'off',
    step: 0,
    why: '',
    notified: [],
    dueAt: null,
    openedAt: now,
    acceptedAt,
    acknowledgedAt: null,
    resolvedAt: null,
  };
}

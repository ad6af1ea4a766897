/**
 * What may happen to an incident as a whole: declared, called something else, worse or better, resolved, reopened. Each
 * answers the events that follow; none where nothing changes, so that the same wish twice is one event.
 */
import { missingToClose } from '@muster/contract/respond/closing';
import type { NewEvent } from '@muster/contract/respond/events';
import { daysTooLate, reopenDays } from '@muster/contract/respond/reopening';
import {
  isResolved,
  type RespondSettings,
  type SeverityRule,
  type Status,
} from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { isBefore } from '../../platform/instants.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Wisher } from '../access/model.ts';
import { replanned } from '../plan/decide.ts';
import { usualSeverity } from '../settings/model.ts';
import { commander } from '../stream/fold-people.ts';
import { isOpen } from '../stream/model.ts';
import { explained } from './late.ts';

export interface Declaration {
  ref: string;
  title: string;
  summary: string;
  kind: IncidentState['kind'];
  isPrivate: boolean;
  type: string;
  source: IncidentState['source'];
  severity: string | null;
  services: string[];
  startedAt: string | null;
  /** Of what is written down later. */
  endedAt?: string | null;
  consequences?: IncidentState['consequences'];
  fields: Record<string, string>;
  /** Unguessable, for the address of the call. */
  key: string;
  takesCommand: boolean;
}

/** Unsure of the severity means the usual one, which is not the least (P16). */
export function decideDeclared(
  given: Declaration,
  settings: RespondSettings,
  { person }: Wisher,
  now: Temporal.Instant,
): NewEvent[] {
  const type = settings.types.find((one) => one.name === given.type);
  if (!type) throw wrong('/type', `There is no kind of incident "${given.type}".`);
  refuseTooMany('/fields', {}, given.fields);
  if (given.startedAt !== null) refuseFuture('/startedAt', given.startedAt, now);
  refuseEnd(given, now);
  const isPrivate = given.isPrivate || type.private;
  if (isPrivate && person === null)
    throw wrong('/private', 'A machine cannot declare a private incident: nobody could see it.');
  const rule = severityNamed(settings, given.severity ?? type.severity ?? usualSeverity(settings).name);
  const status = statusOf(settings, given.kind === 'retroactive' ? 'post-incident' : 'triage');
  const room = roomOf(settings, given);
  const declared: NewEvent = {
    type: 'declared',
    data: {
      ref: given.ref,
      title: given.title,
      summary: given.summary,
      kind: given.kind,
      private: isPrivate,
      type: type.name,
      source: given.source,
      severity: rule.name,
      rule,
      status: status.name,
      category: status.category,
      services: given.services,
      members: [],
      fields: given.fields,
      limits: {
        commandMinutes: settings.commandMinutes,
        anyRoleMinutes: settings.anyRoleMinutes,
        checkInMinutes: settings.checkInMinutes,
      },
      startedAt: given.startedAt,
      ...room,
    },
  };
  const told = [declared, ...toldWith(given)];
  if (!given.takesCommand || person === null || given.kind === 'retroactive') return told;
  return [...told, { type: 'roleTaken', data: { role: commander, person, how: 'declared', many: false } }];
}

/** Where they meet: the call, another one for when it does not work (R72), and the chat. */
function roomOf(
  { callAddress, fallbackCallAddress = null, chatAddress }: RespondSettings,
  given: Pick<Declaration, 'ref' | 'key'>,
) {
  const fallbackCall = addressOf(fallbackCallAddress, given);
  return {
    call: addressOf(callAddress, given),
    ...(fallbackCall ? { fallbackCall } : {}),
    chat: addressOf(chatAddress, given),
  };
}

/** Only what is over already has an end, and none before it began. */
function refuseEnd({ kind, startedAt, endedAt = null }: Declaration, now: Temporal.Instant): void {
  if (endedAt === null) return;
  if (kind !== 'retroactive')
    throw wrong('/endedAt', 'What goes on has no end yet. Say that it is written down later.');
  refuseFuture('/endedAt', endedAt, now);
  if (startedAt !== null && endedAt < startedAt) throw wrong('/endedAt', 'It cannot end before it began.');
}

/** What was said at declaring and is no part of the first event. */
function toldWith({ consequences = [], endedAt = null }: Declaration): NewEvent[] {
  const harm = [...new Set(consequences)];
  const end = { name: 'resolved', source: 'stated', confidence: 'medium' } as const;
  return [
    ...(harm.length > 0 ? [{ type: 'detailsChanged', data: { consequences: harm } } as const] : []),
    ...(endedAt === null ? [] : [{ type: 'timeStated', data: { ...end, at: endedAt } } as const]),
  ];
}

export interface Change {
  title?: string | undefined;
  summary?: string | undefined;
  plan?: string | undefined;
  type?: string | undefined;
  source?: NonNullable<IncidentState['source']> | undefined;
  fields?: Record<string, string> | undefined;
  services?: string[] | undefined;
  severity?: string | undefined;
  status?: string | undefined;
  times?: Record<string, string | null> | undefined;
  timesKnown?: { source: string; confidence: 'low' | 'medium' | 'high' } | undefined;
  consequences?: IncidentState['consequences'] | undefined;
  exception?: string | undefined;
  reason?: string | undefined;
}

/** Only what differs becomes an event. */
export function decideChange(
  state: IncidentState,
  change: Change,
  settings: RespondSettings,
  { wisher, now }: { wisher: Wisher; now: Temporal.Instant },
): NewEvent[] {
  if (state.mergedInto !== null) throw new Refusal('conflict', `It was merged into ${state.mergedInto}.`);
  const { severity, status, reason = '' } = change;
  const next = status === undefined || status === state.status ? null : statusNamed(settings, status);
  if (next && isOpen(next)) refuseTooLate(state, now);
  const events: NewEvent[] = [
    ...detailsOf(state, change, settings),
    ...(change.services && !isSame(change.services, state.services)
      ? [{ type: 'servicesChanged', data: { services: change.services } } as const]
      : []),
    ...(severity !== undefined && severity !== state.severity
      ? [severityTo(state, severityNamed(settings, severity), { wisher, reason })]
      : []),
    ...(next ? statusAfter(state, next, { change, settings, reason }) : []),
    ...(change.plan === undefined ? [] : [replanned(state, change.plan)]),
    ...timesOf(state, change, now),
  ];
  return explained(state, events, reason);
}

/** Before it is closed everything is there, or somebody says why it is closed all the same (R65). */
function statusAfter(
  state: IncidentState,
  status: Status,
  { change, settings, reason }: { change: Change; settings: RespondSettings; reason: string },
): NewEvent[] {
  const changed: NewEvent = statusTo(status, reason);
  if (status.category !== 'closed' || state.category === 'closed') return [changed];
  const fields = { ...state.fields, ...change.fields };
  const type = settings.types.find((one) => one.name === (change.type ?? state.type));
  const missing = missingToClose({ ...state, fields }, type);
  if (missing.length === 0) return [changed];
  if (change.exception === undefined)
    throw new Refusal(
      'conflict',
      `Before it is closed: ${missing.map((one) => one.text).join('; ')}. Or say why it is closed all the same.`,
      missing.map((one) => ({ pointer: `/closing/${one.need}`, message: one.text })),
    );
  const data = { missing: missing.map((one) => one.text), reason: change.exception };
  return [{ type: 'closingExcepted', data }, changed];
}

/** Resolving ends what impact is still open at the same moment: the data says so, or somebody states it otherwise. */
export function decideResolved(
  state: IncidentState,
  settings: RespondSettings,
  { at, text, now }: { at: string | null; text: string; now: Temporal.Instant },
): NewEvent[] {
  if (isResolved(state.category)) throw new Refusal('conflict', 'It is resolved already.');
  if (!isOpen(state)) throw new Refusal('conflict', `It is ${state.category}.`);
  if (at !== null) refuseFuture('/at', at, now);
  if (at !== null && at < (state.times.impactStart ?? ''))
    throw wrong('/at', 'It cannot end before it began.');
  const stated = at === null ? {} : { statedAt: at };
  const until = at ?? wireTime(now);
  const ended = state.impact.filter((one) => one.until === null && one.from < until);
  return [
    ...ended.map(({ id }): NewEvent => ({ type: 'impactChanged', data: { id, until } })),
    { ...statusTo(statusOf(settings, 'post-incident'), text), ...stated },
  ];
}

/** The same record goes on, while it is not over for too long. */
export function decideReopened(
  state: IncidentState,
  settings: RespondSettings,
  { reason, now }: { reason: string; now: Temporal.Instant },
): NewEvent[] {
  if (state.mergedInto !== null) throw new Refusal('conflict', `It was merged into ${state.mergedInto}.`);
  if (isOpen(state)) throw new Refusal('conflict', 'It is open.');
  refuseTooLate(state, now);
  return [goesOn(settings, reason)];
}

/** What is over and goes on, be it that whoever watched it saw it come back. */
export function goesOn(settings: RespondSettings, reason: string): NewEvent {
  return statusTo(statusOf(settings, 'active'), reason);
}

/** What comes back after so long is another incident, and the record of before stays as it is (practice.md 3.2). */
function refuseTooLate(state: IncidentState, now: Temporal.Instant): void {
  const days = daysTooLate(state, wireTime(now));
  if (days === null) return;
  const then = `Declare what is back as a recurrence of ${state.ref}.`;
  throw new Refusal(
    'conflict',
    `It was over ${days} days ago, and is reopened within ${reopenDays} days only. ${then}`,
  );
}

/** So many moments, and so many fields, an incident has at most: every list reads them. */
const mostNames = 100;

function refuseTooMany(pointer: string, before: object, given: object): void {
  if (Object.keys({ ...before, ...given }).length > mostNames)
    throw wrong(pointer, `There are at most ${mostNames} of them.`);
}

function detailsOf(state: IncidentState, change: Change, settings: RespondSettings): NewEvent[] {
  const { title, summary, type, source, fields, consequences } = change;
  refuseTooMany('/fields', state.fields, fields ?? {});
  if (type !== undefined && !settings.types.some((one) => one.name === type))
    throw wrong('/type', `There is no kind of incident "${type}".`);
  const data = {
    ...(title !== undefined && title !== state.title ? { title } : {}),
    ...(summary !== undefined && summary !== state.summary ? { summary } : {}),
    ...(type !== undefined && type !== state.type ? { type } : {}),
    ...(source !== undefined && source !== state.source ? { source } : {}),
    ...(fields && Object.entries(fields).some(([key, value]) => state.fields[key] !== value)
      ? { fields }
      : {}),
    ...(consequences && !isSame(consequences, state.consequences)
      ? { consequences: [...new Set(consequences)] }
      : {}),
  };
  return Object.keys(data).length === 0 ? [] : [{ type: 'detailsChanged', data }];
}

function severityTo(
  state: IncidentState,
  rule: SeverityRule,
  { wisher, reason }: { wisher: Wisher; reason: string },
): NewEvent {
  const isLower = rule.rank < state.rule.rank;
  const may =
    !isLower ||
    wisher.isAdmin ||
    state.rule.mayLower === 'responder' ||
    (state.rule.mayLower === 'commander' && (state.commander === null || wisher.person === state.commander));
  if (!may)
    throw new Refusal('forbidden', `Only the ${state.rule.mayLower} may lower it from ${state.rule.label}.`);
  return { type: 'severityChanged', data: { severity: rule.name, rule, reason } };
}

function statusTo(status: Status, reason: string) {
  return {
    type: 'statusChanged',
    data: { status: status.name, category: status.category, reason },
  } as const;
}

function timesOf(
  state: IncidentState,
  { times = {}, timesKnown = { source: 'stated', confidence: 'medium' } }: Change,
  now: Temporal.Instant,
): NewEvent[] {
  refuseTooMany('/times', state.times, times);
  return Object.entries(times).flatMap(([name, at]): NewEvent[] => {
    if (name === 'declared') throw wrong('/times/declared', 'When it was declared is on record.');
    if (at !== null) refuseFuture(`/times/${name}`, at, now);
    const moment = at === null ? null : wireTime(Temporal.Instant.from(at));
    if ((state.times[name] ?? null) === moment) return [];
    return [{ type: 'timeStated', data: { name, at: moment, ...timesKnown } }];
  });
}

function severityNamed({ severities }: RespondSettings, name: string): SeverityRule {
  const found = severities.find((one) => one.name === name);
  if (found) return found;
  const known = severities.map((one) => one.name).join(', ');
  throw wrong('/severity', `There is no severity "${name}"; there are ${known}.`);
}

function statusNamed({ statuses }: RespondSettings, name: string): Status {
  const found = statuses.find((one) => one.name === name);
  if (found) return found;
  throw wrong(
    '/status',
    `There is no status "${name}"; there are ${statuses.map((one) => one.name).join(', ')}.`,
  );
}

/** The first status of a category; settings have one of each that is asked for here. */
function statusOf({ statuses }: RespondSettings, category: Status['category']): Status {
  const found = statuses.find((one) => one.category === category);
  if (!found) throw new Error(`there is no status of the category ${category}`);
  return found;
}

function addressOf(template: string | null, { ref, key }: Pick<Declaration, 'ref' | 'key'>): string | null {
  return template?.replaceAll('{ref}', ref.toLowerCase()).replaceAll('{key}', key) ?? null;
}

function refuseFuture(pointer: string, at: string, now: Temporal.Instant): void {
  if (isBefore(now, Temporal.Instant.from(at))) throw wrong(pointer, 'This moment is still to come.');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

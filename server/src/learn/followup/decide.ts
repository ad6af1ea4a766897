/** What may become of a follow-up. Each answers it as it stands afterwards, with what is added to its history. */
import type {
  FollowUpBody,
  FollowUpChange,
  FollowUpEffect,
  FollowUpSettings,
  FollowUpState,
  FollowUpTurning,
} from '@muster/contract/learn/followups';
import { Refusal, wrongPart } from '../../platform/refusal.ts';
import { asked, lacksApproval, mayApprove, raised } from './approval.ts';
import { checkOf, endOfDay, type FollowUp, isActive, objectiveOf, type Turn } from './model.ts';

export interface Moment {
  now: Temporal.Instant;
  settings: FollowUpSettings;
  /** Where its owner lives, whose days count; UTC while nobody owns it. */
  timeZone: string;
  /** The person who does it; null for what is none. */
  by: string | null;
}

export interface Decided {
  after: FollowUp;
  turn: Turn;
}

export type Wish = Omit<FollowUpBody, 'incident' | 'promise' | 'title'>;

/** So far ahead a date is still a promise, and no slip of the keyboard. */
const mostYears = 5;

/** A new one, as an idea. */
export function decideNoted(
  made: Pick<FollowUp, 'id' | 'ref' | 'title' | 'incident' | 'entry' | 'createdBy'>,
  wish: Wish,
  moment: Moment,
): Decided {
  const { now } = moment;
  if (wish.dueOn) refuseDate(wish.dueOn, moment);
  const after = withDue({ ...blank(now), ...made, ...given(wish) }, moment);
  return { after, turn: { act: 'noted', detail: { title: after.title } } };
}

/** Whether it has all that a promise needs. */
export function isWhole(one: FollowUp): boolean {
  return missing(one).length === 0;
}

/** Null where nothing is another than it was. */
export function decideChange(before: FollowUp, change: FollowUpChange, moment: Moment): Decided | null {
  const { reason, ...wish } = change;
  const wished = { ...before, ...given(wish), ...(wish.title === undefined ? {} : { title: wish.title }) };
  const differing = differences(before, wished);
  if (Object.keys(differing).length === 0) return null;
  refuseOver(before, differing);
  // Once it was promised every other date is a move, also of what was taken back to an idea meanwhile.
  const isMove = before.firstDueOn !== null && wished.dueOn !== null && wished.dueOn !== before.dueOn;
  if (wish.dueOn && wished.dueOn !== before.dueOn) refuseDate(wish.dueOn, moment);
  if (isPromised(before)) refuseGaps(wished, 'What is promised has one. Take it back to an idea first.');
  if (isMove && !reason) throw wrongPart('/reason', 'say why its date moves');
  const after = withDue(
    {
      ...(isActive(before) ? raised(wished, before, moment) : wished),
      moves: before.moves + (isMove ? 1 : 0),
      objectiveOn: objectiveNow(wished, moment),
      ...(isMove ? { remindedTo: moment.now } : {}),
      ...changed(before, moment),
    },
    moment,
  );
  const detail = { ...differing, ...(reason ? { reason } : {}) };
  return { after, turn: { act: isMove ? 'moved' : 'changed', detail } };
}

/** From where it may come to each state, and what that needs. */
const ways: Readonly<
  Record<FollowUpState, Partial<Record<FollowUpState, 'parts' | 'evidence' | 'reason' | null>>>
> = {
  idea: { open: 'parts', cancelled: 'reason' },
  open: { started: null, done: 'evidence', cancelled: 'reason', idea: 'reason' },
  started: { open: null, done: 'evidence', cancelled: 'reason', idea: 'reason' },
  done: { open: 'reason' },
  cancelled: { idea: 'reason' },
};

export function decideTurn(
  before: FollowUp,
  { state, evidence, reason }: FollowUpTurning,
  moment: Moment,
): Decided {
  const needs = ways[before.state][state];
  if (needs === undefined)
    throw new Refusal('conflict', `It is ${said[before.state]} and cannot become ${said[state]} from there.`);
  if (needs === 'evidence' && !evidence)
    throw wrongPart('/evidence', 'say by what it can be seen that it is done: a link, or words');
  if (needs === 'reason' && !reason) throw wrongPart('/reason', 'say why');
  if (needs === 'parts' && lacksApproval(before, moment.settings) && !mayApprove(moment.settings, moment.by))
    return decideAsked(before, moment);
  const after = turned(before, { state, evidence: evidence ?? '', reason: reason ?? '' }, moment);
  const detail = {
    state: { from: before.state, to: state },
    ...(needs === 'evidence' ? { evidence } : {}),
    ...(reason ? { reason } : {}),
    ...(after.approvedBy === null || before.approvedBy ? {} : { approvedBy: after.approvedBy }),
  };
  return { after: { ...after, ...changed(before, moment) }, turn: { act: 'turned', detail } };
}

/** Has all that a promise needs but somebody's approval. */
function decideAsked(idea: FollowUp, moment: Moment): Decided {
  promised(idea, moment);
  const after = { ...asked(idea, moment), ...changed(idea, moment) };
  return { after, turn: { act: 'asked', detail: {} } };
}

/** Whether it helped is asked a month or more after it was done; later is late, and still an answer. */
export function decideCheck(
  before: FollowUp,
  { outcome, note, by }: { outcome: FollowUpEffect; note: string; by: string },
  moment: Moment,
): Decided {
  const check = checkOf(before, moment.settings, moment.now);
  if (check === null) throw new Refusal('conflict', 'Only what is done can have helped.');
  if (check.state === 'waiting')
    throw new Refusal(
      'conflict',
      `It is too early to tell. It can be said from ${check.from.toString().slice(0, 10)} on.`,
    );
  const after: FollowUp = {
    ...before,
    effect: outcome,
    effectNote: note,
    effectBy: by,
    effectAt: moment.now,
    ...changed(before, moment),
  };
  return { after, turn: { act: 'checked', detail: { outcome, ...(note ? { note } : {}) } } };
}

function turned(
  before: FollowUp,
  { state, evidence, reason }: { state: FollowUpState; evidence: string; reason: string },
  moment: Moment,
): FollowUp {
  const { now } = moment;
  const open = {
    ...before,
    state,
    doneAt: null,
    evidence: null,
    ...unchecked,
    cancelledAt: null,
    cancelledWhy: null,
  };
  if (state === 'done') return { ...before, state, doneAt: now, evidence, ...unchecked, remindedTo: now };
  if (state === 'cancelled') return { ...before, state, cancelledAt: now, cancelledWhy: reason };
  if (state === 'idea') return { ...open, ...unapproved };
  if (before.state === 'idea') return promised(before, moment);
  return { ...open, remindedTo: before.state === 'done' ? now : before.remindedTo };
}

function promised(idea: FollowUp, moment: Moment): FollowUp {
  refuseGaps(idea, 'Without it, it stays an idea.');
  if (idea.dueOn !== null) refuseDate(idea.dueOn, moment);
  const open: FollowUp = {
    ...idea,
    state: 'open',
    committedAt: idea.committedAt ?? moment.now,
    firstDueOn: idea.firstDueOn ?? idea.dueOn,
    ...(mayApprove(moment.settings, moment.by) && lacksApproval(idea, moment.settings)
      ? { approvedBy: moment.by, approvedAt: moment.now }
      : {}),
    remindedTo: moment.now,
  };
  return withDue({ ...open, objectiveOn: objectiveNow(open, moment) }, moment);
}

const unchecked = { effect: null, effectNote: '', effectBy: null, effectAt: null };
const unapproved = { askedBy: null, askedAt: null, approvedBy: null, approvedAt: null };
const said: Readonly<Record<FollowUpState, string>> = {
  idea: 'an idea',
  open: 'open',
  started: 'under way',
  done: 'done',
  cancelled: 'cancelled',
};

function blank(now: Temporal.Instant): FollowUp {
  return {
    id: '',
    ref: '',
    title: '',
    note: '',
    deliverable: '',
    kind: null,
    priority: 'normal',
    state: 'idea',
    owner: null,
    team: null,
    services: [],
    incident: null,
    retrospective: null,
    factor: null,
    entry: null,
    links: [],
    dueOn: null,
    dueAt: null,
    firstDueOn: null,
    moves: 0,
    objectiveOn: null,
    committedAt: null,
    ...unapproved,
    doneAt: null,
    evidence: null,
    cancelledAt: null,
    cancelledWhy: null,
    ...unchecked,
    createdBy: '',
    createdAt: now,
    changedAt: now,
    version: 1,
    remindedTo: now,
  };
}

/** What was left out stays as it is. */
function given(wish: Partial<Wish>): Partial<FollowUp> {
  const { services, ...plain } = wish;
  const set = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(set),
    ...(services === undefined ? {} : { services: [...new Set(services)].toSorted() }),
  };
}

const told = [
  'title',
  'note',
  'deliverable',
  'kind',
  'priority',
  'owner',
  'team',
  'services',
  'retrospective',
  'factor',
  'links',
  'dueOn',
] as const;
type Told = (typeof told)[number];

function differences(
  before: FollowUp,
  after: FollowUp,
): Partial<Record<Told, { from: unknown; to: unknown }>> {
  const differing = told.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(differing.map((field) => [field, { from: before[field], to: after[field] }]));
}

/** Of what is over, the promise stands as it was; what it belongs to may still be said. */
const alwaysOpen: readonly Told[] = ['note', 'team', 'services', 'retrospective', 'factor', 'links'];

function refuseOver(before: FollowUp, differing: Partial<Record<Told, unknown>>): void {
  if (before.state !== 'done' && before.state !== 'cancelled') return;
  const fixed = told.filter((field) => field in differing && !alwaysOpen.includes(field));
  if (fixed.length > 0)
    throw new Refusal('conflict', `It is ${said[before.state]}. Open it again to change what was promised.`);
}

function missing({ owner, dueOn, deliverable, kind }: FollowUp): string[] {
  return [
    ...(owner === null ? ['/owner'] : []),
    ...(dueOn === null ? ['/dueOn'] : []),
    ...(deliverable === '' ? ['/deliverable'] : []),
    ...(kind === null ? ['/kind'] : []),
  ];
}

function refuseGaps(one: FollowUp, message: string): void {
  const errors = missing(one).map((pointer) => ({ pointer, message }));
  if (errors.length > 0)
    throw new Refusal('invalid', 'A promise has an owner, a date, a deliverable and a kind.', errors);
}

function refuseDate(dueOn: string, { now, timeZone }: Moment): void {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const date = Temporal.PlainDate.from(dueOn);
  if (Temporal.PlainDate.compare(date, today) < 0)
    throw wrongPart('/dueOn', 'is over: choose today or a later day');
  if (Temporal.PlainDate.compare(date, today.add({ years: mostYears })) > 0)
    throw wrongPart('/dueOn', `is more than ${mostYears} years ahead`);
}

function isPromised(one: FollowUp): boolean {
  return isActive(one) || one.state === 'done';
}

/** The end of its day moves where its owner does. */
function withDue(one: FollowUp, { timeZone }: Moment): FollowUp {
  return { ...one, dueAt: one.dueOn === null ? null : endOfDay(one.dueOn, timeZone) };
}

function objectiveNow(one: FollowUp, { settings }: Moment): string | null {
  return one.committedAt && objectiveOf(one.priority, settings, one.committedAt);
}

function changed({ version }: FollowUp, { now }: Moment): Pick<FollowUp, 'version' | 'changedAt'> {
  return { version: version + 1, changedAt: now };
}

/**
 * A handover is what one shift leaves to the next (practice.md 6.1): what is open, what ended lately, what is ahead, and
 * notes of whoever leaves. Invariants: what it says never changes after it was handed over; it is accepted once, by one
 * of those to whom it was given; who is on call does not depend on it.
 */
import type { Override, Schedule } from '@muster/contract/oncall/definition';
import type { HandoverFacts } from '@muster/contract/oncall/handover';
import { Refusal } from '../../platform/refusal.ts';
import { called } from '../schedule/leavers.ts';
import { resolve } from '../schedule/model.ts';
import { type Made, withMade } from '../temporary/model.ts';

export interface Handover {
  id: string;
  schedule: string;
  from: string;
  to: string[];
  notes: string;
  facts: HandoverFacts;
  wantsReadBack: boolean;
  handedAt: Temporal.Instant;
  acceptedBy: string | null;
  acceptedAt: Temporal.Instant | null;
  readBack: string | null;
  dueAt: Temporal.Instant | null;
}

/** After so long its owners are told that nobody has accepted it. */
export const acceptWithinMinutes = 30;
const aheadDays = 14;

/** Since when people are not called any more. */
type LeftAt = ReadonlyMap<string, Temporal.Instant>;

/** Who leaves and who comes: the set on call now, and the next set with somebody in it who is still here. */
export function changeAfter(schedule: Schedule, leftAt: LeftAt, now: Temporal.Instant) {
  const [current, ...later] = called(resolve(schedule, now, now.add({ hours: 24 * aheadDays })), leftAt);
  const next = later.find((one) => one.onCall.length > 0);
  return { from: current?.onCall ?? [], to: next?.onCall ?? [], at: later[0] ? current?.end : undefined };
}

/**
 * What the schedule itself says of the coming two weeks: of the definition, with what people made on it. Instants are
 * ISO text.
 */
export function aheadOf(
  { definition, made, leftAt }: { definition: Schedule; made: readonly Made[]; leftAt: LeftAt },
  now: Temporal.Instant,
) {
  const end = now.add({ hours: 24 * aheadDays });
  const gaps = called(resolve(withMade(definition, made), now, end), leftAt)
    .filter((one) => one.onCall.length === 0)
    .map(({ start, end: stop }) => ({ start, end: stop }));
  const overrides = [...(definition.overrides ?? []).map(factOf), ...made.flatMap(factsOfMade)].filter(
    (one) => isBefore(now, one.end) && isBefore(Temporal.Instant.from(one.start), end),
  );
  return { gaps, overrides };
}

/** A temporary schedule is one thing to know, however many turns it has. */
function factsOfMade({ rule, temporary }: Made) {
  if (rule) return [factOf(rule)];
  return temporary
    ? [{ start: temporary.start, end: temporary.end, text: `the temporary schedule "${temporary.name}"` }]
    : [];
}

function factOf(one: Override) {
  return { start: one.start, end: one.end, text: textOf(one) };
}

export const remindMinutes = 30;
/** What was handed over within so long before the end was for this end. */
export const countsForHours = 2;

export interface Ending {
  /** Who is on call now and is not from then on. */
  people: string[];
  /** The next with somebody in it. */
  to: readonly string[];
  at: Temporal.Instant;
}

/** The end of the shift that is so near that whoever leaves is reminded; undefined when none is. */
export function endingSoon(schedule: Schedule, leftAt: LeftAt, now: Temporal.Instant): Ending | undefined {
  const soon = now.add({ minutes: remindMinutes, milliseconds: 1 });
  const [current, after] = called(resolve(schedule, now, soon), leftAt);
  if (!current || !after) return undefined;
  const people = current.onCall.filter((person) => !after.onCall.includes(person));
  if (people.length === 0) return undefined;
  return { people, to: changeAfter(schedule, leftAt, now).to, at: Temporal.Instant.from(current.end) };
}

/** Why somebody could not accept it; null when they could. */
export function whyNotReceive(
  name: string,
  person: { access: string; deactivatedAt: Temporal.Instant | null } | undefined,
): string | null {
  if (!person) return `there is no person "${name}"`;
  if (person.deactivatedAt !== null) return `"${name}" has left`;
  const responds = person.access === 'admin' || person.access === 'responder';
  return responds ? null : `"${name}" may not accept it: only responders and administrators do`;
}

/** Refuses whoever may not accept it, or comes too late. */
export function refuseAcceptance(handover: Handover, person: string, readBack: string | undefined): void {
  if (!handover.to.includes(person))
    throw new Refusal('forbidden', `It was handed over to ${handover.to.join(', ')}.`);
  if (handover.acceptedBy !== null && handover.acceptedBy !== person)
    throw new Refusal('conflict', `${handover.acceptedBy} has accepted it already.`);
  if (handover.wantsReadBack && readBack === undefined)
    throw new Refusal('invalid', 'Say in your own words what it is about.', [
      { pointer: '/readBack', message: 'is wanted' },
    ]);
}

function textOf(one: Override): string {
  if (one.kind === 'replace') return `${one.with} instead of ${one.user}`;
  const people = one.users.join(', ') || 'nobody';
  if (one.kind === 'set') return `${people} alone`;
  return one.kind === 'add' ? `also ${people}` : `without ${people}`;
}

function isBefore(a: Temporal.Instant, b: string | Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, typeof b === 'string' ? Temporal.Instant.from(b) : b) < 0;
}

/**
 * Who hears of a duty to those outside, and how loudly (practice.md 6.6): whoever owns it at half and three quarters of
 * its time, by letter; at nine tenths they are paged as well; when it is due, so is their deputy. Of several reminders
 * that are due at once only the latest is told.
 */
import { type Obligation, owedSteps } from '@muster/contract/respond/obligations';
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { insidersOf } from '../stream/model.ts';
import type { Nudge } from './model.ts';

/** A page that is to be opened. */
export interface DutyCall {
  duty: string;
  people: string[];
  /** It wakes people only when little time is left: nobody gets up for what is due in days. */
  wakes: boolean;
  what: string;
}

const wakesBelowMs = 8 * 3_600_000;

/** Everybody who may have to hear of it; who of them is there is asked before it is decided. */
export function peopleOfDuties(state: IncidentState): string[] {
  const names = owedSteps(state).flatMap(({ duty }) => chainOf(state, duty));
  return [...new Set(names)].sort();
}

/** What follows for the duties of which a clock ran out; `able` are those who can be told. */
export function dutiesDue(
  state: IncidentState,
  clocks: readonly Clock[],
  { able, now }: { able: ReadonlySet<string>; now: string },
): { nudges: Nudge[]; calls: DutyCall[] } {
  // People do not get mail for a game that is played with them at the table.
  if (state.kind === 'drill') return { nudges: [], calls: [] };
  const told = owedSteps(state).flatMap((owed) => {
    const key = `${owed.duty.id}/${owed.step.step}@${owed.dueAt}`;
    const about = clocks.filter((one) => one.subject === key || one.subject.startsWith(`${key}/`));
    const last = about.at(-1);
    return last ? [{ ...owed, clock: last.id, part: partOf(last) }] : [];
  });
  const heard = told.map((one) => ({ ...one, people: hearersOf(chainOf(state, one.duty), one.part, able) }));
  return {
    nudges: heard.flatMap(({ people, clock, ...one }) =>
      people.map((person) => ({ clock, person, text: textOf(one.duty, one) })),
    ),
    calls: heard
      .filter(({ part, people }) => part >= 90 && people.length > 0)
      .map(({ duty, people, ...one }) => ({
        duty: duty.id,
        people,
        what: textOf(duty, one),
        wakes: Date.parse(one.dueAt) - Date.parse(now) < wakesBelowMs,
      })),
  };
}

/** Owner, deputy, and those who would have to find another; nobody from outside of a private incident. */
function chainOf(state: IncidentState, { owner, deputy }: Obligation): string[] {
  const declarer = state.declaredBy.kind === 'person' ? state.declaredBy.name : null;
  const chain = [owner, deputy, state.commander, declarer].flatMap((one) => one ?? []);
  const inside = state.private ? insidersOf(state) : chain;
  return [...new Set(chain)].filter((one) => inside.includes(one));
}

/** The first who is there, and when it is due the second as well. */
function hearersOf(chain: readonly string[], part: number, able: ReadonlySet<string>): string[] {
  return chain.filter((one) => able.has(one)).slice(0, part === 100 ? 2 : 1);
}

/** How much of its time is over, in per cent. */
function partOf({ kind, subject }: Clock): number {
  return kind === 'reminder' ? Number(subject.slice(subject.lastIndexOf('/') + 1)) : 100;
}

function textOf(
  { rule }: Obligation,
  { step, dueAt, part }: { step: { label: string }; dueAt: string; part: number },
): string {
  const moment = `${dueAt.slice(0, 10)} ${dueAt.slice(11, 16)} UTC`;
  return part === 100
    ? `${rule.label}: ${step.label} was due at ${moment}. Submit it now, with the reasons why it is late.`
    : `${rule.label}: ${step.label} is due at ${moment}. ${part} % of the time is over.`;
}

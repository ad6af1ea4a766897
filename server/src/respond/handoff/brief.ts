/**
 * The brief for whoever takes over, made from the record alone (practice.md 6.1): ten points, each a few lines. What
 * the record does not tell is said to be missing and never made up. Pure: state and entries in, texts out.
 */
import { cut } from '@muster/contract/platform/cut';
import { type HandoffPoint, handoffPoints, type Texts } from '@muster/contract/respond/handoffs';
import { owedSteps } from '@muster/contract/respond/obligations';
import type { Entry, IncidentState } from '@muster/contract/respond/state';
import { holdersOf } from '../role/model.ts';

export const nothingKnown = 'Nothing about this is on record.';
/** How many of the latest lines of the log a brief is made from. */
export const briefedEntries = 200;
const mostLines = 5;
const longestLine = 300;

interface Known {
  state: IncidentState;
  /** The latest entries of the log, newest first. */
  entries: readonly Entry[];
  role: string;
  now: Temporal.Instant;
}

/** The ten points; those about which nothing is known stand in `missing` with that as their reason. */
export function draftBrief(known: Known): { brief: Texts; missing: Texts } {
  const texts = handoffPoints.map((point) => [point, writers[point](known).join('\n')] as const);
  return {
    brief: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    missing: Object.fromEntries(
      texts.filter(([, text]) => text === '').map(([point]) => [point, nothingKnown]),
    ),
  };
}

const writers: Record<HandoffPoint, (known: Known) => string[]> = {
  reason: ({ state, role, now }) => {
    const [since] = state.assignments.filter((one) => one.role === role && one.until === null);
    return since
      ? [`${since.person} has held it since ${clock(since.from)}, for ${lasting(since.from, now)}.`]
      : [];
  },
  situation: ({ state }) => {
    const open = state.impact.filter((one) => one.until === null);
    return [
      `${state.title}: ${state.rule.label}, ${state.status}, since ${clock(state.times.impactStart ?? state.declaredAt)}.`,
      ...(state.summary ? [shortened(state.summary)] : []),
      ...open.map((one) => `Impact ${one.level} (confidence ${one.confidence}): ${shortened(one.who)}`),
    ];
  },
  history: ({ entries }) =>
    entries
      .filter((one) => (one.kind === 'attempt' || one.kind === 'decision') && one.state !== 'retracted')
      .slice(0, mostLines)
      .toReversed()
      .map((one) => `${clock(one.at)} ${one.kind}: ${shortened(one.text)}${outcomeOf(one)}`),
  objective: ({ state, entries }) => {
    const revisits = entries.flatMap((one) =>
      one.kind === 'decision' && one.detail.revisitAt && one.state !== 'retracted'
        ? [{ at: one.detail.revisitAt, text: `Look again at "${shortened(one.text)}"` }]
        : [],
    );
    const due = state.tasks.flatMap((one) =>
      one.state === 'open' && one.dueAt ? [{ at: one.dueAt, text: one.text }] : [],
    );
    return [...revisits, ...due]
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .slice(0, mostLines)
      .map((one) => `By ${clock(one.at)}: ${shortened(one.text)}`);
  },
  plan: ({ state, entries }) => {
    const decided = entries.find((one) => one.kind === 'decision' && one.state !== 'retracted');
    const wires = state.open.filter((one) => one.kind === 'tripwire').slice(0, mostLines);
    return [
      ...(state.plan ? [`Said at ${clock(state.plan.at)}: ${shortened(state.plan.text)}`] : []),
      ...(decided ? [`Decided at ${clock(decided.at)}: ${shortened(decided.text)}`] : []),
      ...wires.map((one) => `Tripwire: ${shortened(one.text)}`),
    ];
  },
  people: (known) => peopleLines(known),
  changes: ({ state }) =>
    state.claims
      .filter((one) => one.releasedAt === null)
      .map((one) => `${one.person} changes ${one.system} until ${clock(one.until)}: ${shortened(one.doing)}`),
  news: ({ state }) => {
    const last = Object.entries(state.updates).map(
      ([audience, one]) => `${audience}: last ${clock(one.at)}, "${shortened(one.text)}"`,
    );
    const next = Object.entries(state.nextUpdates).map(
      ([audience, at]) => `${audience}: next promised for ${clock(at)}`,
    );
    const duties = owedSteps(state).map(
      ({ duty, step, dueAt }) =>
        `${duty.rule.label}: ${step.label} is due ${dueAt.slice(0, 10)} ${clock(dueAt)}, ${duty.owner}`,
    );
    return [...last, ...next, ...duties];
  },
  limits: () => [],
  questions: ({ state }) =>
    state.open
      .filter((one) => one.kind === 'question' || one.kind === 'hypothesis')
      .slice(0, 2 * mostLines)
      .map(
        (one) =>
          `${one.kind === 'question' ? 'Asked' : 'Suspected'}: ${shortened(one.text)}${whose(one.person)}`,
      ),
};

/** Roles, streams, who has worked long, who is on the way. */
function peopleLines({ state, now }: Known): string[] {
  const roles = [...new Set(state.assignments.map((one) => one.role))].flatMap((role) => {
    const holders = holdersOf(state, role);
    return holders.length === 0 ? [] : [`${role}: ${holders.join(', ')}`];
  });
  const streams = state.streams
    .filter((one) => one.closedAt === null)
    .map(
      (one) => `${one.title}${whose(one.lead)}${one.reportBy ? `, reports by ${clock(one.reportBy)}` : ''}`,
    );
  const here = state.responders.filter((one) => one.releasedAt === null);
  const tired = here.filter(
    (one) => one.hereAt && minutesSince(one.hereAt, now) >= state.limits.commandMinutes,
  );
  const coming = here.filter((one) => one.hereAt === null);
  return [
    ...roles,
    ...streams,
    ...tired.map((one) => `${one.person} has been here for ${lasting(one.hereAt ?? one.joinedAt, now)}`),
    ...coming.map((one) => `${one.person} was asked to come at ${clock(one.joinedAt)}`),
  ];
}

function outcomeOf({ kind, detail, settled }: Entry): string {
  if (kind !== 'attempt') return '';
  if (detail.result) return ` (${detail.result})`;
  return settled ? '' : ' (still running)';
}

function whose(person: string | null): string {
  return person === null ? '' : ` (${person})`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestLine ? `${cut(line, longestLine - 1)}…` : line;
}

/** Hours and minutes in UTC, as everybody in a room reads the same clock. */
function clock(at: string): string {
  return `${at.slice(11, 16)} UTC`;
}

function minutesSince(at: string, now: Temporal.Instant): number {
  return Math.floor((now.epochMilliseconds - Date.parse(at)) / 60_000);
}

function lasting(at: string, now: Temporal.Instant): string {
  const minutes = minutesSince(at, now);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

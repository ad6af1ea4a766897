/**
 * Who is here, with what they do, who is on the way, and who is missing (R51, R67, P18); and how those who respond
 * are (R82). What follows from the incident alone is worked out by `rosterOf`, for the server, the screens and any past
 * instant alike; what has to be asked for stands in the endpoint's answer.
 */
import { z } from 'zod';
import { urgencySchema } from '../oncall/definition.ts';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';
import { commanderRole } from './roles.ts';
import type { IncidentState, Task } from './state.ts';

/** Minutes without a task after which the commander is asked about somebody. */
export const idleAfter = 10;

export const feelings = ['fine', 'strained', 'overwhelmed'] as const;
export const feeling = z.enum(feelings);
export type Feeling = z.infer<typeof feeling>;

/** A page that calls somebody to this incident, as it stands now. */
export const callingPage = z.object({
  id,
  title: z.string(),
  state: z.enum(['triggered', 'acknowledged', 'snoozed', 'resolved']),
  owner: z.string().nullable(),
  /** Whom it has called so far. */
  called: z.array(z.string()),
  openedAt: instant,
});
export type CallingPage = z.infer<typeof callingPage>;

/** A service that is affected, or that an affected one needs, with nobody here who knows it. */
export const missingHands = z.object({
  service: z.string(),
  /** The affected service that depends on it; null where it is affected itself. */
  neededBy: z.string().nullable(),
  team: z.string().nullable(),
  policy: z.string().nullable(),
  /** Who would be called first now. */
  onCall: z.array(z.string()),
});
export type MissingHands = z.infer<typeof missingHands>;

export const roster = z.object({
  people: z.array(z.object({ name: z.string(), fullName: z.string(), timeZone: z.string() })),
  pages: z.array(callingPage),
  missing: z.array(missingHands),
  /** How whoever asks is, as they said; null where they do not respond. Nobody else is told. */
  mine: z
    .object({
      /** When they are asked again; null where check-ins are off. */
      dueAt: instant.nullable(),
      feeling: feeling.nullable(),
      wantsRelief: z.boolean(),
    })
    .nullable(),
  /** For the commander: how the team is as a whole, once enough of them have said so; else null. */
  team: feeling.nullable(),
  /** Who asked to be relieved: for the commander and planning; that the commander did, for everybody here. */
  relief: z.array(z.string()),
});
export type Roster = z.infer<typeof roster>;

export const getRoster = endpoint('GET /api/v1/incidents/{ref}/roster', {
  who: 'reader',
  area: 'incidents',
  summary: 'Who is on the way and who is missing, and how oneself was at the last check-in.',
  params: byRef,
  answer: roster,
});
export const askResponders = endpoint('POST /api/v1/incidents/{ref}/responders', {
  who: 'responder',
  area: 'incidents',
  summary: 'Page more people: by name, by role, the on-call of a team or a service, or a policy.',
  params: byRef,
  body: z
    .strictObject({
      people: z.array(name).min(1).max(50).optional(),
      role: name.optional(),
      team: name.optional(),
      service: name.optional(),
      policy: name.optional(),
      /** What for; they read it on their phones. */
      asked: line(200),
      /** By the severity where it is left out: one that may not wake people calls quietly. */
      urgency: urgencySchema.optional(),
    })
    .refine(
      (b) => [b.people, b.role, b.team, b.service, b.policy].filter(Boolean).length === 1,
      'name exactly one of people, role, team, service, policy',
    ),
  answer: incident,
  status: 201,
});
export const joinIncident = endpoint('POST /api/v1/incidents/{ref}/presence', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say that one is here and works on it.',
  params: byRef,
  answer: incident,
});
export const releaseResponder = endpoint('DELETE /api/v1/incidents/{ref}/responders/{person}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Let somebody go who is not needed any more, with their roles but command.',
  params: z.strictObject({ ...byRef.shape, person: name }),
  query: z.strictObject({ reason: z.string().trim().max(1_000).optional() }),
  // Of a private incident nothing is left to see for whoever let themselves go.
});
export const checkIn = endpoint('PUT /api/v1/incidents/{ref}/check-in', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say how one is. Nobody sees it but oneself; it is forgotten when the incident is over.',
  params: byRef,
  body: z.strictObject({ feeling, wantsRelief: z.boolean().default(false) }),
});

export const dismissRelief = endpoint('POST /api/v1/incidents/{ref}/relief/dismissal', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Put aside that somebody should be relieved, with a reason. It comes back with their next stretch.',
  params: byRef,
  body: z.strictObject({ role: name, person: name, reason: line(500) }),
  answer: incident,
});

/** Somebody who responds, with what they do. */
export interface RosterLine {
  person: string;
  /** Since when they are here; null while they are on the way. */
  hereAt: string | null;
  askedAt: string;
  asked: string | null;
  page: string | null;
  roles: string[];
  tasks: Task[];
  /** What they lead, change or look into beside their tasks, in words. */
  also: string[];
  /** Since when they have stood by with nothing to do; null while they have something. */
  standingBySince: string | null;
  /** Whether that is long enough to ask the commander about it. */
  isIdle: boolean;
}

type Part = Pick<
  IncidentState,
  'responders' | 'assignments' | 'tasks' | 'claims' | 'streams' | 'open' | 'category'
>;

/** Everybody who was not let go: those with a role first, then who is here, then who is on the way. */
export function rosterOf(state: Part, now: string): RosterLine[] {
  return state.responders
    .filter((one) => one.releasedAt === null)
    .map((one) => {
      const { person, hereAt, joinedAt, asked, page } = one;
      const standingBySince = hereAt === null ? null : standingBy(state, person, hereAt);
      const isLong = standingBySince !== null && minutesBetween(standingBySince, now) >= idleAfter;
      return {
        person,
        hereAt,
        asked,
        page,
        askedAt: joinedAt,
        standingBySince,
        roles: rolesOf(state, person),
        tasks: state.tasks.filter((task) => task.state === 'open' && task.person === person),
        also: alsoOf(state, person),
        isIdle: isLong && (state.category === 'triage' || state.category === 'active'),
      };
    })
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.askedAt < b.askedAt ? -1 : 1));
}

/** A role, with who has had it for so long that relief is proposed (R44). */
export interface Tiring {
  role: string;
  person: string;
  since: string;
  minutes: number;
  /** Stable while it means the same stretch. */
  nudge: string;
}

/** Who holds a role for longer than the settings think well, longest first. What was put aside stays away. */
export function tiringOf(
  state: Pick<IncidentState, 'assignments' | 'limits' | 'dismissed' | 'category'>,
  now: string,
): Tiring[] {
  if (state.category !== 'triage' && state.category !== 'active') return [];
  const { commandMinutes, anyRoleMinutes } = state.limits;
  const away = new Set(state.dismissed.map((one) => one.nudge));
  return state.assignments
    .filter((one) => one.until === null)
    .map(({ role, person, from }) => ({
      role,
      person,
      since: from,
      minutes: minutesBetween(from, now),
      nudge: `relief:${role}:${person}:${from}`,
    }))
    .filter(({ role, minutes, nudge }) => {
      const limit = role === commanderRole ? commandMinutes : anyRoleMinutes;
      return minutes >= limit && !away.has(nudge);
    })
    .sort((a, b) => b.minutes - a.minutes);
}

/** Minutes for which whoever handed over stays within reach of who took over (practice.md 6.1). */
export const reachableFor = 30;

/** Who handed a role over lately, and until when they can be asked; whoever holds one again is here anyway. */
export function reachableOf(
  { handoffs, assignments }: Pick<IncidentState, 'handoffs' | 'assignments'>,
  now: string,
): { person: string; role: string; until: string }[] {
  const holding = new Set(assignments.filter((one) => one.until === null).map((one) => one.person));
  return handoffs.flatMap(({ state, from, role, endedAt }) => {
    if (state !== 'accepted' || from === null || endedAt === null || holding.has(from)) return [];
    const until = new Date(Date.parse(endedAt) + reachableFor * 60_000).toISOString();
    return now < until ? [{ person: from, role, until }] : [];
  });
}

/** Observers only look on; whoever leads or keeps the log always has something to do. */
const looksOn = 'observer';

function rolesOf({ assignments }: Part, person: string): string[] {
  return assignments.flatMap((one) => (one.person === person && one.until === null ? [one.role] : []));
}

function alsoOf({ streams, claims, open }: Part, person: string): string[] {
  return [
    ...streams.filter((one) => one.lead === person && one.closedAt === null).map((one) => one.title),
    ...claims.filter((one) => one.person === person && one.releasedAt === null).map((one) => one.doing),
    ...open.filter((one) => one.person === person).map((one) => one.text),
  ];
}

/** Since the last thing that they had to do, or since they came. */
function standingBy(state: Part, person: string, hereAt: string): string | null {
  const busy =
    rolesOf(state, person).length > 0 ||
    alsoOf(state, person).length > 0 ||
    state.tasks.some((one) => one.state === 'open' && one.person === person);
  if (busy) return null;
  const ends = [
    ...state.assignments
      .filter((one) => one.person === person && one.role !== looksOn)
      .map((one) => one.until),
    ...state.tasks.filter((one) => one.person === person).map((one) => one.endedAt),
    ...state.claims.filter((one) => one.person === person).map((one) => one.releasedAt),
  ];
  return ends.flatMap((at) => (at === null ? [] : [at])).reduce((a, b) => (a > b ? a : b), hereAt);
}

function placeOf({ roles, hereAt }: RosterLine): number {
  if (hereAt === null) return 3;
  if (roles.includes(commanderRole)) return 0;
  return roles.length > 0 ? 1 : 2;
}

function minutesBetween(from: string, until: string): number {
  return Math.floor((Date.parse(until) - Date.parse(from)) / 60_000);
}

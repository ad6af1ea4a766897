/** Who is missing, and how the team is as a whole. Pure; nothing here tells one person from another to anybody else. */
import type { Feeling, MissingHands } from '@muster/contract/respond/roster';
import type { IncidentState } from '@muster/contract/respond/state';
import { laterOf } from '../../platform/instants.ts';

export interface KnownService {
  name: string;
  team: string | null;
  dependsOn: readonly string[];
  policy: string | null;
}

interface Around {
  services: readonly KnownService[];
  /** By the team's name. */
  members: ReadonlyMap<string, readonly string[]>;
  /** By the policy's name: whom it would call first. */
  onCall: ReadonlyMap<string, readonly string[]>;
}

/**
 * The affected services, and those that they need directly, for which nobody of the team or its on-call is here or on
 * the way (R51). A service that nobody owns and no policy covers is not told of: there is nobody to ask.
 */
export function missingOf(
  state: Pick<IncidentState, 'services' | 'responders'>,
  around: Around,
): MissingHands[] {
  const coming = new Set(state.responders.filter((one) => one.releasedAt === null).map((one) => one.person));
  const known = new Map(around.services.map((one) => [one.name, one]));
  const near = new Map<string, string | null>(state.services.map((name) => [name, null]));
  for (const name of state.services)
    for (const needed of known.get(name)?.dependsOn ?? []) if (!near.has(needed)) near.set(needed, name);
  return [...near].flatMap(([name, neededBy]) => {
    const service = known.get(name);
    if (!service) return [];
    const onCall = around.onCall.get(service.policy ?? '') ?? [];
    const hands = [...(around.members.get(service.team ?? '') ?? []), ...onCall];
    if (hands.length === 0 || hands.some((person) => coming.has(person))) return [];
    const { team, policy } = service;
    return [{ service: name, neededBy, team, policy, onCall: [...onCall] }];
  });
}

export interface CheckIn {
  person: string;
  at: Temporal.Instant;
  feeling: Feeling;
  wantsRelief: boolean;
}

/** Fewer answers than this would tell who said what. */
export const enoughAnswers = 3;

/**
 * How the team is, from what others than the reader said lately; null while too few did. One alone never changes it,
 * so that no single answer can be read from it.
 */
export function teamFeeling(checkIns: readonly CheckIn[], reader: string): Feeling | null {
  const others = checkIns.filter((one) => one.person !== reader);
  if (others.length < enoughAnswers) return null;
  const count = (feeling: Feeling) => others.filter((one) => one.feeling === feeling).length;
  if (count('overwhelmed') >= 2) return 'overwhelmed';
  return count('overwhelmed') + count('strained') >= 2 ? 'strained' : 'fine';
}

/** When somebody is asked how they are: so long after they came, and after each answer; null where that is off. */
export function checkInDueAt(
  state: Pick<IncidentState, 'responders' | 'limits'>,
  person: string,
  last: Temporal.Instant | null,
): Temporal.Instant | null {
  const minutes = state.limits.checkInMinutes;
  const here = state.responders.find((one) => one.person === person && one.releasedAt === null)?.hereAt;
  if (minutes === null || !here) return null;
  const came = Temporal.Instant.from(here);
  const since = last ? laterOf(last, came) : came;
  return since.add({ minutes });
}

import type { RuleLists } from '@muster/contract/oncall/contacts';
import type { Schedule } from '@muster/contract/oncall/definition';
import { onCallAt } from '../schedule/model.ts';
import { closingOf } from '../schedule/windows.ts';
import type { PageRun, RunPolicy, World } from './model.ts';

/** What was fetched for a batch of pages, by name. */
export interface Fetched {
  schedules: ReadonlyMap<string, Schedule>;
  teams: ReadonlyMap<string, readonly string[]>;
  rules: ReadonlyMap<string, RuleLists>;
  left: ReadonlySet<string>;
  /** By `ringKey`; moved on while the batch is decided, so that its pages take turns as well. */
  rings: Map<string, number>;
}

/** The names that have to be fetched before these policies can be decided. */
export function namesIn(policies: readonly RunPolicy[]): {
  schedules: string[];
  teams: string[];
  users: string[];
  rings: string[];
} {
  const targets = policies.flatMap((policy) => policy.steps.flatMap((step) => step.targets));
  return {
    schedules: unique(targets.flatMap((one) => ('schedule' in one ? [one.schedule] : []))),
    teams: unique(targets.flatMap((one) => ('team' in one ? [one.team] : []))),
    users: unique(targets.flatMap((one) => ('user' in one ? [one.user] : []))),
    rings: unique(
      policies
        .filter((policy) => policy.steps.some((step) => step.assign === 'round-robin'))
        .map((policy) => policy.name),
    ),
  };
}

/** Whom a run may target besides the targets of its policy. */
export function peopleIn(run: PageRun): string[] {
  const { assigned, owner, recipients } = run;
  return unique([...(assigned ?? []), ...(recipients ?? []), ...(owner === null ? [] : [owner])]);
}

/** The world of a batch. Who is on call is worked out once for each schedule and instant. */
export function worldOf(fetched: Fetched, ringKey: (policy: string, step: number) => string): World {
  const known = new Map<string, string[]>();
  return {
    onCall(schedule, at) {
      const key = `${at.epochMilliseconds} ${schedule}`;
      const definition = fetched.schedules.get(schedule);
      const found = known.get(key) ?? (definition ? onCallAt(definition, at) : []);
      known.set(key, found);
      return found;
    },
    teamMembers: (team) => fetched.teams.get(team) ?? [],
    hasLeft: (person) => fetched.left.has(person),
    rules: (person, urgency) => fetched.rules.get(person)?.[urgency] ?? [],
    quietUntil: (person, at) => quietUntil(fetched.rules.get(person), at),
    ringPosition: (policy, step) => fetched.rings.get(ringKey(policy, step)) ?? 0,
  };
}

/** When the quiet hours of a person end that hold at the instant; null outside of them. */
export function quietUntil(rules: RuleLists | undefined, at: Temporal.Instant): Temporal.Instant | null {
  return rules?.quiet ? closingOf(rules.quiet, at) : null;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

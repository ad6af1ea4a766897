import type { Target } from '@muster/contract/oncall/definition';
import type { policyItem } from '@muster/contract/oncall/schedules';
import type { z } from 'zod';
import { allServices, membersOf, versionOf } from '../../catalog/index.ts';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { pagesFollowing } from '../page/store.ts';
import { onCallAt } from '../schedule/model.ts';
import { loadSchedules } from '../schedule/store.ts';
import { allPolicies, loadPolicies, type StoredPolicy, toFileItem } from './store.ts';

type Item = z.output<typeof policyItem>;

export async function policyList(db: Query, asked: { limit: number; cursor?: string | undefined }) {
  const after = fromCursor(asked.cursor, 1)?.[0] ?? '';
  const services = await allServices(db);
  const items = (await allPolicies(db))
    .filter((policy) => policy.name > after)
    .map((policy) => toItem(policy, services));
  return pageOf(items.slice(0, asked.limit + 1), asked.limit, (item) => [item.name]);
}

export async function policyView(db: Query, name: string) {
  const policy = (await allPolicies(db)).find((one) => one.name === name);
  if (!policy) return undefined;
  return {
    ...toItem(policy, await allServices(db)),
    version: versionOf(toFileItem(policy)),
    running: await pagesFollowing(db, name),
    definition: { ...policy.definition },
  };
}

/** Policies that would end with nobody, and why. */
export async function emptyPolicies(db: Query): Promise<{ policy: string; reason: string }[]> {
  return (await allPolicies(db)).flatMap(({ name, definition }) => {
    if (definition.steps.length === 0) return [{ policy: name, reason: 'It has no steps.' }];
    return definition.steps.every((step) => step.targets.length === 0)
      ? [{ policy: name, reason: 'None of its steps targets anybody.' }]
      : [];
  });
}

/** The rotas that this policy may call. */
export async function rotasOf(db: Query, policy: string): Promise<string[]> {
  const steps = (await loadPolicies(db, [policy])).get(policy)?.steps ?? [];
  return steps.flatMap(({ targets }) => targets.flatMap((one) => ('schedule' in one ? [one.schedule] : [])));
}

/** Whom each of these policies would call first now: the people, by the policy. */
export async function firstCalled(
  db: Query,
  names: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, string[]>> {
  const steps = [...(await loadPolicies(db, names))].flatMap(
    ([
      policy,
      {
        steps: [first],
      },
    ]) => (first ? [{ policy, targets: first.targets }] : []),
  );
  const named = steps.flatMap((one) => one.targets);
  const rotas = named.flatMap((one) => ('schedule' in one ? [one.schedule] : []));
  const teams = named.flatMap((one) => ('team' in one ? [one.team] : []));
  const [schedules, members] = [await loadSchedules(db, rotas, now), await membersOf(db, teams)];
  const peopleOf = (target: Target): string[] => {
    if ('user' in target) return [target.user];
    if ('team' in target) return members.get(target.team) ?? [];
    const schedule = schedules.get(target.schedule);
    return schedule ? onCallAt(schedule, now) : [];
  };
  return new Map(steps.map(({ policy, targets }) => [policy, [...new Set(targets.flatMap(peopleOf))]]));
}

function toItem(
  { name, team, definition }: StoredPolicy,
  services: Awaited<ReturnType<typeof allServices>>,
): Item {
  return {
    name,
    team,
    repeat: definition.repeat,
    steps: definition.steps.length,
    services: services.filter((service) => service.paging.policy === name).map((service) => service.name),
  };
}

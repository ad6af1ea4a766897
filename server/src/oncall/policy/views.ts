import type { policyItem } from '@muster/contract/oncall/schedules';
import type { z } from 'zod';
import { allServices, versionOf } from '../../catalog/index.ts';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { pagesFollowing } from '../page/store.ts';
import { allPolicies, type StoredPolicy, toFileItem } from './store.ts';

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

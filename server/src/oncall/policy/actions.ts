import type { Problem } from '@muster/contract/catalog/organisation';
import type { Policy } from '@muster/contract/oncall/definition';
import { allServices, type Items, knownPeople, membersOf, type Section } from '../../catalog/index.ts';
import type { Query } from '../../platform/db.ts';
import { coverageChanged } from '../coverage/store.ts';
import { scheduleNames } from '../schedule/store.ts';
import { allPolicies, deletePolicies, savePolicy, toFileItem } from './store.ts';

type Target = Policy['steps'][number]['targets'][number];

export const policiesSection: Section<'policies'> = {
  kind: 'policies',
  stored: async (act) => (await allPolicies(act.tx)).map(toFileItem),
  aligned: (given) => given,
  shown: (policy) => policy,
  owner: async (_db, policy) => policy.team ?? null,
  async save(act, policies) {
    for (const { name, team = null, ...definition } of policies)
      await savePolicy(act.tx, { name, team, definition }, act.now);
    act.hint('policies');
    coverageChanged(act);
    return new Map();
  },
  async remove(act, names) {
    await deletePolicies(act.tx, names);
    act.hint('policies');
    coverageChanged(act);
  },
  async problems(db, policies) {
    const targets = policies.flatMap((policy) => policy.steps.flatMap((step) => step.targets));
    const people = await knownPeople(
      db,
      targets.flatMap((one) => ('user' in one ? [one.user] : [])),
    );
    const teams = await membersOf(
      db,
      targets.flatMap((one) => ('team' in one ? [one.team] : [])),
    );
    const schedules = new Set(await scheduleNames(db));
    const complaint = (target: Target): string | null => {
      if ('user' in target) return people.has(target.user) ? null : `there is no person "${target.user}"`;
      if ('team' in target) return teams.has(target.team) ? null : `there is no team "${target.team}"`;
      return schedules.has(target.schedule) ? null : `there is no schedule "${target.schedule}"`;
    };
    const own = policies.flatMap((policy, p) =>
      policy.steps.flatMap((step, s) =>
        step.targets.flatMap((target, t) => {
          const message = complaint(target);
          return message === null ? [] : [{ pointer: `/policies/${p}/steps/${s}/targets/${t}`, message }];
        }),
      ),
    );
    return [...own, ...(await strangeOwners(db, policies)), ...(await orphanedServices(db))];
  },
};

async function strangeOwners(db: Query, policies: Items<'policies'>): Promise<Problem[]> {
  const teams = await membersOf(
    db,
    policies.flatMap((one) => one.team ?? []),
  );
  return policies.flatMap(({ team }, index) =>
    team === undefined || teams.has(team)
      ? []
      : [{ pointer: `/policies/${index}/team`, message: `there is no team "${team}"` }],
  );
}

/** Services name their policy, and the catalogue cannot know policies: so it is checked here, for all of them. */
async function orphanedServices(db: Parameters<typeof allServices>[0]) {
  const known = new Set((await allPolicies(db)).map((policy) => policy.name));
  return (await allServices(db)).flatMap(({ name, paging: { policy } }) =>
    policy === undefined || known.has(policy)
      ? []
      : [
          {
            pointer: '/services',
            message: `the service "${name}" wants the policy "${policy}", which does not exist`,
          },
        ],
  );
}

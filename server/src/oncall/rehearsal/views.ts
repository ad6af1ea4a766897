import type { Policy, Target } from '@muster/contract/oncall/definition';
import type { PolicyPath, RehearsedHere } from '@muster/contract/oncall/policy-path';
import { activePeople, allServices, findService, membersOf } from '../../catalog/index.ts';
import { maintenanceWindows } from '../../detect/index.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import type { Settings } from '../../platform/settings.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { contactFor } from '../contact/choice.ts';
import { contactsOf, rulesOf } from '../contact/store.ts';
import { usableKinds } from '../contact/views.ts';
import { namesIn } from '../page/world.ts';
import { findingsOf, type PathWorld, pathOf, urgencyText } from '../policy/path.ts';
import { loadPolicies, ringsOf } from '../policy/store.ts';
import { onCallAt } from '../schedule/model.ts';
import { peopleOf } from '../schedule/people.ts';
import { loadSchedules } from '../schedule/store.ts';
import { type AskedHere, rehearseInPlace, type Surroundings } from './here.ts';

/** The policy with whom each step reaches at `at`. Undefined when there is none of that name. */
export async function policyPathView(
  db: Query,
  settings: Settings,
  { name, at }: { name: string; at: Temporal.Instant },
): Promise<PolicyPath | undefined> {
  const policy = (await loadPolicies(db, [name])).get(name);
  if (!policy) return undefined;
  const around = await surroundingsOf(db, settings, { name, policy, at, drafts: {}, paging: {} });
  const world = pathWorld(around, at);
  const steps = pathOf(policy, world, at);
  const services = (await allServices(db)).filter(({ paging }) => paging.policy === name);
  return {
    name,
    at: wireTime(at),
    repeat: policy.repeat,
    minutes: policy.steps.reduce((sum, step) => sum + step.escalateAfter, 0),
    steps,
    services: services.map((service) => ({
      name: service.name,
      urgency: urgencyText(service.paging.urgency),
      escalateLowUrgency: service.paging.escalateLowUrgency ?? false,
      ackTimeout: service.paging.ackTimeout ?? null,
    })),
    findings: findingsOf(policy, steps, world),
  };
}

/** Who would be told at an instant of the real world, by the stored policy or by a draft of it. */
export async function rehearsedHereView(
  db: Query,
  settings: Settings,
  asked: AskedHere & { name: string },
): Promise<RehearsedHere> {
  const { name } = asked;
  const policy = asked.policy ?? (await loadPolicies(db, [name])).get(name);
  if (!policy) throw notFound('policy');
  const service = asked.service === undefined ? undefined : await findService(db, asked.service);
  if (asked.service !== undefined && !service) {
    throw new Refusal('invalid', 'This service does not exist.', [
      { pointer: '/service', message: 'is not a service' },
    ]);
  }
  const { policy: _, ...paging } = service?.paging ?? {};
  const at = Temporal.Instant.from(asked.at);
  const drafts = asked.schedules ?? {};
  const around = await surroundingsOf(db, settings, { name, policy, at, drafts, paging: definedOf(paging) });
  refuseUnknown(policy, around);
  const span = { from: at, until: at.add({ minutes: asked.minutes }) };
  const maintenance = service ? await maintenanceWindows(db, [service.name], span) : [];
  return rehearseInPlace(asked, { ...around, maintenance });
}

interface Wanted {
  name: string;
  policy: Policy;
  at: Temporal.Instant;
  drafts: NonNullable<AskedHere['schedules']>;
  paging: Surroundings['paging'];
}

/** Fetches whatever a run of the policy may look up from `at` on. */
async function surroundingsOf(db: Query, settings: Settings, wanted: Wanted): Promise<Surroundings> {
  const { name, policy, at, drafts, paging } = wanted;
  const names = namesIn([{ name, ...policy }]);
  const stored = await loadSchedules(db, names.schedules, at);
  const schedules = new Map([...stored, ...Object.entries(drafts)]);
  const teams = await membersOf(db, names.teams);
  const onRotas = [...schedules.values()].flatMap((schedule) =>
    peopleOf(schedule).map(({ person }) => person),
  );
  const people = [...new Set([...names.users, ...[...teams.values()].flat(), ...onRotas])];
  const contacts = Map.groupBy(await contactsOf(db, people), ({ person }) => person);
  const usable = new Set(await usableKinds(db, settings));
  const active = await activePeople(db, people);
  return {
    name,
    policy,
    paging,
    schedules,
    teams,
    rules: await rulesOf(db, people),
    rings: await ringsOf(db, name),
    left: new Set(people.filter((person) => !active.has(person))),
    contact: (notify) => {
      const { kind } = contactFor(contacts.get(notify.person) ?? [], notify);
      return { kind, problem: problemOf(kind, usable) };
    },
  };
}

function problemOf(kind: string, usable: ReadonlySet<string>): string | null {
  if (kind === 'missing') return 'there is no such contact method.';
  return usable.has(kind) ? null : 'this server cannot send by it now.';
}

function pathWorld(around: Surroundings, at: Temporal.Instant): PathWorld {
  return {
    people: (target) => peopleBehind(target, around, at),
    hasLeft: (person) => around.left.has(person),
    unreachable: (person) => {
      const rules = around.rules.get(person)?.high ?? [];
      const tries = rules.length === 0 ? [null] : rules.keys().toArray();
      const problems = tries.map((rule) => around.contact({ person, via: viaOf(rules, rule), rule }).problem);
      if (problems.includes(null)) return null;
      return rules.length === 0
        ? 'no notification rules for high urgency, and no e-mail that works.'
        : 'none of the contact methods of the high-urgency rules works.';
    },
    ringPosition: (step) => around.rings.get(step) ?? 0,
  };
}

function viaOf(rules: readonly { via: string }[], rule: number | null): string {
  return (rule === null ? undefined : rules[rule]?.via) ?? 'email';
}

function peopleBehind(target: Target, around: Surroundings, at: Temporal.Instant): readonly string[] {
  if ('user' in target) return [target.user];
  if ('team' in target) return around.teams.get(target.team) ?? [];
  const schedule = around.schedules.get(target.schedule);
  return schedule ? onCallAt(schedule, at) : [];
}

/** A draft may name what is not there; a stored policy cannot. */
function refuseUnknown({ steps }: Policy, { schedules, teams }: Surroundings): void {
  const errors = steps.flatMap(({ targets }, s) =>
    targets.flatMap((target, t) => {
      const pointer = `/policy/steps/${s}/targets/${t}`;
      if ('schedule' in target && !schedules.has(target.schedule))
        return [{ pointer, message: `there is no schedule "${target.schedule}"` }];
      if ('team' in target && !teams.has(target.team))
        return [{ pointer, message: `there is no team "${target.team}"` }];
      return [];
    }),
  );
  if (errors.length > 0) throw new Refusal('invalid', 'The policy names what does not exist.', errors);
}

/** Settings that are there: what is undefined is left out. */
function definedOf({ urgency, escalateLowUrgency, ackTimeout }: Partial<Surroundings['paging']> & object) {
  return {
    ...(urgency === undefined ? {} : { urgency }),
    ...(escalateLowUrgency === undefined ? {} : { escalateLowUrgency }),
    ...(ackTimeout === undefined ? {} : { ackTimeout }),
  };
}

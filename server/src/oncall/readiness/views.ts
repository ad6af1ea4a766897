import type { setupSteps } from '@muster/contract/catalog/organisation';
import type { ReadyPerson } from '@muster/contract/oncall/readiness';
import type { getCoverage } from '@muster/contract/oncall/schedules';
import type { z } from 'zod';
import { allPeople, countPeople } from '../../catalog/index.ts';
import { heardIntegrations } from '../../detect/index.ts';
import { type Query, sql } from '../../platform/db.ts';
import type { Settings } from '../../platform/settings.ts';
import { methodsOfNamed, unreachablePeople, usableKinds } from '../contact/views.ts';
import { findingsView } from '../coverage/views.ts';
import { leaversView } from '../leaver/views.ts';
import { latestTestsView } from '../pagingtest/views.ts';
import { emptyPolicies } from '../policy/views.ts';
import { peopleOf } from '../schedule/people.ts';
import { allSchedules } from '../schedule/store.ts';
import { gapsView } from '../schedule/views.ts';

type Coverage = z.output<(typeof getCoverage)['answer']>;
type Steps = z.output<(typeof setupSteps)['answer']>;

/** What would go wrong in the coming days, before it does. */
export async function coverageView(
  db: Query,
  settings: Settings,
  now: Temporal.Instant,
  days: number,
): Promise<Coverage> {
  return {
    gaps: await gapsView(db, now, days),
    unreachable: await unreachablePeople(db, settings, now),
    policies: await emptyPolicies(db),
    left: await leaversView(db, now),
    findings: await findingsView(db),
  };
}

/** Everybody whom a rota or a policy names, by name: by what they can be reached, and when that was last proved. */
export async function readinessView(
  db: Query,
  settings: Settings,
  now: Temporal.Instant,
): Promise<{ items: ReadyPerson[] }> {
  const named = await methodsOfNamed(db, settings, now);
  const problems = new Map(
    (await unreachablePeople(db, settings, now)).map(({ person, reason }) => [person, reason]),
  );
  const tests = await latestTestsView(db);
  const names = new Map((await allPeople(db)).map(({ name, fullName }) => [name, fullName]));
  const rotas = (await allSchedules(db)).map(({ name, definition }) => ({
    name,
    people: new Set(peopleOf(definition).map(({ person }) => person)),
  }));
  return {
    items: named.map(({ person, methods }) => ({
      person,
      fullName: names.get(person) ?? person,
      schedules: rotas.filter(({ people }) => people.has(person)).map(({ name }) => name),
      problem: problems.get(person) ?? null,
      methods,
      lastTest: tests.get(person) ?? null,
    })),
  };
}

/** The five steps of the first run, told from what is there and from what has happened. */
export async function setupStepsView(db: Query, settings: Settings): Promise<Steps> {
  const people = await countPeople(db);
  const heard = await heardIntegrations(db);
  const kinds = await usableKinds(db, settings);
  const here = await db.one<{ schedules: number; contacts: number; rang: boolean }>(sql`
    select (select count(*)::int from oncall.schedules) as schedules, (select count(distinct person)::int from oncall.contacts where kind = any(${kinds}::text[])) as contacts,
      exists (select from oncall.pages where policy = 'direct' and first_notified_at is not null) as rang`);
  const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
  return {
    steps: [
      { id: 'people', done: people > 1, detail: count(people, 'person', 'people') },
      { id: 'oncall', done: here.schedules > 0, detail: count(here.schedules, 'schedule', 'schedules') },
      {
        id: 'integration',
        done: heard.heard > 0,
        detail: `${heard.heard} of ${count(heard.all, 'integration', 'integrations')} heard`,
      },
      {
        id: 'contact',
        done: here.contacts > 0,
        detail: `${count(here.contacts, 'person', 'people')} can be reached`,
      },
      {
        id: 'test-page',
        done: here.rang,
        detail: here.rang ? 'A test page has rung' : 'No test page has rung yet',
      },
    ],
    mail: settings.mail !== null,
  };
}

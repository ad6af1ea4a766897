import { allServices } from '../../catalog/index.ts';
import type { Query } from '../../platform/db.ts';
import type { Settings } from '../../platform/settings.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { unreachablePeople } from '../contact/views.ts';
import { leaversView } from '../leaver/views.ts';
import { failedTests } from '../pagingtest/views.ts';
import { allPolicies } from '../policy/store.ts';
import { peopleOf } from '../schedule/people.ts';
import { allSchedules, loadSchedules } from '../schedule/store.ts';
import { gapsView } from '../schedule/views.ts';
import { firstConflicts } from '../timeoff/views.ts';
import { aheadDays, type Known } from './model.ts';
import { openFindings } from './store.ts';

/** Everything that the findings are decided from. */
export async function coverageInputs(db: Query, settings: Settings, now: Temporal.Instant): Promise<Known> {
  const gaps = Map.groupBy(await gapsView(db, now, aheadDays), (gap) => gap.schedule);
  const services = await allServices(db);
  const schedules = await allSchedules(db);
  const names = schedules.map((one) => one.name);
  const loaded = await loadSchedules(db, names, now);
  const ahead = { start: now, end: now.add({ hours: 24 * aheadDays }) };
  return {
    schedules: schedules.map(({ name, team, definition }) => ({
      name,
      team,
      timeZone: definition.timeZone,
      gaps: (gaps.get(name) ?? []).map(({ start, end }) => ({
        start: Temporal.Instant.from(start),
        end: Temporal.Instant.from(end),
      })),
      people: [...new Set(peopleOf(loaded.get(name) ?? definition).map((one) => one.person))],
    })),
    policies: await allPolicies(db),
    services: services.map(({ name, team, paging }) => ({ name, team, policy: paging.policy ?? null })),
    unreachable: await unreachablePeople(db, settings, now),
    away: await firstConflicts(db, loaded, ahead),
    left: await leaversView(db, now),
    tests: await failedTests(db),
  };
}

/** What was found and is not mended, the nearest first. */
export async function findingsView(db: Query) {
  return (await openFindings(db)).map(({ kind, subject, text, team, firstAt, bitesAt, toldAt }) => ({
    kind,
    subject,
    text,
    team,
    firstAt: wireTime(firstAt),
    bitesAt: wireTimeOrNull(bitesAt),
    toldAt: wireTimeOrNull(toldAt),
  }));
}

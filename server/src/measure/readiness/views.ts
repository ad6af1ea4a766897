import type { ReadinessItem } from '@muster/contract/measure/readiness';
import { findService, membersOf } from '../../catalog/index.ts';
import { allRoutes, sendersTo } from '../../detect/index.ts';
import { componentsWith, listsWith } from '../../inform/index.ts';
import { followUpFacts } from '../../learn/index.ts';
import { firstCalled } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { readinessOf } from './model.ts';

/** Refuses not_found. Follow-ups of incidents that the reader may not see are not counted. */
export async function serviceReadiness(
  db: Query,
  name: string,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
): Promise<{ items: ReadinessItem[] }> {
  const service = await findService(db, name);
  if (!service) throw notFound('service');
  const { team } = service;
  const policy = service.paging.policy ?? null;
  const members = team === null ? [] : ((await membersOf(db, [team])).get(team) ?? []);
  const called = policy === null ? [] : ((await firstCalled(db, [policy], now)).get(policy) ?? []);
  const open = await followUpFacts(db, { from: now, until: now, service: name }, { actor, now });
  const known = {
    integrations: await sendersTo(db, name),
    routes: (await allRoutes(db)).filter((one) => one.service === name).map((one) => one.name),
    policy,
    called,
    team: team === null ? null : { name: team, members: members.length },
    lists: await listsWith(db, { service: name, team }),
    components: await componentsWith(db, name),
    followUps: { overdue: open.filter((one) => one.isOverdue).length },
  };
  return { items: readinessOf(known, now) };
}

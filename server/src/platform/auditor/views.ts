import type { getHealth, HealthFinding } from '@muster/contract/platform/health';
import type { z } from 'zod';
import type { Query } from '../db.ts';
import { wireTime, wireTimeOrNull } from '../wire-time.ts';
import type { Check, Finding } from './model.ts';
import { allNodes, endedFindings, openFindings } from './store.ts';

type Health = z.output<(typeof getHealth)['answer']>;

export interface AuditorParts {
  checks: readonly Check[];
  alarmWays: readonly string[];
  beats: boolean;
  /** What is known of the alert that Muster sends itself. */
  canary(db: Query): Promise<Health['canary']>;
}

/** What stands on the health screen. */
export async function healthView(
  db: Query,
  { checks, alarmWays, beats, canary }: AuditorParts,
  now: Temporal.Instant,
): Promise<Health> {
  const nodes = await allNodes(db);
  const titles = new Map(checks.map((check) => [check.name, check.title]));
  const toWire = ({ endedAt, firstAt, lastAt, mendedAt, alarmedAt, ...one }: Finding): HealthFinding => ({
    ...one,
    title: titles.get(one.check) ?? 'Nodes of this installation',
    firstAt: wireTime(firstAt),
    lastAt: wireTime(lastAt),
    mendedAt: wireTimeOrNull(mendedAt),
    alarmedAt: wireTimeOrNull(alarmedAt),
    endedAt: wireTimeOrNull(endedAt),
  });
  const latest = nodes
    .map((node) => node.at)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
  return {
    lastAt: latest ? wireTime(latest) : null,
    open: (await openFindings(db)).map(toWire),
    ended: (await endedFindings(db, now.subtract({ hours: 24 * 7 }))).map(toWire),
    nodes: nodes.map(({ workers: _, at, ...node }) => ({ ...node, at: wireTime(at) })),
    canary: await canary(db),
    checks: checks.map(({ name, title }) => ({ name, title })),
    alarmWays: [...alarmWays],
    beats,
  };
}

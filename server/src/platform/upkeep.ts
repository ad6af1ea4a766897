import { allNodes, openFindings } from './auditor/store.ts';
import { oldestWaiting } from './delivery/store.ts';
import { forgetOldKeys } from './idempotency.ts';
import type { Jobs } from './jobs.ts';
import { outboxAge } from './outbox.ts';
import type { Platform } from './platform.ts';

export const platformJobs: Jobs = {
  sealed: ['platform.kept_secrets.sealed', 'platform.idempotency_keys.answer', 'platform.deliveries.message'],
  periodic: [{ name: 'platform.forgetOldKeys', everyMinutes: 60, run: forgetOldKeys }],
};

/** The gauges that need a look into the database when somebody scrapes. */
export function queueGauges({ metrics, db, clock }: Platform): void {
  const secondsSince = (at: Temporal.Instant) => Math.max(0, at.until(clock.now()).total('seconds'));
  metrics.gauge(
    'muster_delivery_oldest_seconds',
    'Age of the oldest message that still waits, by lane.',
    ['lane'],
    async () => (await oldestWaiting(db)).map(({ lane, oldest }) => [{ lane }, secondsSince(oldest)]),
  );
  metrics.gauge('muster_outbox_oldest_seconds', 'Age of the oldest event that still waits.', [], async () => {
    const { oldest } = await outboxAge(db);
    return [[{}, oldest ? secondsSince(oldest) : 0]];
  });
  metrics.gauge(
    'muster_audit_findings',
    'What the auditor has found and is not over, by check.',
    ['check'],
    async () =>
      [...Map.groupBy(await openFindings(db), (one) => one.check)].map(([check, all]) => [
        { check },
        all.length,
      ]),
  );
  metrics.gauge(
    'muster_audit_age_seconds',
    'Since the last audit of the paging path by any node.',
    [],
    async () => {
      const ages = (await allNodes(db)).map((node) => secondsSince(node.at));
      return ages.length === 0 ? [] : [[{}, Math.min(...ages)]];
    },
  );
  metrics.gauge(
    'muster_clock_skew_seconds',
    "How far each node's clock is ahead of the database's.",
    ['node'],
    async () => (await allNodes(db)).map(({ node, skewMs }) => [{ node }, skewMs / 1000]),
  );
  metrics.gauge(
    'muster_outbox_quarantined',
    'Events that failed five times and wait for a person.',
    [],
    async () => {
      return [[{}, (await outboxAge(db)).quarantined]];
    },
  );
}

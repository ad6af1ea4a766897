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
    'muster_outbox_quarantined',
    'Events that failed five times and wait for a person.',
    [],
    async () => {
      return [[{}, (await outboxAge(db)).quarantined]];
    },
  );
}

import prom from 'prom-client';

/** What /metrics tells. Names follow Prometheus' conventions; all times are seconds. */
export interface Metrics {
  registry: prom.Registry;
  alertToNotification: prom.Histogram;
  deliveries: prom.Counter<'kind' | 'outcome'>;
  sweepLateness: prom.Histogram<'sweep'>;
  ingestRequests: prom.Counter<'door' | 'status'>;
  refusedByLimit: prom.Counter<'limit'>;
  policyReports: prom.Counter<'directive'>;
  /** Adds a gauge whose value is asked for when somebody scrapes. */
  gauge(
    name: string,
    help: string,
    labels: string[],
    collect: () => Promise<[Record<string, string>, number][]>,
  ): void;
}

const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new prom.Registry();
  prom.collectDefaultMetrics({ register: registry, prefix: 'muster_' });
  const registers = [registry];
  return {
    registry,
    alertToNotification: new prom.Histogram({
      name: 'muster_alert_to_notification_seconds',
      help: 'From the acceptance of the alert that opened a page to the first notification that a provider took.',
      buckets,
      registers,
    }),
    deliveries: new prom.Counter({
      name: 'muster_deliveries_total',
      help: 'Notifications by kind of contact method and outcome.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    sweepLateness: new prom.Histogram({
      name: 'muster_sweep_lateness_seconds',
      help: 'How long after its due time a row was worked on.',
      labelNames: ['sweep'],
      buckets,
      registers,
    }),
    ingestRequests: new prom.Counter({
      name: 'muster_ingest_requests_total',
      help: 'Requests of senders by door and answer.',
      labelNames: ['door', 'status'],
      registers,
    }),
    refusedByLimit: new prom.Counter({
      name: 'muster_refused_by_limit_total',
      help: 'Requests that were refused because somebody asked too often, by what was counted.',
      labelNames: ['limit'],
      registers,
    }),
    policyReports: new prom.Counter({
      name: 'muster_content_policy_reports_total',
      help: 'What browsers say that they have stopped, by directive of the content policy.',
      labelNames: ['directive'],
      registers,
    }),
    gauge(name, help, labels, collect) {
      new prom.Gauge({
        name,
        help,
        labelNames: labels,
        registers,
        async collect() {
          this.reset();
          for (const [labelled, value] of await collect()) this.set(labelled, value);
        },
      });
    },
  };
}

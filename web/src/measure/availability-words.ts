/** What the screens about availability say, month by month and in the settings. */
import type { AvailabilityRule } from '@muster/contract/measure/availability';
import { locale } from '../ui/duration.ts';

export const words = {
  title: 'Availability',
  about:
    'What counts as lost while something hurts. All figures of availability, those of the past too, follow it, and each says by which version it was made.',
  setupText: 'What counts as lost, planned maintenance, and where months begin',
  version: (version: number) => (version === 0 ? 'These are the usual ones.' : `Version ${version}.`),
  weights: 'Lost at each level of impact',
  weightsHint: 'From 0, nothing, to 1, everything. What somebody stated for an incident stays as stated.',
  levels: { degraded: 'Degraded', partial: 'Partial', major: 'Major' },
  maintenance: 'Planned maintenance of a service',
  maintenanceIs: { counted: 'Counts like any other time', 'left-out': 'Is left out of its time' },
  zone: 'Time zone',
  zoneHint: 'Months begin and end in it.',
  zones: 'Services with a time zone of their own',
  zoneOf: (service: string) => `Time zone of ${service}`,
  service: 'Service',
  add: 'Add',
  remove: (service: string) => `${service}: as all others`,
  save: 'Save',
  saved: 'Saved. Figures of availability follow it from now on.',
  whole: 'the whole company',
  table: (of: string) => `Availability of ${of} by month`,
  by: (of: string, zone: string) => `Of ${of}, months by the clock of ${zone}, whatever is filtered above.`,
  lost: ({ weights, maintenance }: AvailabilityRule, version: number) =>
    `Lost at each level: degraded ${weights.degraded}, partial ${weights.partial}, major ${weights.major}. ${words.version(version)} Maintenance ${
      maintenance === 'counted' ? 'counts' : 'of one service is left out'
    }.`,
  change: 'Change what counts',
  columns: { period: 'Period', value: 'Available', lost: 'Lost', failures: 'Failures' },
  rolling: 'Last 30 days',
  soFar: (month: string) => `${month} so far`,
};

/** Mar 2026, for 2026-03. */
export function monthName(month: string): string {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return first.toLocaleString(locale, { month: 'short', year: 'numeric' });
}

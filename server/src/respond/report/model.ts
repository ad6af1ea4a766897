import { cut } from '@muster/contract/platform/cut';
import { type Gathering, gatherCount, gatherMinutes } from '@muster/contract/respond/reports';
import { isBefore } from '../../platform/instants.ts';

export interface StoredReport {
  id: string;
  symptom: string;
  service: string | null;
  customers: number | null;
  tickets: string[];
  by: string;
  at: Temporal.Instant;
  incident: string | null;
  page: string | null;
  dismissedAt: Temporal.Instant | null;
  dismissedBy: string | null;
  dismissedReason: string | null;
}

/** Where reports wait for longer, nobody looks at them any more: they stay in the list, and propose nothing. */
export const proposedHours = 24;

/** What is told to the people of a service when reports gather; null while there are too few, or it was told. */
export function callFor(
  service: string,
  waiting: readonly Pick<StoredReport, 'at' | 'page'>[],
  now: Temporal.Instant,
): string | null {
  const since = now.subtract({ minutes: gatherMinutes });
  const recent = waiting.filter((one) => isBefore(since, one.at));
  if (recent.length < gatherCount || recent.some((one) => one.page !== null)) return null;
  return `${recent.length} reports about ${service} within an hour: is it an incident?`;
}

/** The first line of what was said, short enough for a title; and the rest of it. */
export function titleOf(symptom: string): { title: string; rest: string } {
  const [first = '', ...others] = symptom.split('\n');
  const title = cut(first.trim(), 200);
  const rest = [first.trim().slice(title.length), ...others].join('\n').trim();
  return { title, rest };
}

/** "3 reports, about 40 customers" */
export function countText({ count, customers }: Pick<Gathering, 'count' | 'customers'>): string {
  const reports = count === 1 ? '1 report' : `${count} reports`;
  if (customers === 0) return reports;
  return `${reports}, ${customers} ${customers === 1 ? 'customer' : 'customers'} named`;
}

/** The quarter of an hour that a moment lies in, by its beginning. */
export function quarterOf(at: Temporal.Instant): string {
  const ms = Math.floor(at.epochMilliseconds / 900_000) * 900_000;
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' });
}

/** Sums of what was reported. */
export function totals(reports: readonly Pick<StoredReport, 'customers'>[]): {
  count: number;
  customers: number;
} {
  return {
    count: reports.length,
    customers: reports.reduce((sum, one) => sum + (one.customers ?? 0), 0),
  };
}

/** Pure: the order of what goes on. */
import type { IncidentRow } from '@muster/contract/respond/incidents';

/** The worst first; of equals whose news are due first, then the newest. Drills come last: nothing is broken there. */
export function byWorst(incidents: readonly IncidentRow[]): IncidentRow[] {
  return incidents.toSorted(
    (a, b) =>
      Number(a.kind === 'drill') - Number(b.kind === 'drill') ||
      b.severityRank - a.severityRank ||
      text(a.nextUpdateAt ?? '9', b.nextUpdateAt ?? '9') ||
      text(b.declaredAt, a.declaredAt),
  );
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

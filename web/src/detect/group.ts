import type { Alert } from '@muster/contract/detect/alerts';

/** Pure: alerts gathered by the page they opened, in the order in which each page first appears. */
export interface Gathered {
  /** The page, or null for alerts that page nobody. */
  page: string | null;
  alerts: Alert[];
}

export function gather(alerts: Alert[]): Gathered[] {
  const groups = new Map<string | null, Alert[]>();
  for (const alert of alerts) {
    const before = groups.get(alert.page);
    if (before) before.push(alert);
    else groups.set(alert.page, [alert]);
  }
  const all = [...groups].map(([page, of]) => ({ page, alerts: of }));
  return [...all.filter((one) => one.page !== null), ...all.filter((one) => one.page === null)];
}

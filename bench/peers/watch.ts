// What Muster knows, as its users see it, and waiting until it is as it should be.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Muster } from '../muster.ts';

export interface Seen {
  /** The machines whose alerts are open, by the webhook. */
  open: string;
  /** How many alerts it has made for them in all. */
  alerts: number;
  openPages: number;
  pages: number;
  /** What came through PagerDuty's door: one alert for the whole group. */
  viaPagerduty: { alerts: number; open: number; count: number };
  /** How often the webhook's alerts were told. */
  told: number;
}

interface ListedAlert {
  integration: string;
  state: string;
  count: number;
  labels: Record<string, string>;
}

export async function look(muster: Muster): Promise<Seen> {
  const alerts = await list<ListedAlert>(muster, '/api/v1/alerts?limit=100');
  const pages = await list<{ state: string }>(muster, '/api/v1/pages?limit=100');
  const own = alerts.filter((one) => one.integration === 'am');
  const other = alerts.filter((one) => one.integration === 'pd');
  const isOpen = (one: { state: string }) => one.state !== 'resolved';
  return {
    open: own
      .filter(isOpen)
      .map((one) => one.labels.machine ?? '')
      .sort((a, b) => a.localeCompare(b))
      .join(''),
    alerts: own.length,
    openPages: pages.filter(isOpen).length,
    pages: pages.length,
    viaPagerduty: {
      alerts: other.length,
      open: other.filter(isOpen).length,
      count: other.reduce((sum, one) => sum + one.count, 0),
    },
    told: own.reduce((sum, one) => sum + one.count, 0),
  };
}

/** What the API lists, which it does under `items`. */
async function list<T>(muster: Muster, path: string): Promise<T[]> {
  return ((await muster.call('GET', path)) as { items: T[] }).items;
}

/** Looks until it is so. Throws, with what is seen, when it does not come to be. */
export async function until(
  muster: Muster,
  what: string,
  isSo: (seen: Seen) => boolean,
  seconds = 40,
): Promise<Seen> {
  const since = performance.now();
  for (;;) {
    const seen = await look(muster);
    if (isSo(seen)) {
      const after = ((performance.now() - since) / 1000).toFixed(1);
      console.log(`ok  ${what} (after ${after} s): ${JSON.stringify(seen)}`);
      return seen;
    }
    if (performance.now() - since > seconds * 1000) throw new Error(`${what}: ${JSON.stringify(seen)}`);
    await sleep(200);
  }
}

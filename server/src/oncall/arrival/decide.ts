/**
 * A storm: more new groups of one service, or in all, than anybody can read. Up to the limit each group has a page of
 * its own, so the first ones always ring; what comes beyond it joins one page of its service that counts exactly. It
 * is over when the minute before has brought less than half of the limit.
 */
import { cut } from '@muster/contract/platform/cut';

export interface Limits {
  /** New groups within a minute. */
  service: number;
  total: number;
}

export interface Recent {
  /** Groups of the last minute by service, those of storms included. */
  byService: ReadonlyMap<string, number>;
  /** Services whose storm is on. */
  storming: ReadonlySet<string>;
}

export interface Split<Group> {
  paged: Group[];
  bundled: Map<string, Group[]>;
  /** Services whose storm has ended with what came now. */
  calm: string[];
}

export function splitStorm<Group extends { service: string }>(
  fresh: readonly Group[],
  { byService, storming }: Recent,
  limits: Limits,
): Split<Group> {
  const counts = new Map(byService);
  let total = [...byService.values()].reduce((sum, n) => sum + n, 0);
  const split: Split<Group> = { paged: [], bundled: new Map(), calm: [] };
  const isOn = new Set(storming);
  for (const group of fresh) {
    const { service } = group;
    const count = counts.get(service) ?? 0;
    const holdsOn = count >= limits.service / 2 || total >= limits.total / 2;
    if (isOn.has(service) && !holdsOn) {
      isOn.delete(service);
      split.calm.push(service);
    }
    if (isOn.has(service) || count >= limits.service || total >= limits.total) {
      isOn.add(service);
      split.bundled.set(service, [...(split.bundled.get(service) ?? []), group]);
    } else split.paged.push(group);
    counts.set(service, count + 1);
    total += 1;
  }
  return split;
}

/** What the page of a storm is called; the number is exact. */
export function stormTitle(service: string, groups: number, first: string): string {
  const what = groups === 1 ? '1 more group of alerts' : `${groups} more groups of alerts`;
  return cut(`Storm at ${service}: ${what} since "${first}"`, 500);
}

/**
 * A phone that rings without end is switched off. So each contact method rings only so often; what comes beyond that
 * is held back, and goes out as one message that tells how many pages it stands for. Invariant (I14): the first message
 * of a page to a person always goes, at once, whatever else has gone before; what is held back are further messages
 * about pages that the person has been told of.
 */
import type { PageMessage } from '../notification/model.ts';

interface Limit {
  most: number;
  withinMinutes: number;
}

/** A webhook is read by a program, which has limits of its own. Whatever is not named here is for people. */
const limits: Readonly<Record<string, readonly Limit[]>> = {
  sms: [
    { most: 1, withinMinutes: 1 },
    { most: 5, withinMinutes: 15 },
  ],
  voice: [
    { most: 3, withinMinutes: 15 },
    { most: 7, withinMinutes: 60 },
  ],
  webhook: [],
};
const generous: readonly Limit[] = [{ most: 60, withinMinutes: 15 }];

/** No limit looks farther back, nor at more messages. */
export const longestMinutes = 60;
export const mostCounted = 60;

export function limitsOf(kind: string): readonly Limit[] {
  return limits[kind] ?? generous;
}

/** When the next message may go, by when the earlier ones went; null is now. */
export function heldUntil(
  kind: string,
  sentAt: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const latestFirst = sentAt.toSorted((a, b) => Temporal.Instant.compare(b, a));
  const free = limitsOf(kind).flatMap(({ most, withinMinutes }) => {
    const counted = latestFirst[most - 1];
    const until = counted?.add({ minutes: withinMinutes });
    return until && Temporal.Instant.compare(until, now) > 0 ? [until] : [];
  });
  return free.toSorted(Temporal.Instant.compare).at(-1) ?? null;
}

/** A message that a page has decided on. */
export interface Wished {
  page: string;
  person: string;
  via: string;
  kind: string;
}

/** What is known of the messages before: whom a page has told already, when each way rang, what waits for each way. */
export interface Past {
  told: ReadonlySet<string>;
  rang: ReadonlyMap<string, readonly Temporal.Instant[]>;
  waiting: ReadonlyMap<string, Temporal.Instant>;
}

export const toldKey = ({ page, person }: Pick<Wished, 'page' | 'person'>): string => `${page} ${person}`;
export const wayKey = ({ person, via }: Pick<Wished, 'person' | 'via'>): string => `${person} ${via}`;

/** For each wish, in order: null to send it now, or until when it is held back. */
export function throttle(
  wishes: readonly Wished[],
  past: Past,
  now: Temporal.Instant,
): (Temporal.Instant | null)[] {
  const told = new Set(past.told);
  const rang = new Map(past.rang);
  const waiting = new Map(past.waiting);
  return wishes.map((wish) => {
    const way = wayKey(wish);
    const before = rang.get(way) ?? [];
    const isFirst = !told.has(toldKey(wish));
    const until = isFirst ? null : (waiting.get(way) ?? heldUntil(wish.kind, before, now));
    if (until) waiting.set(way, until);
    else {
      told.add(toldKey(wish));
      rang.set(way, [...before, now]);
    }
    return until;
  });
}

/** One message in place of several held ones, about the newest of them; `pages` is how many it stands for. */
export function bundled(newest: PageMessage, pages: number, listUrl: string): PageMessage {
  if (pages <= 1) return newest;
  const title = `${shortened(newest.page.title)} (and ${pages - 1} more)`;
  return { ...newest, page: { ...newest.page, title, url: listUrl } };
}

/** Short enough that no channel cuts off how many more there are. */
function shortened(title: string): string {
  const characters = [...title.replace(/\s+/g, ' ').trim()];
  return characters.length <= 80 ? characters.join('') : `${characters.slice(0, 79).join('')}…`;
}

import { pause, uptimeMs } from './clock.ts';
import { type Query, sql } from './db.ts';

const lookAgainMs = 20;

/**
 * For what is worked out behind the scenes, so that whoever asks finds what they did just before. Resolves when
 * `isBehind` says no, and after so many real milliseconds at the latest: what takes longer is found a little later.
 */
export async function caughtUp(isBehind: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const until = uptimeMs() + patienceMs;
  while ((await isBehind()) && uptimeMs() < until) await pause(lookAgainMs);
}

/**
 * Whether these subscriptions have yet to hear of what was published before this was called. What has failed once is
 * not waited for, and what comes meanwhile neither.
 */
export async function newsUntilNow(
  db: Query,
  subscriptions: readonly string[],
): Promise<() => Promise<boolean>> {
  const waiting = sql`subscriber = any(${[...subscriptions]}::text[]) and not quarantined and attempts = 0`;
  const { last } = await db.one<{ last: number | null }>(
    sql`select max(id) as last from platform.outbox where ${waiting}`,
  );
  if (last === null) return async () => false;
  return async () => {
    const rows = await db.many(sql`select from platform.outbox where ${waiting} and id <= ${last} limit 1`);
    return rows.length > 0;
  };
}

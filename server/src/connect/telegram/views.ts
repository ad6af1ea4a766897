import { minutes } from '../../platform/clock.ts';
import type { Query } from '../../platform/db.ts';
import { unheardBots } from './store.ts';

/** Bots that have not been heard for minutes though somebody listens, for the auditor. */
export async function unheardView(
  db: Query,
  now: Temporal.Instant,
): Promise<{ subject: string; text: string }[]> {
  const when = { since: now.subtract(minutes(10)), before: now.subtract(minutes(3)) };
  return (await unheardBots(db, when)).map(({ bot, problem }) => ({
    subject: bot,
    text: `Buttons in Telegram acknowledge nothing: ${problem}`,
  }));
}

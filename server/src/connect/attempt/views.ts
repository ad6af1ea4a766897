import type { PhoneProvider } from '@muster/contract/connect/providers';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Attempt } from './store.ts';

type Recent = PhoneProvider['recent'];

/** The last five messages by each provider, the newest first. */
export async function recentAttempts(db: Query, providers: readonly string[]): Promise<Map<string, Recent>> {
  const rows = await db.many<Attempt>(sql`
    select last.* from unnest(${[...providers]}::text[]) as asked(name) cross join lateral (
      select id, provider, class, delivery, state, note, at from connect.attempts a
      where a.provider = asked.name order by a.at desc, a.id desc limit 5) last`);
  const shown = rows.map((row) => ({
    provider: row.provider,
    one: {
      id: row.id,
      at: wireTime(row.at),
      class: row.class,
      isTest: row.delivery === null,
      state: row.state,
      note: row.note,
    },
  }));
  return new Map(
    [...Map.groupBy(shown, ({ provider }) => provider)].map(([name, all]) => [
      name,
      all.map(({ one }) => one),
    ]),
  );
}

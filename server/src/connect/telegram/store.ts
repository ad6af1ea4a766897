import { type Query, sql, type Tx } from '../../platform/db.ts';

/** A node's turn to listen. */
export interface Turn {
  fence: number;
  nextUpdate: number;
  /** Of the bot; null until it has told it. */
  name: string | null;
}

/** Takes the turn until `until`; undefined while it is another node's. */
export async function claimTurn(
  tx: Tx,
  bot: string,
  { now, until }: { now: Temporal.Instant; until: Temporal.Instant },
): Promise<Turn | undefined> {
  await tx.run(sql`insert into connect.telegram_bots (bot) values (${bot}) on conflict do nothing`);
  return tx.maybe(sql`
    update connect.telegram_bots set fence = fence + 1, lease_until = ${until}, tried_at = ${now}
    where bot = ${bot} and (lease_until is null or lease_until <= ${now})
    returning fence, next_update as "nextUpdate", name`);
}

/** Notes that everything before this update is dealt with. False when the turn is another node's by now. */
export async function advanceTo(tx: Tx, bot: string, fence: number, nextUpdate: number): Promise<boolean> {
  const changed = await tx.run(sql`
    update connect.telegram_bots set next_update = ${nextUpdate} where bot = ${bot} and fence = ${fence}`);
  return changed > 0;
}

/** Gives the turn back, with the trouble there was; answers the trouble before. */
export async function endTurn(
  tx: Tx,
  { bot, fence, problem }: { bot: string; fence: number; problem: string | null },
  now: Temporal.Instant,
): Promise<string | null> {
  const before = await tx.maybe<{ problem: string | null }>(sql`
    select problem from connect.telegram_bots where bot = ${bot} and fence = ${fence} for update`);
  await tx.run(sql`
    update connect.telegram_bots set lease_until = null, problem = ${problem},
      problem_since = case when ${problem}::text is null then null else coalesce(problem_since, ${now}) end
    where bot = ${bot} and fence = ${fence}`);
  return before?.problem ?? null;
}

export async function saveBotName(tx: Tx, bot: string, name: string): Promise<void> {
  await tx.run(sql`update connect.telegram_bots set name = ${name} where bot = ${bot}`);
}

export async function botName(db: Query, bot: string): Promise<string | null> {
  const found = await db.maybe<{ name: string | null }>(
    sql`select name from connect.telegram_bots where bot = ${bot}`,
  );
  return found?.name ?? null;
}

/** Bots that somebody tries to listen to, lately and in vain. */
export function unheardBots(
  db: Query,
  { since, before }: { since: Temporal.Instant; before: Temporal.Instant },
): Promise<{ bot: string; problem: string }[]> {
  return db.many(sql`
    select bot, problem from connect.telegram_bots
    where problem is not null and problem_since <= ${before} and tried_at >= ${since} order by bot limit 100`);
}

/** A new code takes the place of the one before. */
export async function saveLink(
  tx: Tx,
  { person, codeHash, expiresAt }: { person: string; codeHash: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into connect.telegram_links (person, code_hash, expires_at)
    values (${person}, ${codeHash}, ${expiresAt})
    on conflict (person) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`);
}

/** Whose code it is, which from now on holds no more. */
export async function takeLink(tx: Tx, codeHash: string, now: Temporal.Instant): Promise<string | undefined> {
  const taken = await tx.maybe<{ person: string }>(sql`
    delete from connect.telegram_links where code_hash = ${codeHash} and expires_at > ${now} returning person`);
  return taken?.person;
}

export async function deleteExpiredLinks(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from connect.telegram_links where expires_at <= ${now}`);
}

import type { Session } from '@muster/contract/catalog/security';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { browserInWords } from './browser.ts';
import { idleSince, type SignInMethod } from './model.ts';

interface Row {
  id: string;
  method: SignInMethod;
  address: string | null;
  userAgent: string | null;
  isOwnDevice: boolean;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** Where the person is signed in, the latest use first; `thisOne` is the session that asks. */
export async function sessionList(
  db: Query,
  { person, thisOne, now }: { person: string; thisOne: string; now: Temporal.Instant },
): Promise<{ items: Session[]; hasPassword: boolean }> {
  const rows = await db.many<Row>(sql`
    select id, method, address, user_agent as "userAgent", device is not null as "isOwnDevice",
      created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt"
    from catalog.sessions where person = ${person} and expires_at > ${now} and last_used_at > ${idleSince(now)}
    order by id = ${thisOne} desc, last_used_at desc, id desc limit 200`);
  const { hasPassword } = await db.one<{ hasPassword: boolean }>(sql`
    select password_hash is not null as "hasPassword" from catalog.people where name = ${person}`);
  const items = rows.map(({ userAgent, ...row }) => ({
    ...row,
    isThis: row.id === thisOne,
    browser: browserInWords(userAgent),
    createdAt: wireTime(row.createdAt),
    lastUsedAt: wireTime(row.lastUsedAt),
    expiresAt: wireTime(row.expiresAt),
  }));
  return { items, hasPassword };
}

export async function setupNeeded(db: Query): Promise<boolean> {
  const row = await db.one<{ needed: boolean }>(sql`
    select not exists (select from catalog.people where access = 'admin' and password_hash is not null) as needed`);
  return row.needed;
}

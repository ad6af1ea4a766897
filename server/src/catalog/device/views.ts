import type { Device } from '@muster/contract/catalog/security';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { browserInWords } from '../session/browser.ts';

interface Row {
  id: string;
  isThis: boolean;
  userAgent: string | null;
  address: string | null;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** The person's own devices, the latest use first. `hash` is that of the asking browser's cookie. */
export async function deviceList(
  db: Query,
  { person, hash, now }: { person: string; hash: string | null; now: Temporal.Instant },
): Promise<{ items: Device[] }> {
  const rows = await db.many<Row>(sql`
    select id, hash is not distinct from ${hash} as "isThis", user_agent as "userAgent", address,
      created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt"
    from catalog.devices where person = ${person} and expires_at > ${now} order by last_used_at desc, id desc`);
  return {
    items: rows.map(({ userAgent, ...row }) => ({
      ...row,
      browser: browserInWords(userAgent),
      createdAt: wireTime(row.createdAt),
      lastUsedAt: wireTime(row.lastUsedAt),
      expiresAt: wireTime(row.expiresAt),
    })),
  };
}

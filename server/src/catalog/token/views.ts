import type { token } from '@muster/contract/catalog/session';
import type { z } from 'zod';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

type Token = z.output<typeof token>;
type Row = Omit<Token, 'createdAt' | 'expiresAt' | 'lastUsedAt'> & {
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
};

/** The tokens of one person, or of everybody for null. */
export async function tokenList(db: Query, person: string | null): Promise<{ items: Token[] }> {
  const rows = await db.many<Row>(sql`
    select id, label, access, prefix, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt"
    from catalog.tokens where ${person}::text is null or person = ${person} order by created_at desc, id limit 1000`);
  return {
    items: rows.map((row) => ({
      ...row,
      createdAt: wireTime(row.createdAt),
      expiresAt: wireTimeOrNull(row.expiresAt),
      lastUsedAt: wireTimeOrNull(row.lastUsedAt),
    })),
  };
}

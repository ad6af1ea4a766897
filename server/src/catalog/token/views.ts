import type { Token } from '@muster/contract/catalog/tokens';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

type Row = Omit<Token, 'createdAt' | 'expiresAt' | 'lastUsedAt'> & {
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
};

/** The tokens of one person, or of everybody for null. */
export async function tokenList(db: Query, person: string | null): Promise<{ items: Token[] }> {
  const rows = await db.many<Row>(sql`
    select id, kind, label, access, scopes, prefix, person, team, about, created_by as "createdBy", made_with as "madeWith", created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt", last_used_from as "lastUsedFrom"
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

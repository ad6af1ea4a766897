import type { AuditEntry } from '@muster/contract/platform/audit';
import { sql } from '../sql.ts';

/** A row as the driver gives it. */
export interface Row extends Omit<AuditEntry, 'at'> {
  at: Temporal.Instant;
}

export const columns = sql`id, at, actor_kind as "actorKind", actor, how, address, action, subject, detail,
  request_id as "requestId", outcome, count, place, encode(hash, 'hex') as hash`;

/** The text of the time is hashed, so it has every digit that the database keeps. */
export function toEntry(row: Row): AuditEntry {
  return { ...row, at: row.at.toString({ smallestUnit: 'microsecond' }) };
}

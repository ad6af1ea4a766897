import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { IntegrationSettings, StoredIntegration } from './model.ts';

const columns = sql`id, name, door, service, key_hash as "keyHash", key_hint as "keyHint", settings`;

export function allIntegrations(db: Query): Promise<StoredIntegration[]> {
  return db.many(sql`select ${columns} from detect.integrations order by name`);
}

export function findIntegration(db: Query, name: string): Promise<StoredIntegration | undefined> {
  return db.maybe(sql`select ${columns} from detect.integrations where name = ${name}`);
}

/** Adds an integration, or changes all of it but its identity. */
export async function saveIntegration(
  tx: Tx,
  given: {
    id: string;
    name: string;
    door: string;
    service: string;
    settings: IntegrationSettings;
    keyHash: string;
    keyHint: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into detect.integrations (id, name, door, service, key_hash, key_hint, settings, created_at)
    values (${given.id}, ${given.name}, ${given.door}, ${given.service}, ${given.keyHash}, ${given.keyHint},
      ${JSON.stringify(given.settings)}::jsonb, ${now})
    on conflict (name) do update set door = excluded.door, service = excluded.service, settings = excluded.settings,
      key_hash = excluded.key_hash, key_hint = excluded.key_hint`);
}

export function deleteIntegrations(tx: Tx, names: readonly string[]): Promise<number> {
  return tx.run(sql`delete from detect.integrations where name = any(${[...names]}::text[])`);
}

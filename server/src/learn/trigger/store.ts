import type { RetrospectiveSettings } from '@muster/contract/learn/triggers';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { shippedSettings } from './model.ts';

export async function loadRetrospectiveSettings(db: Query): Promise<RetrospectiveSettings> {
  const row = await db.maybe<{ settings: RetrospectiveSettings }>(
    sql`select settings from learn.retrospective_settings`,
  );
  return row?.settings ?? shippedSettings;
}

export async function saveRetrospectiveSettings(
  tx: Tx,
  settings: RetrospectiveSettings,
  at: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into learn.retrospective_settings (settings, changed_at) values (${JSON.stringify(settings)}, ${at})
    on conflict (single) do update set settings = excluded.settings, changed_at = excluded.changed_at`);
}

import type { RespondSettings } from '@muster/contract/respond/settings';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { shippedSettings } from './model.ts';

/** Those of the company, or those that Muster comes with. */
export async function loadSettings(db: Query): Promise<RespondSettings> {
  const row = await db.maybe<{ settings: RespondSettings }>(sql`select settings from respond.settings`);
  return row?.settings ?? shippedSettings;
}

export async function saveSettings(tx: Tx, settings: RespondSettings, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into respond.settings (settings, changed_at) values (${JSON.stringify(settings)}, ${now})
    on conflict (single) do update set settings = excluded.settings, changed_at = excluded.changed_at`);
}

export async function severityNames(db: Query): Promise<string[]> {
  return (await loadSettings(db)).severities.map((one) => one.name);
}

import type { RespondSettings, StoredSettings } from '@muster/contract/respond/settings';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { shippedSettings } from './model.ts';

/** Those of the company, or those that Muster comes with. */
export async function loadSettings(db: Query): Promise<RespondSettings> {
  const { version: _, ...settings } = await storedSettings(db);
  return settings;
}

/** The same with its version; 0 where the company has said nothing yet. */
export async function storedSettings(db: Query): Promise<StoredSettings> {
  const row = await db.maybe<{ settings: RespondSettings; version: number }>(
    sql`select settings, version from respond.settings`,
  );
  return { ...(row?.settings ?? shippedSettings), version: String(row?.version ?? 0) };
}

/** Answers the new version; nothing where what is stored is no longer the one that the change is meant for. */
export async function saveSettings(
  tx: Tx,
  settings: RespondSettings,
  { meant, now }: { meant: string; now: Temporal.Instant },
): Promise<string | undefined> {
  const row = await tx.maybe<{ version: number }>(sql`
    insert into respond.settings (settings, changed_at) values (${JSON.stringify(settings)}, ${now})
    on conflict (single) do update set settings = excluded.settings, changed_at = excluded.changed_at,
      version = respond.settings.version + 1
      where respond.settings.version::text = ${meant}
    returning version`);
  return row === undefined ? undefined : String(row.version);
}

export async function severityNames(db: Query): Promise<string[]> {
  return (await loadSettings(db)).severities.map((one) => one.name);
}

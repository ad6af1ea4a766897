import type { RetrospectiveSettings } from '@muster/contract/learn/triggers';
import type { Query } from '../../platform/db.ts';
import { loadRetrospectiveSettings } from './store.ts';

export function settingsView(db: Query): Promise<RetrospectiveSettings> {
  return loadRetrospectiveSettings(db);
}

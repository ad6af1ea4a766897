import type { Prompt } from '@muster/contract/respond/prompts';
import { pageView } from '../../oncall/index.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { findPrompt } from './store.ts';

/** What was asked and answered. Refuses not_found where there is no such page. */
export async function promptView(db: Query, id: string): Promise<Prompt> {
  if (!(await pageView(db, id))) throw notFound('page');
  const found = await findPrompt(db, id);
  const { raisedAt = null, refusedAt = null, refusedBy, reason } = found ?? {};
  return {
    raisedAt: wireTimeOrNull(raisedAt),
    refused: refusedAt && { at: wireTime(refusedAt), by: refusedBy ?? '', reason: reason ?? '' },
  };
}

import type { getHealth } from '@muster/contract/platform/health';
import type { z } from 'zod';
import type { Query } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { CanaryState } from './model.ts';
import { canaryState } from './store.ts';

export function lastCanary(db: Query): Promise<CanaryState | undefined> {
  return canaryState(db);
}

/** What the screen of health says of it; null when none is sent. */
export async function canaryView(db: Query): Promise<z.output<(typeof getHealth)['answer']>['canary']> {
  const state = await canaryState(db);
  if (!state) return null;
  const { sentAt, arrivedAt, tookMs } = state;
  return { sentAt: wireTime(sentAt), arrivedAt: wireTimeOrNull(arrivedAt), tookMs };
}

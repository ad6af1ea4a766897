import type { ShadowItem } from '@muster/contract/oncall/shadows';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findSchedule } from '../schedule/store.ts';
import type { Shadow } from './model.ts';
import { shadowsAhead } from './store.ts';

export async function shadowList(
  db: Query,
  schedule: string,
  now: Temporal.Instant,
): Promise<{ items: ShadowItem[] }> {
  if (!(await findSchedule(db, schedule))) throw notFound('schedule');
  return { items: (await shadowsAhead(db, schedule, now)).map(shownShadow) };
}

export function shownShadow({ id, trainee, person, start, end, createdBy, createdAt }: Shadow): ShadowItem {
  return {
    id,
    trainee,
    person,
    start: wireTime(start),
    end: wireTime(end),
    createdBy,
    createdAt: wireTime(createdAt),
  };
}

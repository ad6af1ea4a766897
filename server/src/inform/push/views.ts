import type { PushTarget } from '@muster/contract/inform/push';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { findPage } from '../page/store.ts';
import { shownTarget } from './model.ts';
import { targetsOf } from './store.ts';

export async function targetList(db: Query, name: string): Promise<{ items: PushTarget[] }> {
  if (!(await findPage(db, name))) throw notFound('status page');
  return { items: (await targetsOf(db, name)).map(shownTarget) };
}

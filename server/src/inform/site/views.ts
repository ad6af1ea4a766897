import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { findPage } from '../page/store.ts';
import { plannedWork } from '../planned/views.ts';
import { siteOf } from './model.ts';
import { filesOf, type SiteFile } from './render.ts';
import { type Asked, recordOf } from './store.ts';

/** The files of a page, made anew, whatever was written before. */
export async function siteFiles(db: Query, name: string, asked: Asked): Promise<{ files: SiteFile[] }> {
  const page = await findPage(db, name);
  if (!page) throw notFound('status page');
  return { files: filesOf(siteOf(await recordOf(db, page, { ...asked, works: plannedWork }), asked.now)) };
}

import type { HistoryPlan } from '@muster/contract/inform/history';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { tellOfPages } from '../page/actions.ts';
import { componentsOf, findPage, lockPage, type StoredPage } from '../page/store.ts';
import { type Bringing, decideBringing } from './decide.ts';
import { readPast } from './model.ts';
import { addComponents, pastOf, reachBack, saveNotices, saveUpdates } from './store.ts';

/** Brings a history over. Nobody is told: it is no news. The same document again changes nothing (F65). */
export const importHistory = action(
  { name: 'inform.importHistory', who: 'admin', input: z.strictObject({ name, document: z.unknown() }) },
  async (act, { name: asked, document }): Promise<HistoryPlan> => {
    const page = await lockPage(act.tx, asked);
    if (!page) throw notFound('status page');
    const bringing = await bringingOf(act.tx, page, document);
    const { components, notices, updates, touched, since, plan } = bringing;
    await addComponents(act.tx, page.id, { rows: components, since: since ?? wireTime(act.now) });
    await saveNotices(act.tx, page.id, notices);
    await saveUpdates(act.tx, updates, 'import');
    if (since !== null) await reachBack(act.tx, page.id, touched, since);
    const { incidents, refused } = plan;
    act.record(`status-page:${asked}`, { import: incidents, refused: refused.length });
    tellOfPages(act);
    return plan;
  },
);

/** What it would do. Refuses what is no such document at all. */
export async function previewHistory(db: Query, asked: string, document: unknown): Promise<HistoryPlan> {
  const page = await findPage(db, asked);
  if (!page) throw notFound('status page');
  return (await bringingOf(db, page, document)).plan;
}

async function bringingOf(db: Query, { id: page }: StoredPage, document: unknown): Promise<Bringing> {
  const past = readPast(document, page);
  if (!past)
    throw wrong(
      '',
      'This is no history of a status page: it has neither a list of incidents nor of components.',
    );
  const [components, standing] = [await componentsOf(db, [page]), await pastOf(db, page)];
  return decideBringing(past, { page, components, ...standing });
}

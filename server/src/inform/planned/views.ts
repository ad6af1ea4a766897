import type { PlannedTelling } from '@muster/contract/inform/planned';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Notices, Said } from './model.ts';
import { findNotices, reachOf, saidOfAll } from './store.ts';

export { plannedWork } from './store.ts';

export async function plannedTelling(db: Query, id: string): Promise<PlannedTelling> {
  const notices = await findNotices(db, id);
  const news = notices ? await saidOfAll(db, [id]) : [];
  const reached = await reachOf(
    db,
    news.map((one) => one.id),
  );
  const reach = new Map(
    reached.map(({ word, recipients, subscribers }) => [word, { recipients, subscribers }]),
  );
  return {
    notices: notices ? shownNotices(notices) : null,
    news: news.map((one) => ({
      ...shownNews(one),
      ...(reach.get(one.id) ?? { recipients: 0, subscribers: 0 }),
    })),
  };
}

function shownNotices({ approvedBy, approvedAt, audiences, title, remindHours, texts }: Notices) {
  return { audiences, title, remindHours, texts, approvedBy, approvedAt: wireTime(approvedAt) };
}

function shownNews({ id, act, at, audiences, title, text, startsAt }: Said) {
  return { id, act, at: wireTime(at), audiences, title, text, window: startsAt && wireTime(startsAt) };
}

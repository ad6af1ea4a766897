import { eventKind } from '../platform/event.ts';
import type { Audience } from '../respond/settings.ts';

/** What was done with news of an incident. */
export type NewsAct = 'published' | 'retracted' | 'corrected';

/**
 * News of an incident went out to an audience, were taken back or put right. The subject is the incident's id; `update`
 * is the id of the news, `act` what was done with them. Whoever carries news subscribes to this.
 */
export const newsOut = eventKind<{ update: string; audience: Audience; act: NewsAct }>('inform.newsOut');

/** What became of something that stands on a status page. */
export type PageAct = 'created' | 'updated' | 'retracted';

/**
 * A status page says something new. The subject is the page's id, `notice` what stands on it: an incident or planned
 * work, with all its updates. `components` are the ids of those it is about. Whoever tells subscribers listens to this.
 */
export const pageNews = eventKind<{ page: string; notice: string; components: string[]; act: PageAct }>(
  'inform.pageNews',
);

/** What is told of a maintenance. */
export type MaintenanceAct = 'announced' | 'reminded' | 'started' | 'changed' | 'ended' | 'cancelled';

/**
 * Something was said of a maintenance, in words that a person has approved. The subject is its id; `word` is the id of
 * what was said, which tells the audiences. Whoever carries it subscribes to this.
 */
export const maintenanceNews = eventKind<{ maintenance: string; act: MaintenanceAct; word: string }>(
  'inform.maintenanceNews',
);

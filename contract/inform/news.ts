import { eventKind } from '../platform/event.ts';
import type { Audience } from '../respond/settings.ts';

/** What was done with news of an incident. */
export type NewsAct = 'published' | 'retracted' | 'corrected';

/**
 * News of an incident went out to an audience, were taken back or put right. The subject is the incident's id; `update`
 * is the id of the news, `act` what was done with them. Whoever carries news subscribes to this.
 */
export const newsOut = eventKind<{ update: string; audience: Audience; act: NewsAct }>('inform.newsOut');

/** What the stages to the right may ask of on call. */
export { findContact, saveWebpushContact } from './contact/actions.ts';
export { acknowledgeUrl } from './link/model.ts';
export type { PageMessage } from './notification/model.ts';
export { acknowledgeFirst, acknowledgePage, resolvePage } from './page/actions.ts';
export { callsBetween, pageView, workBetween } from './page/views.ts';
export { rotasBetween, teamOfSchedule } from './schedule/views.ts';

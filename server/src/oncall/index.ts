/** What the stages to the right may ask of on call. */
export { pageByHand } from './byhand/actions.ts';
export { findContact, linkTelegram, saveWebpushContact } from './contact/actions.ts';
export { contactsOf } from './contact/store.ts';
export { inWorkingHours } from './cover/model.ts';
export { holidaysOf } from './holiday/views.ts';
export { tellPerson } from './letter/actions.ts';
export { acknowledgeLinked } from './link/actions.ts';
export { acknowledgeUrl } from './link/model.ts';
export { linkedView } from './link/views.ts';
export { noteMessage, type PageMessage } from './notification/model.ts';
export { acknowledgeFirst, acknowledgePage, endPages, resolvePage } from './page/actions.ts';
export { callsBetween, pagesCalling, pageTimes, pageView, toldGroups, workBetween } from './page/views.ts';
export { firstCalled, rotasOf } from './policy/views.ts';
export { rotasBetween, teamOfSchedule } from './schedule/views.ts';

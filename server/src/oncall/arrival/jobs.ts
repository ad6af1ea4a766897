import { alertGroupAcknowledged, alertGroupOpened, alertGroupResolved } from '@muster/contract/detect/events';
import type { Check } from '../../platform/auditor/model.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { followGroups } from './actions.ts';
import { stormsView } from './views.ts';

/** Administrators hear of a storm as of anything that the auditor finds, and that it is over. */
const storms: Check = {
  name: 'oncall.storms',
  title: 'Storms of alerts, whose groups share one page',
  look: async (db, now) =>
    (await stormsView(db, now)).map(({ page, service, openedAt, groups }) => ({
      subject: page,
      text: `A storm at ${service} since ${openedAt}: ${groups} groups of alerts share the page ${page}.`,
    })),
};

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'oncall.followGroups',
      types: [alertGroupOpened.type, alertGroupAcknowledged.type, alertGroupResolved.type],
      run: followGroups,
    },
  ],
  checks: [storms],
};

import { type Check, mostFound, overdueSeconds } from '../../platform/auditor/model.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { announceAgain } from '../alert/actions.ts';
import { groupsWithoutPage } from './views.ts';

const withoutPage: Check = {
  name: 'detect.groupsWithoutPage',
  title: 'Groups of alerts that should have called somebody and have no page',
  look: async (db, now) =>
    (await groupsWithoutPage(db, now.subtract({ seconds: overdueSeconds }), mostFound)).map((group) => ({
      subject: group.id,
      text: `The alerts "${group.title}" of ${group.service}, open since ${group.openedAt}, have no page.`,
    })),
  mend: async (act, found) =>
    announceAgain(
      act,
      found.map((one) => one.subject),
    ),
};

export const jobs: Jobs = { checks: [withoutPage] };

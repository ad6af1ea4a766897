import type { Act } from '../../platform/act.ts';
import { type Check, type Found, mostFound, overdueSeconds } from '../../platform/auditor/model.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { tickDuePages } from '../page/actions.ts';
import { pagesOverdue, pagesWithoutTime } from './views.ts';

/** The auditor carries them out itself: what their sweep does, whatever keeps the sweep from it. */
async function carryOut(act: Act, found: readonly Found[]): Promise<void> {
  await tickDuePages(
    act,
    found.map((one) => one.subject),
  );
}

const withoutTime: Check = {
  name: 'oncall.pagesWithoutTime',
  title: 'Open pages that wait for something and would never go on',
  look: async (db) =>
    (await pagesWithoutTime(db, mostFound)).map(({ id, title }) => ({
      subject: id,
      text: `The page "${title}" (${id}) waits for something, and no time is set for it.`,
    })),
  mend: carryOut,
};

const overdue: Check = {
  name: 'oncall.overduePages',
  title: 'Pages whose next step is overdue',
  look: async (db, now) =>
    (await pagesOverdue(db, now.subtract({ seconds: overdueSeconds }), mostFound)).map(
      ({ id, title, due }) => ({
        subject: id,
        text: `The next step of the page "${title}" (${id}) was due at ${due}.`,
      }),
    ),
  mend: carryOut,
};

export const jobs: Jobs = { checks: [withoutTime, overdue] };

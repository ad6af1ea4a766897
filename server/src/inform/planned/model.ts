/**
 * What is told of a maintenance. Invariants: nothing is said that no person approved; it is announced once, and each of
 * its windows is told to begin and to end once; what would say again what was said last is not said.
 */
import type { MaintenanceTurn } from '@muster/contract/detect/events';
import type { MaintenanceAct } from '@muster/contract/inform/news';
import type { PlannedNotices } from '@muster/contract/inform/planned';
import type { Audience } from '@muster/contract/respond/settings';
import { isBefore } from '../../platform/instants.ts';

export interface Notices extends PlannedNotices {
  maintenance: string;
  approvedBy: string;
  approvedAt: Temporal.Instant;
  remindedTo: Temporal.Instant;
}

export interface Said {
  id: string;
  maintenance: string;
  act: MaintenanceAct;
  at: Temporal.Instant;
  audiences: Audience[];
  title: string;
  text: string;
  startsAt: Temporal.Instant | null;
  hours: number;
}

/** A window as the stage to the left tells it. */
export interface Window {
  start: string;
  end: string;
}

export interface Reminder {
  at: Temporal.Instant;
  window: Window;
  hours: number;
}

const acts: Readonly<Record<MaintenanceTurn, MaintenanceAct | null>> = {
  planned: null,
  changed: 'changed',
  cancelled: 'cancelled',
  started: 'started',
  ended: 'ended',
};

/** What is said when a maintenance turns; nothing of one that was not announced, nor of its planning. */
export function actOf(turn: MaintenanceTurn): MaintenanceAct | null {
  return acts[turn];
}

/** Whether it is news: `said` is what was said of this maintenance, the newest first. */
export function isNews(
  one: Pick<Said, 'act' | 'startsAt' | 'hours' | 'text'>,
  said: readonly Said[],
): boolean {
  if (one.act === 'announced' || one.act === 'cancelled') return !said.some(({ act }) => act === one.act);
  if (one.act === 'changed')
    return said.find(({ act }) => act === 'changed' || act === 'announced')?.text !== one.text;
  return !said.some(
    ({ act, startsAt, hours }) =>
      act === one.act && hours === one.hours && startsAt !== null && one.startsAt?.equals(startsAt),
  );
}

/** The reminders of these windows after an instant, in their order. */
export function remindersAfter(
  { remindHours, audiences }: Pick<PlannedNotices, 'remindHours' | 'audiences'>,
  windows: readonly Window[],
  after: Temporal.Instant,
): Reminder[] {
  if (audiences.length === 0) return [];
  return windows
    .flatMap((window) =>
      [...new Set(remindHours)].map((hours) => ({
        at: Temporal.Instant.from(window.start).subtract({ hours }),
        window,
        hours,
      })),
    )
    .filter(({ at }) => isBefore(after, at))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** Of those that are due: one for each window, the nearest to it, and none for what has begun. */
export function dueReminders(reminders: readonly Reminder[], now: Temporal.Instant): Reminder[] {
  const due = reminders.filter(
    ({ at, window }) => !isBefore(now, at) && isBefore(now, Temporal.Instant.from(window.start)),
  );
  return due.filter((one, i) => !due.slice(i + 1).some((later) => later.window.start === one.window.start));
}

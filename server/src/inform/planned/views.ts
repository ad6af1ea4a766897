import type { PlannedTelling } from '@muster/contract/inform/planned';
import { saidOf } from '@muster/contract/inform/planned-text';
import type { Audience } from '@muster/contract/respond/settings';
import { maintenanceWindows, type PlannedWindow } from '../../detect/index.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Notices, Said } from './model.ts';
import { findNotices, noticesFor, saidOfAll } from './store.ts';

export async function plannedTelling(db: Query, id: string): Promise<PlannedTelling> {
  const notices = await findNotices(db, id);
  const news = notices ? await saidOfAll(db, [id]) : [];
  return { notices: notices ? shownNotices(notices) : null, news: news.map(shownNews) };
}

export interface PlannedWork {
  /** Of the window: a series has one for each. */
  id: string;
  title: string;
  state: 'scheduled' | 'in_progress' | 'completed';
  from: string;
  until: string;
  services: readonly string[];
  /** What was said of it, oldest first. */
  updates: readonly { id: string; at: string; text: string; state: PlannedWork['state'] }[];
}

const pastDays = 30;
const aheadDays = 400;
const mostWindows = 6;

/**
 * Windows on these services that were announced to an audience, by their start: what was, what is and what comes. A
 * series shows some of them. What was cancelled is not there.
 */
export async function plannedWork(
  db: Query,
  services: readonly string[],
  now: Temporal.Instant,
  audience: Audience,
): Promise<PlannedWork[]> {
  const notices = new Map((await noticesFor(db, audience, 500)).map((one) => [one.maintenance, one]));
  if (notices.size === 0) return [];
  const span = { from: now.subtract({ hours: 24 * pastDays }), until: now.add({ hours: 24 * aheadDays }) };
  const windows = (await maintenanceWindows(db, services, span)).filter((one) =>
    notices.has(one.maintenance),
  );
  const said = await saidOfAll(db, [...notices.keys()]);
  const theirs = Map.groupBy(
    said.filter((one) => one.audiences.includes(audience)),
    (one) => one.maintenance,
  );
  return [...Map.groupBy(windows, (one) => one.maintenance)]
    .flatMap(([id, all]) => {
      const about = notices.get(id);
      const news = theirs.get(id) ?? [];
      if (!about || news.length === 0) return [];
      return nearest(all, now).map((one) => workOf(one, { about, news, isOne: all.length === 1 }, now));
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** What is over, the last of it, and what is next. */
function nearest(windows: readonly PlannedWindow[], now: Temporal.Instant): PlannedWindow[] {
  const over = windows.filter((one) => Temporal.Instant.compare(one.end, now) <= 0);
  const ahead = windows.filter((one) => Temporal.Instant.compare(one.end, now) > 0);
  return [...over.slice(-mostWindows), ...ahead.slice(0, mostWindows)];
}

function workOf(
  window: PlannedWindow,
  { about, news, isOne }: { about: Notices; news: readonly Said[]; isOne: boolean },
  now: Temporal.Instant,
): PlannedWork {
  const own = news.filter((one) => isOne || one.startsAt?.equals(window.start) || one.act === 'announced');
  const state =
    Temporal.Instant.compare(now, window.start) < 0
      ? 'scheduled'
      : Temporal.Instant.compare(now, window.end) < 0
        ? 'in_progress'
        : 'completed';
  return {
    id: `${window.maintenance}-${window.start.epochMilliseconds}`,
    title: about.title,
    state,
    from: wireTime(window.start),
    until: wireTime(window.end),
    services: window.services,
    updates: own.toReversed().map((one) => ({
      id: `${one.id}-${window.start.epochMilliseconds}`,
      at: wireTime(one.at),
      text: textFor(one, about, window),
      state: one.act === 'ended' ? 'completed' : one.act === 'started' ? 'in_progress' : 'scheduled',
    })),
  };
}

/** A series was announced with the times of its first window; each one tells its own. */
function textFor(said: Said, about: Notices, window: PlannedWindow): string {
  if (said.act !== 'announced' || said.startsAt?.equals(window.start)) return said.text;
  const times = { start: wireTime(window.start), end: wireTime(window.end) };
  return saidOf(about.texts.announced, times, window.timeZone);
}

function shownNotices({ approvedBy, approvedAt, audiences, title, remindHours, texts }: Notices) {
  return { audiences, title, remindHours, texts, approvedBy, approvedAt: wireTime(approvedAt) };
}

function shownNews({ id, act, at, audiences, title, text, startsAt }: Said) {
  return { id, act, at: wireTime(at), audiences, title, text, window: startsAt && wireTime(startsAt) };
}

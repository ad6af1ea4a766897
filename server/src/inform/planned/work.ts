/** Planned work as readers of a status page see it. */
import { saidOf } from '@muster/contract/inform/planned-text';
import type { PlannedWindow } from '../../detect/index.ts';
import { isBefore } from '../../platform/instants.ts';
import { wireTime } from '../../platform/wire-time.ts';
import type { Notices, Said } from './model.ts';

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

const mostWindows = 6;

/** What is over, the last of it, and what is next. */
export function nearest(windows: readonly PlannedWindow[], now: Temporal.Instant): PlannedWindow[] {
  const over = windows.filter((one) => !isBefore(now, one.end));
  const ahead = windows.filter((one) => isBefore(now, one.end));
  return [...over.slice(-mostWindows), ...ahead.slice(0, mostWindows)];
}

export function workOf(
  window: PlannedWindow,
  { about, news, isOne }: { about: Notices; news: readonly Said[]; isOne: boolean },
  now: Temporal.Instant,
): PlannedWork {
  const own = news.filter((one) => isOne || one.startsAt?.equals(window.start) || one.act === 'announced');
  const state = isBefore(now, window.start)
    ? 'scheduled'
    : isBefore(now, window.end)
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

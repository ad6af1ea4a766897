import type { MaintenanceChange, maintenanceBody } from '@muster/contract/detect/maintenances';
import type { z } from 'zod';
import { isBefore } from '../../platform/instants.ts';
import { Refusal, wrongPart } from '../../platform/refusal.ts';
import {
  comingAfter,
  hasBegun,
  longestDays,
  type Maintenance,
  type MovedEnd,
  type Plan,
  runningAt,
  stateAt,
} from './model.ts';

type Given = z.output<typeof maintenanceBody>;
export type Times = Pick<Given, 'timeZone' | 'start' | 'end' | 'repeats' | 'lastDay'>;

const furthestDays = 3 * 366;

/** The plan that somebody asks for. What begins in the past begins now. Refuses (invalid) one that cannot be. */
export function planOf({ repeats = null, lastDay = null, ...given }: Times, now: Temporal.Instant): Plan {
  const { timeZone, end } = given;
  const start = repeats === null ? notBefore(given.start, timeZone, now) : given.start;
  const [from, until] = [instantIn(start, timeZone, '/start'), instantIn(end, timeZone, '/end')];
  const longest = repeats === null ? longestDays * 24 : 7 * 24;
  if (!isBefore(from, until)) throw wrongPart('/end', 'is not after the start');
  if (!isBefore(now, until) && repeats === null) throw wrongPart('/end', 'is over already');
  if (from.until(until).total('hours') > longest) throw wrongPart('/end', 'is too long after the start');
  if (now.until(from).total('hours') > furthestDays * 24) throw wrongPart('/start', 'is too far ahead');
  if (from.until(now).total('hours') > furthestDays * 24) throw wrongPart('/start', 'is too long ago');
  if (repeats === null && lastDay !== null) throw wrongPart('/lastDay', 'is only for what comes again');
  const plan: Plan = { timeZone, start, end, repeats, lastDay, ends: [], cancelledAt: null };
  // A series may have begun on any day; what counts is what of it is still to come.
  const coming = repeats === null ? plan : fromNow(plan, now);
  if (!runningAt(coming, now) && comingAfter(coming, now, 1).length === 0)
    throw wrongPart('/lastDay', 'leaves nothing to come');
  return coming;
}

export interface Changed {
  after: Maintenance;
  /** What becomes of it; the rest, such as another title, is told to nobody. */
  turn: 'changed' | 'cancelled' | null;
}

/** Refuses (conflict) to move what has begun, and to end or cancel what does not run or is over. */
export function decideChange(before: Maintenance, change: MaintenanceChange, now: Temporal.Instant): Changed {
  if (before.cancelledAt) throw new Refusal('conflict', 'This maintenance was cancelled.');
  if (change.cancelled) return cancelled(before, now);
  const { title = before.title, note = before.note, isMajor = before.isMajor } = change;
  const said = { ...before, title, note, isMajor };
  if (change.endsAt !== undefined) return { after: endedAt(said, change.endsAt, now), turn: 'changed' };
  const moved = movedTimes(said, change, now);
  const isOther = JSON.stringify(timesOf(moved)) !== JSON.stringify(timesOf(before));
  return { after: moved, turn: isOther ? 'changed' : null };
}

function movedTimes(before: Maintenance, change: MaintenanceChange, now: Temporal.Instant): Maintenance {
  const { timeZone, start, end, repeats, services, lastDay } = change;
  const moves = [timeZone, start, end, repeats, services].some((one) => one !== undefined);
  if (!moves && lastDay === undefined) return before;
  if (hasBegun(before, now)) {
    if (moves || before.repeats === null)
      throw new Refusal('conflict', 'It has begun: prolong it, end it, or cancel what is to come.');
    return { ...before, lastDay: lastDayAhead(before, lastDay ?? null, now) };
  }
  const given: Times = {
    timeZone: timeZone ?? before.timeZone,
    start: start ?? before.start,
    end: end ?? before.end,
    repeats: repeats === undefined ? before.repeats : repeats,
    lastDay: lastDay === undefined ? before.lastDay : lastDay,
  };
  const times = given.repeats === null ? { ...given, lastDay: null } : given;
  return { ...before, ...planOf(times, now), services: [...(services ?? before.services)] };
}

/** The window that runs ends at another time; one that is not ahead is now. */
function endedAt(before: Maintenance, at: string, now: Temporal.Instant): Maintenance {
  const running = runningAt(before, now);
  if (!running) throw new Refusal('conflict', 'It does not run now, so its end cannot be moved.');
  const asked = Temporal.Instant.from(at);
  // At the least a moment of it has been, so that its end is told.
  const least = running.start.add({ milliseconds: 1 });
  const wanted = isBefore(now, asked) ? asked : now;
  const end = isBefore(least, wanted) ? wanted : least;
  if (running.start.until(end).total('hours') > longestDays * 24)
    throw wrongPart('/endsAt', `is more than ${longestDays} days after the start`);
  const window = `${running.start}`;
  const ends: MovedEnd[] = [...before.ends.filter((one) => one.window !== window), { window, end: `${end}` }];
  return { ...before, ends };
}

function cancelled(before: Maintenance, now: Temporal.Instant): Changed {
  const state = stateAt(before, now);
  if (state === 'done') throw new Refusal('conflict', 'This maintenance is over.');
  if (state === 'running' && before.repeats === null)
    throw new Refusal('conflict', 'It has begun: end it instead.');
  return { after: { ...before, cancelledAt: now }, turn: 'cancelled' };
}

function lastDayAhead(before: Maintenance, lastDay: string | null, now: Temporal.Instant): string | null {
  const today = now.toZonedDateTimeISO(before.timeZone).toPlainDate();
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, today) < 0)
    throw wrongPart('/lastDay', 'is in the past');
  return lastDay;
}

/** A series begins with its first window that is not over. */
function fromNow(plan: Plan, now: Temporal.Instant): Plan {
  const first = runningAt(plan, now) ?? comingAfter(plan, now, 1)[0];
  if (!first) return plan;
  const wall = first.start.toZonedDateTimeISO(plan.timeZone).toPlainDate();
  const days = Temporal.PlainDateTime.from(plan.start).toPlainDate().until(wall, { largestUnit: 'day' }).days;
  const weeks = Math.floor(days / 7);
  const moved = (text: string) =>
    Temporal.PlainDateTime.from(text).add({ weeks }).toString({ smallestUnit: 'minute' });
  return { ...plan, start: moved(plan.start), end: moved(plan.end) };
}

function notBefore(start: string, timeZone: string, now: Temporal.Instant): string {
  const asked = Temporal.PlainDateTime.from(start).toZonedDateTime(timeZone).toInstant();
  if (isBefore(now, asked)) return start;
  const here = now.toZonedDateTimeISO(timeZone).toPlainDateTime();
  return here.toString({ smallestUnit: 'minute', roundingMode: 'floor' });
}

function instantIn(wall: string, timeZone: string, pointer: string): Temporal.Instant {
  const local = Temporal.PlainDateTime.from(wall);
  const there = local.toZonedDateTime(timeZone);
  if (!there.toPlainDateTime().equals(local))
    throw wrongPart(pointer, 'is left out by the clock change of that night');
  return there.toInstant();
}

function timesOf({ timeZone, start, end, repeats, lastDay, services, ends }: Maintenance) {
  return { timeZone, start, end, repeats, lastDay, services, ends };
}

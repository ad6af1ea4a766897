import { addHolidayCalendar as addEndpoint } from '@muster/contract/oncall/holidays';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { refuseOthers } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { fetchCalendar } from '../../platform/egress/calendar.ts';
import { isId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { findSchedule } from '../schedule/store.ts';
import { readDays } from '../timeoff/calendar-text.ts';
import { dayOf, daysKept, mostCalendars } from './model.ts';
import {
  type Address,
  claimCalendar,
  deleteCalendar,
  insertCalendar,
  lockCalendars,
  nextCalendarDue,
  type Owner,
  replaceDays,
  saveReading,
} from './store.ts';

const everyHours = 24;

export const holidayErrand = 'oncall.readHolidays';

/** Takes public holidays from a calendar: an address, which is sealed and read at once, or a text. */
export const addHolidayCalendar = action(
  {
    name: 'oncall.addHolidayCalendar',
    who: 'responder',
    input: z.strictObject({ schedule: name, ...addEndpoint.body.shape }),
  },
  async (act, { schedule, place, url, text, forTeam }): Promise<{ id: string; team: string | null }> => {
    const { team } = await mayChange(act, schedule);
    const owner = ownerOf(schedule, forTeam ? team : null, forTeam);
    if ((await lockCalendars(act.tx, owner)) >= mostCalendars)
      throw new Refusal('limit', `There are at most ${mostCalendars} calendars of public holidays.`);
    const days = text === undefined ? null : daysIn(text, act.now);
    const sealed = url === undefined ? null : act.platform.secrets.seal(url.replace(/^webcal:/i, 'https:'));
    const id = act.newId();
    await insertCalendar(act.tx, { id, owner, place, sealed, now: act.now });
    if (days) await replaceDays(act.tx, id, days, `${dayOf(act.now)}`);
    act.record(`schedule:${schedule}`, { holidays: id, after: { place, ofTeam: forTeam } });
    if (sealed !== null) act.poke(holidayErrand, act.now);
    act.hint('schedules', `schedule:${schedule}`, 'holidays');
    return { id, team };
  },
);

export const removeHolidayCalendar = action(
  {
    name: 'oncall.removeHolidayCalendar',
    who: 'responder',
    input: z.strictObject({ schedule: name, id: z.string() }),
  },
  async (act, { schedule, id }): Promise<void> => {
    const stored = await mayChange(act, schedule);
    const before = isId(id) ? await deleteCalendar(act.tx, { schedule, team: stored.team }, id) : undefined;
    if (!before) throw notFound('calendar');
    act.record(`schedule:${schedule}`, { holidays: id, before });
    act.hint('schedules', `schedule:${schedule}`, 'holidays');
  },
);

export function nextReadingAt(db: Query): Promise<Temporal.Instant | null> {
  return nextCalendarDue(db);
}

/**
 * Reads the one calendar that is due the longest; answers whether there was one. It is asked outside of any transaction;
 * a node that dies meanwhile leaves it to the next day. What was read before stays where reading fails.
 */
export async function readNextCalendar(platform: Platform): Promise<boolean> {
  const claimed = await byItself(platform, holidayErrand, async (act) => {
    const calendar = await claimCalendar(act.tx, act.now, act.now.add({ hours: everyHours }));
    return calendar && { calendar, now: act.now };
  });
  if (!claimed) return false;
  const { days, ...outcome } = await read(platform, claimed.calendar, claimed.now);
  await byItself(platform, holidayErrand, async (act) => {
    const saved = await saveReading(act.tx, claimed.calendar.id, outcome, act.now);
    if (!saved) return;
    if (days) await replaceDays(act.tx, claimed.calendar.id, days, `${dayOf(act.now)}`);
    act.hint('holidays', ...saved.schedules.map((one) => `schedule:${one}`));
  });
  return true;
}

async function read(platform: Platform, calendar: Address, now: Temporal.Instant) {
  const fetched = await fetchCalendar(platform, calendar, now);
  if (fetched.kind === 'same') return { etag: calendar.etag, problem: null, days: null };
  if (fetched.kind === 'failed') return { etag: calendar.etag, problem: fetched.problem, days: null };
  const found = readDays(fetched.text, daysKept(now));
  if ('problem' in found) return { etag: calendar.etag, problem: found.problem, days: null };
  return { etag: fetched.etag, problem: null, days: found.days };
}

/** The days of a text that somebody hands in; refuses one that has none, since nobody would notice later. */
function daysIn(text: string, now: Temporal.Instant): ReadonlyMap<string, string> {
  const found = readDays(text, daysKept(now));
  if ('problem' in found)
    throw wrongText(text.includes('BEGIN:VCALENDAR') ? found.problem : 'This is no iCal calendar.');
  if (found.days.size === 0) throw wrongText('The calendar has no day in the coming two years.');
  return found.days;
}

function wrongText(message: string): Refusal {
  return new Refusal('invalid', message, [{ pointer: '/text', message: 'is not right' }]);
}

function ownerOf(schedule: string, team: string | null, forTeam: boolean): Owner {
  if (!forTeam) return { schedule };
  if (team !== null) return { team };
  throw new Refusal('invalid', 'This schedule belongs to no team.', [
    { pointer: '/forTeam', message: 'has no team' },
  ]);
}

/** What belongs to a team, its own calendars and those of all its schedules, is changed as the team wants it. */
async function mayChange(act: Act, schedule: string): Promise<{ team: string | null }> {
  const stored = await findSchedule(act.tx, schedule);
  if (!stored) throw notFound('schedule');
  await refuseOthers(act, stored.team);
  return stored;
}

import {
  addCalendar as addEndpoint,
  removeCalendar as removeEndpoint,
} from '@muster/contract/oncall/calendars';
import { action, byItself } from '../../platform/action.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { personMeant } from '../contact/actions.ts';
import { findSchedule } from '../schedule/store.ts';
import { type Calendar, calendarsOf, deleteCalendar, insertCalendar, markRead } from './store.ts';

const mostCalendars = 20;

/** Makes an address; its secret is in the answer and nowhere else. */
export const addCalendar = action(
  { name: 'oncall.addCalendar', who: 'signedIn', input: addEndpoint.body },
  async (act, { schedule = null }): Promise<Calendar & { secret: string }> => {
    const person = personMeant(act.caller.actor, 'me');
    if (schedule !== null && !(await findSchedule(act.tx, schedule))) throw notFound('schedule');
    if ((await calendarsOf(act.tx, person)).length >= mostCalendars)
      throw new Refusal('limit', `A person has at most ${mostCalendars} calendar addresses.`);
    const secret = newSecret();
    const made = { id: act.newId(), person, schedule, createdAt: act.now, readAt: null };
    await insertCalendar(act.tx, made, hashOf(secret));
    act.record(`person:${person}`, { calendar: made.id, schedule });
    act.hint('calendars');
    return { ...made, secret };
  },
);

export const removeCalendar = action(
  { name: 'oncall.removeCalendar', who: 'signedIn', input: removeEndpoint.params },
  async (act, { id }) => {
    const person = personMeant(act.caller.actor, 'me');
    if (!isId(id) || !(await deleteCalendar(act.tx, person, id))) throw notFound('calendar');
    act.record(`person:${person}`, { calendar: id, change: 'delete' });
    act.hint('calendars');
  },
);

/** Notes, at most once an hour, that somebody reads it: an address that nobody reads can go. */
export async function noteRead(platform: Platform, { id, readAt }: Calendar): Promise<void> {
  const anHourAgo = platform.clock.now().subtract({ hours: 1 });
  if (readAt !== null && Temporal.Instant.compare(readAt, anHourAgo) > 0) return;
  await byItself(platform, 'oncall.noteCalendarRead', (act) => markRead(act.tx, id, act.now));
}

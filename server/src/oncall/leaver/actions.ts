import { personDeactivated } from '@muster/contract/catalog/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import { activePeople, administratorNames, membersOf, peopleWhoLeft } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { deleteCalendarsOf } from '../calendar/store.ts';
import { unverifyContacts } from '../contact/store.ts';
import { coverageChanged } from '../coverage/store.ts';
import { pagePeople, passBy } from '../page/actions.ts';
import { allSchedules, loadSchedules } from '../schedule/store.ts';
import { alarmText, slotsOf } from './model.ts';

/** At most this many are called for one schedule, as for a page by hand. */
const mostCalled = 50;

/** Somebody has left: what waits for them goes on, and whoever can mend the rotas that still name them is told. */
export async function followLeavers(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (!personDeactivated.is(event)) continue;
    const { person } = event.payload;
    // Whoever comes back makes new ones: by then others may know the old addresses.
    const calendars = await deleteCalendarsOf(act.tx, person);
    if (calendars > 0) act.record(`person:${person}`, { calendars: 'deleted', count: calendars });
    // Back already: an event may be late, and then there is nothing to follow.
    if ((await activePeople(act.tx, [person])).has(person)) continue;
    await passBy(act, person);
    await unverifyContacts(act.tx, person);
    await raiseAlarms(act, person);
    coverageChanged(act);
    act.hint('contacts', 'schedules');
  }
}

async function raiseAlarms(act: Act, person: string): Promise<void> {
  const stored = await allSchedules(act.tx);
  const schedules = await loadSchedules(
    act.tx,
    stored.map((schedule) => schedule.name),
    act.now,
  );
  const left = await peopleWhoLeft(act.tx);
  for (const { name, team } of stored) {
    const schedule = schedules.get(name);
    const [first, ...others] = schedule ? slotsOf(schedule, person, left, act.now) : [];
    if (!schedule || !first) continue;
    const title = alarmText({ name, timeZone: schedule.timeZone }, person, [first, ...others]);
    const people = await whoCanMend(act, team);
    if (people.length === 0) act.platform.log.warn({ schedule: name, person }, 'nobody can be told of a gap');
    else await pagePeople(act, people, { title, urgency: 'low' });
  }
}

/** The members of the team whose schedule it is, else the administrators; whoever has left is neither. */
async function whoCanMend(act: Act, team: string | null): Promise<string[]> {
  const members = team === null ? [] : ((await membersOf(act.tx, [team])).get(team) ?? []);
  const active = await activePeople(act.tx, members);
  const here = members.filter((member) => active.has(member));
  return (here.length > 0 ? here : await administratorNames(act.tx)).slice(0, mostCalled);
}

import { contactGone } from '@muster/contract/oncall/events';
import type { DomainEvent } from '@muster/contract/platform/event';
import { activePeople, membersOf, peopleWhoLeft } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { findStoredContact } from '../contact/store.ts';
import { slotsOf } from '../leaver/model.ts';
import { pagePeople } from '../page/actions.ts';
import { allSchedules, loadSchedules } from '../schedule/store.ts';
import { firstOf, type NextShift, toPerson, toTeam } from './model.ts';

const mostCalled = 50;
const longestTitle = 500;

/** A contact method is gone: its owner is told at once, and so is the team of each rota that still counts on them. */
export async function followGone(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (!contactGone.is(event)) continue;
    const { person, via } = event.payload;
    const contact = await findStoredContact(act.tx, person, via);
    // Mended already, or removed: an event may be late.
    if (!contact?.goneAt || !(await activePeople(act.tx, [person])).has(person)) continue;
    const shifts = await shiftsOf(act, person);
    const text = toPerson(contact.label, contact.goneReason, firstOf(shifts));
    await tell(act, [person], text);
    for (const shift of shifts) {
      const mates = await mendersOf(act, shift.team, person);
      if (mates.length > 0) await tell(act, mates, toTeam(person, contact.label, shift));
    }
  }
}

async function tell(act: Act, people: readonly string[], text: string): Promise<void> {
  await pagePeople(act, people, { title: text.slice(0, longestTitle), urgency: 'low' });
}

async function shiftsOf(act: Act, person: string): Promise<(NextShift & { team: string | null })[]> {
  const stored = await allSchedules(act.tx);
  const names = stored.map((schedule) => schedule.name);
  const schedules = await loadSchedules(act.tx, names, act.now);
  const left = await peopleWhoLeft(act.tx);
  return stored.flatMap(({ name, team }) => {
    const schedule = schedules.get(name);
    const slot = schedule && slotsOf(schedule, person, left, act.now)[0];
    return slot ? [{ schedule: name, timeZone: schedule.timeZone, slot, team }] : [];
  });
}

async function mendersOf(act: Act, team: string | null, person: string): Promise<string[]> {
  const members = team === null ? [] : ((await membersOf(act.tx, [team])).get(team) ?? []);
  const active = await activePeople(act.tx, members);
  return members.filter((member) => member !== person && active.has(member)).slice(0, mostCalled);
}

import { putNightRule as putEndpoint } from '@muster/contract/measure/load';
import { findPerson, type Letter, membersOf, refuseOthers, sendLetter } from '../../catalog/index.ts';
import { teamOfSchedule } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound } from '../../platform/refusal.ts';
import type { RestDue } from './nights.ts';
import { saveNightRule } from './store.ts';

/** Whoever may change the rota says when its nights are; for all rotas of a team, whoever may change the team's things. */
export const putNightRule = action(
  { name: 'measure.putNightRule', who: 'responder', input: putEndpoint.body },
  async (act, { schedule = null, team = null, rule }): Promise<void> => {
    await refuseOthers(act, await ownerOf(act, schedule, team));
    await saveNightRule(act.tx, act.newId(), { schedule, team, rule });
    act.record(schedule === null ? `team:${team}` : `schedule:${schedule}`, { nights: rule });
    act.hint('schedules');
  },
);

/** Whoever was paged in a night that is over hears until when rest is due; once, however often it is looked at. */
export async function tellOfRest(act: Act, read: () => Promise<RestDue[]>): Promise<void> {
  if (!act.platform.settings.mail) return;
  for (const rest of await read()) {
    const person = await findPerson(act.tx, rest.person);
    if (!person || person.deactivatedAt !== null) continue;
    sendLetter(act, {
      person: person.name,
      to: person.email,
      letter: restLetter(rest, person.timeZone, act.platform.settings.url),
      expiresAt: Temporal.Instant.from(rest.restUntil),
      about: { key: `rest:${person.name}:${rest.evening}` },
    });
  }
}

function restLetter({ pages, restHours, restUntil }: RestDue, timeZone: string, url: string): Letter {
  const until = Temporal.Instant.from(restUntil).toZonedDateTimeISO(timeZone).toPlainTime();
  const time = until.toString({ smallestUnit: 'minute' });
  const came = pages === 1 ? 'A page came' : `${pages} pages came`;
  return {
    subject: `Your night was disturbed: rest is due until ${time}`,
    paragraphs: [
      `${came} in the night, and the longest time without one was ${restHours.toFixed(1)} hours.`,
      'If you are on call until then, ask for cover. Who looks after your rota sees it in its load, by no more than that.',
    ],
    link: { url: `${url}/on-call/cover`, label: 'Ask for cover' },
  };
}

async function ownerOf(act: Act, schedule: string | null, team: string | null): Promise<string | null> {
  if (schedule !== null) {
    const owner = await teamOfSchedule(act.tx, schedule);
    if (owner === undefined) throw notFound('schedule');
    return owner;
  }
  if (team === null || !(await membersOf(act.tx, [team])).has(team)) throw notFound('team');
  return team;
}

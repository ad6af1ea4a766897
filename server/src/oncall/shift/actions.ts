import type { Schedule } from '@muster/contract/oncall/definition';
import type { Holiday } from '@muster/contract/oncall/holidays';
import { shiftNotices } from '@muster/contract/oncall/shift-notices';
import { findPerson, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { personMeant } from '../contact/actions.ts';
import { shiftsOf } from '../cover/model.ts';
import { later, type Span } from '../cover/span.ts';
import { holidaysIn } from '../holiday/model.ts';
import { holidaysOf } from '../holiday/store.ts';
import { peopleOf } from '../schedule/people.ts';
import { loadSchedules, scheduleNames } from '../schedule/store.ts';
import { dueNotice, type Notice, usual } from './decide.ts';
import { shiftLetter } from './letters.ts';
import { saveWishes, wishesOf } from './store.ts';

/** Shifts are known to begin when they do as long as they are no longer than this. */
const longestHours = 24 * 32;
/** The evening before is at most 30 hours ahead, also on the day on which the clocks go back. */
const aheadHours = 32;

export const putShiftNotices = action(
  { name: 'oncall.putShiftNotices', who: 'responder', input: shiftNotices },
  async (act, wishes) => {
    const person = personMeant(act.caller.actor, 'me');
    await saveWishes(act.tx, person, wishes);
    act.record(`person:${person}`, { after: wishes });
    act.hint('contacts');
  },
);

/** Tells everybody on a rota of the shifts that begin or end; run twice, or on two nodes, it tells once. */
export async function tellOfShifts(act: Act): Promise<void> {
  if (!act.platform.settings.mail) return;
  const span = { start: act.now.subtract({ hours: longestHours }), end: act.now.add({ hours: aheadHours }) };
  const schedules = await loadSchedules(act.tx, await scheduleNames(act.tx), span.start);
  const rotas = [...schedules].map(([schedule, definition]) => ({
    schedule,
    definition,
    people: [...new Set(peopleOf(definition).map((one) => one.person))],
  }));
  const holidays = await holidaysOf(
    act.tx,
    rotas.map((rota) => rota.schedule),
    holidayDays({ start: span.start, end: act.now.add({ hours: longestHours }) }),
  );
  const everybody = [...new Set(rotas.flatMap((rota) => rota.people))];
  const wishes = await wishesOf(act.tx, everybody);
  for (const name of everybody) {
    const person = await findPerson(act.tx, name);
    if (!person || person.deactivatedAt !== null) continue;
    for (const { schedule, definition, people } of rotas) {
      if (!people.includes(name)) continue;
      // What began before anybody looked, or goes on beyond, neither begins nor ends now.
      const shifts = shiftsOf(definition, name, span).filter((one) => !one.start.equals(span.start));
      const notice = dueNotice(shifts, wishes.get(name) ?? usual, person.timeZone, act.now);
      if (!notice) continue;
      // What was looked at ends soon; whoever is told reads when the shift really ends.
      const shift = wholeOf(definition, name, notice.shift);
      tell(act, { schedule, holidays: holidays.get(schedule) ?? [] }, person, { ...notice, shift });
    }
  }
}

function wholeOf(definition: Schedule, person: string, { start, end }: Span): Span {
  const [whole] = shiftsOf(definition, person, { start, end: start.add({ hours: longestHours }) });
  return { start, end: whole ? later(whole.end, end) : end };
}

function tell(
  act: Act,
  { schedule, holidays }: { schedule: string; holidays: readonly Holiday[] },
  { name, email, timeZone }: { name: string; email: string; timeZone: string },
  notice: Notice,
): void {
  const moment = notice.kind === 'ended' ? notice.shift.end : notice.shift.start;
  sendLetter(act, {
    person: name,
    to: email,
    letter: shiftLetter({ schedule, holidays: holidaysIn(holidays, notice.shift, timeZone) }, notice, {
      timeZone,
      url: act.platform.settings.url,
    }),
    expiresAt: notice.stale,
    about: { key: `shift:${name}:${schedule}:${notice.kind}:${moment.epochMilliseconds}` },
  });
}

/** All days that shifts of the span may touch, wherever whoever has them lives. */
function holidayDays({ start, end }: { start: Temporal.Instant; end: Temporal.Instant }) {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate();
  return { from: `${day(start).subtract({ days: 1 })}`, until: `${day(end).add({ days: 1 })}` };
}

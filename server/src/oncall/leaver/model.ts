/**
 * Somebody who leaves, as far as on call is concerned: the rota goes on naming them until somebody edits it, and
 * meanwhile their slots call nobody, or one fewer. Their slots are told beforehand, in the question whether to
 * deactivate them, and afterwards, by a page to those who can mend it and in what needs care.
 */
import type { Schedule } from '@muster/contract/oncall/definition';
import { resolve } from '../schedule/model.ts';
import { peopleOf } from '../schedule/people.ts';

/** How far ahead the slots of a leaver are looked for. */
export const aheadDays = 60;

export interface Slot {
  start: Temporal.Instant;
  end: Temporal.Instant;
  /** Whether nobody else is on call then. */
  empty: boolean;
}

/** The slots of a person within the coming days, in order. `left` is everybody who has left, or is about to. */
export function slotsOf(
  schedule: Schedule,
  person: string,
  left: ReadonlySet<string>,
  now: Temporal.Instant,
): Slot[] {
  if (!peopleOf(schedule).some((one) => one.person === person)) return [];
  return resolve(schedule, now, now.add({ hours: 24 * aheadDays }))
    .filter((segment) => segment.onCall.includes(person))
    .map(({ start, end, onCall }) => ({
      start: Temporal.Instant.from(start),
      end: Temporal.Instant.from(end),
      empty: onCall.every((one) => one === person || left.has(one)),
    }));
}

/** One sentence for whoever can mend the rota: which, and from when on by its own clock. */
export function alarmText(
  schedule: { name: string; timeZone: string },
  person: string,
  slots: readonly [Slot, ...Slot[]],
): string {
  const firstEmpty = slots.find((slot) => slot.empty);
  const at = ({ start }: Slot) => {
    const local = start.toZonedDateTimeISO(schedule.timeZone);
    const minute = local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
    return `${minute} (${schedule.timeZone})`;
  };
  return firstEmpty
    ? `${schedule.name} has nobody on call from ${at(firstEmpty)}: ${person} has left and is still on the rota`
    : `${schedule.name} is one person short from ${at(slots[0])}: ${person} has left and is still on the rota`;
}

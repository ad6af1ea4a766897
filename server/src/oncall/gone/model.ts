/**
 * A contact method by which nothing arrives any more: a browser that is no longer subscribed, an address that is no
 * longer there. It is tried all the same, because trying costs little and may ring; but whoever relies on it is told at
 * once, and not by the page that nobody hears.
 */
import type { Slot } from '../leaver/model.ts';

/** A rota that the person is on, with the next slot by its own clock. */
export interface NextShift {
  schedule: string;
  timeZone: string;
  slot: Slot;
}

/** For the person: what does not work, since when it matters, what to do. */
export function toPerson(label: string, reason: string, next: NextShift | undefined): string {
  const until = next ? ` Your next shift of ${next.schedule} begins ${at(next)}.` : '';
  return `Nothing reaches you any more by ${label}: ${reason}${until} Mend it under "How I am reached".`;
}

/** For whoever keeps the rota. */
export function toTeam(person: string, label: string, next: NextShift): string {
  return `${person} may not be reached: nothing arrives any more by ${label}. Next shift of ${next.schedule}: ${at(next)}`;
}

/** The shift that comes first. */
export function firstOf(shifts: readonly NextShift[]): NextShift | undefined {
  return shifts.toSorted((a, b) => Temporal.Instant.compare(a.slot.start, b.slot.start))[0];
}

function at({ slot, timeZone }: NextShift): string {
  const local = slot.start.toZonedDateTimeISO(timeZone).toPlainDateTime();
  return `${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${timeZone})`;
}

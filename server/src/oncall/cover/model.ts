/**
 * A request for cover: somebody asks others to take over a shift of theirs, or a part of it. Until somebody does, it
 * stays with who asked; nothing here ever takes anybody off the rota. What changes hands becomes overrides, which the
 * one resolver follows like all others. Invariants: no moment changes hands twice by one request; what has changed
 * hands stays so when the request is withdrawn.
 */
import type { Asked, offerStates, requestStates } from '@muster/contract/oncall/cover';
import type { Schedule } from '@muster/contract/oncall/definition';
import { resolve } from '../schedule/model.ts';
import { joined, type Span, without } from './span.ts';

export interface Exchange extends Span {
  schedule: string;
}

export interface Offer extends Span {
  id: string;
  person: string;
  exchange: Exchange | null;
  note: string;
  state: (typeof offerStates)[number];
  /** What really changed hands. */
  taken: Span[];
  createdAt: Temporal.Instant;
}

export interface Request extends Span {
  id: string;
  schedule: string;
  person: string;
  asked: Asked;
  note: string;
  atOnce: boolean;
  state: (typeof requestStates)[number];
  createdAt: Temporal.Instant;
  dueAt: Temporal.Instant | null;
  offers: Offer[];
}

/** What nobody has taken over. */
export function openParts(request: Span & Pick<Request, 'offers'>): Span[] {
  return without(
    { start: request.start, end: request.end },
    request.offers.flatMap((offer) => offer.taken),
  );
}

/** When a person is on call in a span, alone or with others; neighbours are one. */
export function shiftsOf(schedule: Schedule, person: string, { start, end }: Span): Span[] {
  return joined(
    resolve(schedule, start, end)
      .filter((segment) => segment.onCall.includes(person))
      .map((segment) => ({
        start: Temporal.Instant.from(segment.start),
        end: Temporal.Instant.from(segment.end),
      })),
  );
}

const workFrom = 9;
const workUntil = 18;

/** The moment itself in working hours of the zone (Monday to Friday, 9 to 18), else when they begin again. */
export function inWorkingHours(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  let local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= workUntil) local = local.startOfDay().add({ days: 1 });
  while (local.dayOfWeek > 5) local = local.startOfDay().add({ days: 1 });
  return (local.hour < workFrom ? local.startOfDay().with({ hour: workFrom }) : local).toInstant();
}

/** A span for people, by the clock of a zone: `Mon 2 Mar 09:00 – Tue 3 Mar 09:00 (Europe/Madrid)`. */
export function spanText({ start, end }: Span, timeZone: string): string {
  return `${momentText(start, timeZone)} – ${momentText(end, timeZone)} (${timeZone})`;
}

function momentText(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone);
  const day = local.toLocaleString('en', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

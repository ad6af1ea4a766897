/**
 * A calendar address: whoever knows it reads the shifts of its person, or of one schedule, from three months back to a
 * year ahead, without signing in. Invariants: the address holds 256 random bits and only its hash is kept; it ends when
 * it is revoked and when its owner leaves, for good; a shift keeps its id as long as it begins when it began, so that a
 * calendar program replaces what has changed and takes away what is gone.
 */
import type { Schedule } from '@muster/contract/oncall/definition';
import ical from 'ical-generator';
import { joined, type Span } from '../cover/span.ts';
import { called } from '../schedule/leavers.ts';
import { resolve } from '../schedule/model.ts';

const backDays = 92;
const aheadDays = 366;
/** So far past its ends shifts are followed, to know when they really begin and end. */
const marginDays = 40;

export interface Shift extends Span {
  schedule: string;
  onCall: readonly string[];
  /** It began before anybody looked, so that its beginning says nothing. */
  isEndless: boolean;
}

/** What a calendar shows on a day; it moves at midnight UTC, so that within a day the text stays the same. */
export function windowAt(now: Temporal.Instant): Span & { loadedFrom: Temporal.Instant } {
  const midnight = now.toZonedDateTimeISO('UTC').startOfDay().toInstant();
  const start = midnight.subtract({ hours: 24 * backDays });
  return {
    start,
    end: midnight.add({ hours: 24 * aheadDays }),
    loadedFrom: start.subtract({ hours: 24 * marginDays }),
  };
}

/** The shifts of a person, or with null of everybody, that meet the window. */
export function shiftsIn(
  {
    name,
    definition,
    leftAt,
  }: { name: string; definition: Schedule; leftAt: ReadonlyMap<string, Temporal.Instant> },
  person: string | null,
  window: ReturnType<typeof windowAt>,
): Shift[] {
  const [from, until] = [window.loadedFrom, window.end.add({ hours: 24 * marginDays })];
  const segments = called(resolve(definition, from, until), leftAt).map((one) => ({
    start: Temporal.Instant.from(one.start),
    end: Temporal.Instant.from(one.end),
    onCall: one.onCall,
  }));
  const shifts =
    person === null
      ? segments.filter((one) => one.onCall.length > 0)
      : joined(segments.filter((one) => one.onCall.includes(person))).map((one) => ({
          ...one,
          onCall: [person],
        }));
  return shifts
    .filter(
      ({ start, end }) =>
        Temporal.Instant.compare(end, window.start) > 0 && Temporal.Instant.compare(start, window.end) < 0,
    )
    .map((one) => ({ ...one, schedule: name, isEndless: one.start.equals(from) }));
}

/** The calendar as text (RFC 5545). `host` makes ids that no other server makes. */
export function calendarText(
  { title, host, url }: { title: string; host: string; url: string },
  shifts: readonly Shift[],
  stamp: Temporal.Instant,
): string {
  const calendar = ical({
    name: title,
    prodId: { company: 'Muster', product: 'Muster', language: 'EN' },
    ttl: 60 * 60,
  });
  for (const { schedule, onCall, start, end, isEndless } of shifts) {
    const begin = isEndless ? 'always' : start.epochMilliseconds;
    calendar.createEvent({
      id: `${schedule}-${onCall.join('-')}-${begin}@${host}`,
      start: new Date(start.epochMilliseconds),
      end: new Date(end.epochMilliseconds),
      stamp: new Date(stamp.epochMilliseconds),
      summary: `On call: ${schedule} (${onCall.join(', ')})`,
      url: `${url}/on-call/${encodeURIComponent(schedule)}`,
    });
  }
  return calendar.toString();
}

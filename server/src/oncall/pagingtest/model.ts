/**
 * A paging test pages whoever is on call on a schedule, by their own rules and contact methods, to see that it rings and
 * that they answer. One page for each person, because one acknowledgement would end it for all. It escalates to nobody,
 * waits for whoever has a real page, sleeps at night, and ends by itself.
 */
import type { PagingTest, PagingTestPlan, TestedMethod } from '@muster/contract/oncall/paging-tests';
import type { Delivery } from '../../platform/delivery/model.ts';

export interface TestRow {
  id: string;
  schedule: string;
  person: string;
  isWeekly: boolean;
  state: PagingTest['state'];
  pageId: string | null;
  openedAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  acknowledgedAt: Temporal.Instant | null;
  methods: readonly TestedMethod[];
}

export const keptDays = 366;
/** Who is called by a test, and who ends its page when its time is over. */
export const testActor = 'The paging test';
/** How long after its hour a weekly test is still made, as after a standstill. */
const withinMinutes = 60;
const nightFrom = 22;
const nightUntil = 7;

export function testTitleOf(schedule: string): string {
  return `Paging test: ${schedule}`;
}

/** Night is from 22 to 7 by the person's own clock. */
export function isNightFor(timeZone: string, now: Temporal.Instant): boolean {
  const { hour } = now.toZonedDateTimeISO(timeZone);
  return hour >= nightFrom || hour < nightUntil;
}

/**
 * The weekly slot that has begun within the last hour, or begins within the next; null otherwise. Where the clocks skip
 * its hour it begins with the next, and where they repeat it, with the first of the two.
 */
export function slotAround(
  { weekday, hour }: Pick<PagingTestPlan, 'weekday' | 'hour'>,
  timeZone: string,
  now: Temporal.Instant,
): { day: string; start: Temporal.Instant; hasBegun: boolean } | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  for (const day of [today, today.add({ days: 1 }), today.subtract({ days: 1 })]) {
    if (day.dayOfWeek !== weekday) continue;
    const start = day.toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant();
    const since = start.until(now).total('minutes');
    if (since >= -withinMinutes && since < withinMinutes)
      return { day: day.toString(), start, hasBegun: since >= 0 };
  }
  return null;
}

/** What became of each contact method, from the messages of the test's page. */
export function methodsOf(
  openedAt: Temporal.Instant,
  deliveries: readonly Pick<Delivery, 'via' | 'kind' | 'state' | 'sentAt'>[],
): TestedMethod[] {
  return deliveries.map(({ via, kind, state, sentAt }) => ({
    via,
    kind,
    outcome: outcomes[state],
    afterSeconds: sentAt === null ? null : secondsBetween(openedAt, sentAt),
  }));
}

export function secondsBetween(from: Temporal.Instant, until: Temporal.Instant): number {
  return Math.round(from.until(until).total('milliseconds') / 100) / 10;
}

const outcomes: Record<Delivery['state'], TestedMethod['outcome']> = {
  queued: 'waiting',
  sending: 'waiting',
  handed: 'delivered',
  delivered: 'delivered',
  failed: 'failed',
  expired: 'failed',
  cancelled: 'not needed',
};

/** What a running test comes to now; null while it goes on. */
export function endOf(
  { endsAt }: Pick<TestRow, 'endsAt'>,
  seen: { acknowledgedAt: Temporal.Instant | null; isOver: boolean; isBusy: boolean },
  now: Temporal.Instant,
): PagingTest['state'] | null {
  if (seen.acknowledgedAt !== null) return 'acknowledged';
  if (seen.isBusy) return 'busy';
  return seen.isOver || Temporal.Instant.compare(endsAt, now) <= 0 ? 'unanswered' : null;
}

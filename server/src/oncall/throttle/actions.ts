import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { enqueueDeliveries, type NewDelivery, peopleTold, rangAt } from '../../platform/delivery/store.ts';
import { appendLog, type LogRow, statesOf } from '../page/store.ts';
import {
  bundled,
  limitsOf,
  longestMinutes,
  mostCounted,
  throttle,
  toldKey,
  type Wished,
  wayKey,
} from './model.ts';
import { endHeld, type Held, hold, lockDue, nextReleaseAt, waitingFor } from './store.ts';

export const releaseSweep = 'oncall.releaseHeld';

const why =
  'Held back, so that this contact method does not ring without end; it goes out together with others.';

/** Sends what may go now and holds back the rest. Within the transaction of the decision. */
export async function enqueueThrottled(act: Act, wished: readonly NewDelivery[]): Promise<void> {
  const wishes = wished.map(
    ({ subject, person, via, kind }): Wished => ({ page: subject, person, via, kind }),
  );
  const told = await peopleTold(
    act.tx,
    wishes.map((one) => one.page),
  );
  const toldBefore = new Set(told.map(({ subject, person }) => toldKey({ page: subject, person })));
  const decided = throttle(wishes, { told: toldBefore, ...(await pastOf(act, wishes, toldBefore)) }, act.now);
  enqueueDeliveries(
    act,
    wished.filter((_, i) => !decided[i]),
  );
  const held: LogRow[] = [];
  for (const [i, until] of decided.entries()) {
    const wish = wished[i];
    if (!wish || !until) continue;
    await hold(act.tx, { id: act.newId(), wish, until, reason: why }, act.now);
    held.push(heldBack(wish, until, act.now));
    act.poke(releaseSweep, until);
  }
  appendLog(act.tx, held);
}

function heldBack(
  { subject, person, via, kind }: NewDelivery,
  until: Temporal.Instant,
  now: Temporal.Instant,
): LogRow {
  const limits = limitsOf(kind);
  return {
    pageId: subject,
    at: now.toString(),
    entry: { code: 'heldBack', person, via, until: until.toString({ fractionalSecondDigits: 3 }), limits },
  };
}

/** When the ways rang that may have to wait. A page that tells somebody for the first time waits for nothing. */
async function pastOf(act: Act, wishes: readonly Wished[], told: ReadonlySet<string>) {
  const counts = new Map<string, number>();
  for (const wish of wishes) counts.set(toldKey(wish), (counts.get(toldKey(wish)) ?? 0) + 1);
  const further = wishes.filter((wish) => told.has(toldKey(wish)) || (counts.get(toldKey(wish)) ?? 0) > 1);
  if (further.length === 0) return { rang: new Map(), waiting: new Map() };
  const since = act.now.subtract({ minutes: longestMinutes });
  const ways = [...new Map(further.map((wish) => [wayKey(wish), wish])).values()];
  const rang = Map.groupBy(await rangAt(act.tx, ways, { since, most: mostCounted }), wayKey);
  const people = [...new Set(ways.map((wish) => wish.person))];
  const waiting = await waitingFor(act.tx, people);
  return {
    rang: new Map([...rang].map(([way, rows]) => [way, rows.map((row) => row.at)])),
    waiting: new Map(waiting.map((row) => [wayKey(row), row.until])),
  };
}

export function nextDueAt(db: Query): Promise<Temporal.Instant | null> {
  return nextReleaseAt(db);
}

/** Sends, for each way whose time has come, one message in place of all that waited. Answers how many waited. */
export async function releaseHeld(act: Act): Promise<number> {
  const due = await lockDue(act.tx, act.now);
  const states = await statesOf(
    act.tx,
    due.map((one) => one.pageId),
  );
  const wanted = due.filter((one) => states.get(one.pageId)?.state === 'triggered');
  const ids = due.filter((one) => !wanted.includes(one)).map((one) => one.id);
  await endHeld(act.tx, ids, { state: 'cancelled', reason: 'The page did not need it any more.' });
  for (const held of Map.groupBy(wanted, wayKey).values()) await sendTogether(act, held);
  for (const page of new Set(due.map((one) => one.pageId))) act.hint(`page:${page}`);
  return due.length;
}

/** `held` is what waited for one way, the newest first. */
async function sendTogether(act: Act, held: readonly Held[]): Promise<void> {
  const [newest] = held;
  if (!newest) return;
  const pageIds = [...new Set(held.map((one) => one.pageId))];
  const pages = pageIds.length;
  const { person, via, kind, lane, pageId } = newest;
  const listUrl = `${act.platform.settings.url}/pages?person=me&state=open`;
  const [delivery] = enqueueDeliveries(act, [
    {
      lane,
      kind,
      purpose: 'page',
      subject: pageId,
      person,
      via,
      message: bundled(newest.message, pages, listUrl),
      dueAt: act.now,
      expiresAt: newest.expiresAt,
      dedupeKey: `held:${newest.id}`,
    },
  ]);
  const reason = pages === 1 ? 'It waited for its turn.' : `It went out as one message about ${pages} pages.`;
  appendLog(
    act.tx,
    pageIds.map((id) => ({
      pageId: id,
      at: act.now.toString(),
      entry: { code: 'bundled', person, via, others: pages - 1, limits: limitsOf(kind) },
    })),
  );
  await endHeld(
    act.tx,
    held.map((one) => one.id),
    { state: 'bundled', reason, ...(delivery ? { delivery } : {}) },
  );
}

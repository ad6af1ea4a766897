/**
 * What a page says is told to thousands in small steps: each takes the next few hundred who agreed and queues their
 * messages in the slowest lane, which has senders of its own. No step holds anything that a page of the response waits
 * for, and one that is cut off goes on where it stood.
 */
import type { maintenanceNews, pageNews } from '@muster/contract/inform/news';
import { readersOf } from '@muster/contract/inform/page-proposal';
import type { DomainEvent } from '@muster/contract/platform/event';
import { maintenanceView } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import type { Purpose } from '../../platform/delivery/purpose.ts';
import { enqueueDeliveries, forgetMessage } from '../../platform/delivery/store.ts';
import { hashOf } from '../../platform/secrets.ts';

import { tellOfPages } from '../page/actions.ts';
import { allPages, componentsOf } from '../page/store.ts';
import { findSaid } from '../planned/store.ts';
import { agreed, stopTelling, tellOfSilence } from '../subscriber/actions.ts';
import { afterFailure, mayConfirm } from '../subscriber/decide.ts';
import { newsPurpose, patienceHours, postKinds, wants } from '../subscriber/model.ts';
import { hasSubscribers, lockById, nextToTell, saveArrived, stillConfirmed } from '../subscriber/store.ts';
import { messageOf, plannedSaid } from './model.ts';
import { insertMailing, lockDueMailing, nextMailing, noticeSaid, saveReached } from './store.ts';

export const fanOutSweep = 'inform.tellPage';
const atOnce = 200;

/** Puts down what the page said, as it stands now. Nobody to tell: nothing to put down. */
export async function noteNews(
  act: Act,
  { payload }: DomainEvent<Parameters<typeof pageNews>[1]>,
): Promise<void> {
  const { page, notice, components, act: done } = payload;
  if (!(await hasSubscribers(act.tx, page))) return;
  const found = await noticeSaid(act.tx, page, notice);
  if (!found) return;
  const { isRetracted, ...said } = found;
  // What was taken back before anybody heard of it is not told as news; that it was taken back is told next.
  if (isRetracted && done !== 'retracted') return;
  const mailing = { id: act.newId(), page, notice, about: components, at: act.now };
  await insertMailing(act.tx, { ...mailing, said: { ...said, act: done } });
  act.poke(fanOutSweep);
}

/** What was said of planned work is told by the pages that show it: those with one of its services, for their readers. */
export async function noteMaintenance(
  act: Act,
  { payload }: DomainEvent<Parameters<typeof maintenanceNews>[1]>,
): Promise<void> {
  const said = await findSaid(act.tx, payload.word);
  const planned = said && (await maintenanceView(act.tx, payload.maintenance, act.now));
  if (!said || !planned) return;
  tellOfPages(act);
  const pages = (await allPages(act.tx)).filter(({ visibility }) =>
    said.audiences.some((one) => readersOf(one) === visibility),
  );
  const held = await componentsOf(
    act.tx,
    pages.map((one) => one.id),
  );
  for (const [page, all] of Map.groupBy(held, (one) => one.page)) {
    const touched = all.filter((one) => one.services.some((each) => planned.services.includes(each)));
    if (touched.length === 0 || !(await hasSubscribers(act.tx, page))) continue;
    await insertMailing(act.tx, {
      id: act.newId(),
      page,
      notice: said.maintenance,
      word: said.id,
      at: act.now,
      about: touched.map((one) => one.id),
      said: plannedSaid(said, touched),
    });
    act.poke(fanOutSweep);
  }
}

/** For the sweep: when there is somebody to tell. */
export function nextMailingAt(db: Query): Promise<Temporal.Instant | null> {
  return nextMailing(db);
}

/** One step. Answers whether there was one to make. */
export async function fanOut(act: Act): Promise<number> {
  const mailing = await lockDueMailing(act.tx, act.now);
  if (!mailing) return 0;
  const next = await nextToTell(act.tx, mailing, atOnce);
  const told = next.filter(({ components }) => wants(components, mailing.about));
  enqueueDeliveries(
    act,
    told.map(({ id, kind }) => ({
      lane: 'bulk',
      kind: postKinds[kind],
      purpose: newsPurpose,
      subject: mailing.id,
      person: 'subscriber',
      via: id,
      message: { mailing: mailing.id },
      dueAt: act.now,
      expiresAt: mailing.at.add({ hours: patienceHours }),
      dedupeKey: `mailing:${mailing.id}:${id}`,
    })),
  );
  const isDone = next.length < atOnce;
  const reached = next.at(-1)?.id ?? mailing.reached;
  await saveReached(act.tx, mailing.id, { reached, told: told.length, dueAt: isDone ? null : act.now });
  act.hint(`subscribers:${mailing.page}`);
  return 1;
}

/** Whoever has unsubscribed since gets nothing more. */
export const mailings: Purpose = {
  async unwanted(db, deliveries) {
    const confirmed = await stillConfirmed(
      db,
      deliveries.map((one) => one.via),
    );
    return new Map(
      deliveries.filter((one) => !confirmed.has(one.via)).map((one) => [one.id, 'Unsubscribed since.']),
    );
  },
  async ended(act, delivery, { state, reason, isGone = false }) {
    const known = await lockById(act.tx, delivery.via);
    if (known?.state !== 'confirmed') return;
    if (state === 'delivered') return saveArrived(act.tx, known.id, act.now);
    const next = afterFailure(known, { plannedAt: delivery.plannedAt, isGone }, act.now);
    if (next !== 'off' && next !== 'gone') return;
    await stopTelling(act, known, { state: next, reason });
    if (next === 'off') await tellOfSilence(act, known);
  },
};

/** A webhook that repeated its word has agreed; a mailbox agrees by its link. */
export const subscriptions: Purpose = {
  unwanted: async () => new Map(),
  async ended(act, delivery, { state, reason, isGone = false }) {
    const known = await lockById(act.tx, delivery.via);
    await forgetMessage(act.tx, delivery.id);
    if (known?.state !== 'asked') return;
    const word = messageOf(delivery).sealed;
    // Only the word that was asked last counts.
    const isLast = word !== undefined && known.confirmHash === hashOf(act.platform.secrets.open(word));
    if (state === 'delivered' && known.kind === 'webhook' && isLast && mayConfirm(known, act.now))
      await agreed(act, known);
    if (state === 'failed' && isGone) await stopTelling(act, known, { state: 'gone', reason });
  },
};

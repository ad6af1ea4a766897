import { notificationFailed } from '@muster/contract/oncall/events';
import { activePeople } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import { cancelDeliveries, type NewDelivery } from '../../platform/delivery/store.ts';
import { noteContact } from '../contact/actions.ts';
import { contactFor } from '../contact/choice.ts';
import { contactsOf } from '../contact/store.ts';
import { queueCopies } from '../copy/actions.ts';
import { peopleToSum } from '../late/model.ts';
import { addLate } from '../late/store.ts';
import type { Notify } from '../page/model.ts';
import { appendLog, markFirstNotified, type Page, statesOf } from '../page/store.ts';
import { shadowPurpose } from '../shadow/model.ts';
import { enqueueThrottled } from '../throttle/actions.ts';
import { cancelHeld } from '../throttle/store.ts';
import { freshForMinutes, type PageMessage, reasonOf } from './model.ts';

/** A page has decided that this person is to be told now. */
export interface Queued {
  page: Page;
  notify: Notify;
}

/** Turns decisions into messages. Which contact method is meant is settled now; its address when it is sent. */
export async function queueNotifications(act: Act, notifies: readonly Queued[]): Promise<void> {
  if (notifies.length === 0) return;
  const contacts = Map.groupBy(
    await contactsOf(act.tx, [...new Set(notifies.map((one) => one.notify.person))]),
    (one) => one.person,
  );
  const deliveries = notifies.map(({ page, notify }): NewDelivery => {
    const { kind, via } = contactFor(contacts.get(notify.person) ?? [], notify);
    return {
      lane: notify.pass <= 1 && notify.step === 1 ? 'page' : 'escalation',
      kind,
      purpose: 'page',
      subject: page.id,
      person: notify.person,
      via,
      message: messageOf(act, page, notify),
      dueAt: act.now,
      expiresAt: act.now.add({ minutes: freshForMinutes(notify.urgency) }),
      dedupeKey: `page:${page.id}:${notify.cycle}:${notify.rule ?? 'mail'}`,
    };
  });
  await enqueueThrottled(act, deliveries);
  await queueCopies(act, notifies);
}

/** After a stall: what pages that are late have to say is gathered by person; the rest is queued as always. */
export async function queueFresh(
  act: Act,
  notifies: readonly Queued[],
  { late, isBacklog }: { late: ReadonlySet<string>; isBacklog: boolean },
): Promise<void> {
  const old = notifies.filter(({ page }) => late.has(page.id));
  const summed = peopleToSum(
    [...Map.groupBy(old, ({ page, notify }) => `${notify.person} ${page.id}`).values()].flatMap(
      ([first]) => first?.notify.person ?? [],
    ),
    isBacklog,
  );
  const gathered = old.filter(({ notify }) => summed.has(notify.person));
  noteLate(
    act,
    gathered.map(({ page, notify }) => ({ person: notify.person, page: page.id })),
  );
  await queueNotifications(
    act,
    notifies.filter((one) => !gathered.includes(one)),
  );
}

function noteLate(act: Act, late: readonly { person: string; page: string }[]): void {
  const once = [...new Map(late.map((one) => [`${one.person} ${one.page}`, one])).values()];
  addLate(act, once);
  appendLog(
    act.tx,
    once.map(({ person, page }) => ({
      pageId: page,
      at: act.now.toString(),
      entry: { code: 'summarised', person },
    })),
  );
}

function messageOf(act: Act, page: Page, notify: Notify): PageMessage {
  const { id, title, service, run } = page;
  return {
    type: 'page',
    page: {
      id,
      title,
      service,
      urgency: notify.urgency,
      state: run.state,
      alerts: run.alerts,
      url: `${act.platform.settings.url}/pages/${id}`,
    },
    reason: reasonOf(notify, run.policy.name),
    openedAt: page.openedAt.toString(),
    acceptedAt: page.acceptedAt?.toString() ?? null,
  };
}

/** What is queued and not yet being sent has lost its reason (E6). */
export async function takeBackNotifications(act: Act, page: Page): Promise<void> {
  await cancelDeliveries(act, 'page', page.id, page.why);
  await cancelDeliveries(act, shadowPurpose, page.id, page.why);
  await cancelHeld(act.tx, page.id, page.why);
}

/** What the lanes ask and tell about messages of pages. */
export const pagePurpose: Purpose = {
  async unwanted(db, deliveries) {
    const states = await statesOf(
      db,
      deliveries.map((delivery) => delivery.subject),
    );
    const people = await activePeople(
      db,
      deliveries.map((delivery) => delivery.person),
    );
    return new Map(
      deliveries.flatMap((delivery): [string, string][] => {
        const page = states.get(delivery.subject);
        if (!people.has(delivery.person)) return [[delivery.id, `${delivery.person} has left.`]];
        if (page?.state === 'triggered') return [];
        return [
          [delivery.id, `The page is ${page?.state ?? 'gone'}${page?.owner ? ` by ${page.owner}` : ''}.`],
        ];
      }),
    );
  },
  late: async (act, deliveries) =>
    noteLate(
      act,
      deliveries.map(({ person, subject }) => ({ person, page: subject })),
    ),
  async ended(act, delivery, end) {
    const { subject: pageId, person, via } = delivery;
    const { state, reason } = end;
    await noteContact(act, delivery, end);
    if (state === 'failed') {
      appendLog(act.tx, [
        { pageId, at: act.now.toString(), entry: { code: 'deliveryFailed', person, via, reason } },
      ]);
      act.publish(notificationFailed(pageId, { page: pageId, person }));
      return;
    }
    const acceptedAt = await markFirstNotified(act.tx, pageId, act.now);
    if (acceptedAt)
      act.platform.metrics.alertToNotification.observe(acceptedAt.until(act.now).total('seconds'));
  },
};

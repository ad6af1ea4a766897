import { activePeople } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import { enqueueDeliveries, type NewDelivery } from '../../platform/delivery/store.ts';
import { earlierOf } from '../../platform/instants.ts';
import { noteContact } from '../contact/actions.ts';
import { contactFor } from '../contact/choice.ts';
import { contactsOf, rulesOf } from '../contact/store.ts';
import { freshForMinutes } from '../notification/model.ts';
import type { Notify } from '../page/model.ts';
import { type Page, statesOf } from '../page/store.ts';
import { namesIn, quietUntil } from '../page/world.ts';
import { onCallAt } from '../schedule/model.ts';
import { loadSchedules } from '../schedule/store.ts';
import { copyMessage, firstWays, type Shadow, shadowPurpose, shadowsFor } from '../shadow/model.ts';
import { shadowsNow, traineesAmong } from '../shadow/store.ts';

interface Copy {
  page: Page;
  notify: Notify;
  shadow: Shadow;
}

/**
 * Queues for trainees what others are told of now. It rides on decisions and changes none: a copy has a purpose of its
 * own, by which nobody counts as told, and its own lane, so that no page waits for it.
 */
export async function queueCopies(
  act: Act,
  notifies: readonly { page: Page; notify: Notify }[],
): Promise<void> {
  const people = [...new Set(notifies.map((one) => one.notify.person))];
  const shadows = await shadowsNow(act.tx, people, act.now);
  if (shadows.length === 0) return;
  const schedules = await loadSchedules(act.tx, [...new Set(shadows.map((one) => one.schedule))], act.now);
  const onCall = new Map([...schedules].map(([name, schedule]) => [name, onCallAt(schedule, act.now)]));
  const copies = notifies.flatMap(({ page, notify }) =>
    shadowsFor(toldOf(page, notify.person), shadows, (name) => onCall.get(name) ?? []).map(
      (shadow): Copy => ({ page, notify, shadow }),
    ),
  );
  await enqueueCopies(act, copies);
}

async function enqueueCopies(act: Act, copies: readonly Copy[]): Promise<void> {
  const trainees = [...new Set(copies.map((one) => one.shadow.trainee))];
  const rules = await rulesOf(act.tx, trainees);
  const contacts = Map.groupBy(await contactsOf(act.tx, trainees), (one) => one.person);
  const rows = copies.flatMap(({ page, notify, shadow }): NewDelivery[] => {
    const { trainee } = shadow;
    const theirs = rules.get(trainee);
    const { urgency } = notify;
    const quiet = urgency === 'low' ? quietUntil(theirs, act.now) : null;
    const dueAt = quiet ?? act.now;
    const ways = firstWays(theirs?.[urgency] ?? []);
    const expiresAt = earlierOf(dueAt.add({ minutes: freshForMinutes(urgency) }), shadow.end);
    return (ways.length === 0 ? [null] : ways).map((way) => ({
      lane: 'status',
      ...contactFor(contacts.get(trainee) ?? [], way === null ? noRules : { via: way, rule: 0 }),
      purpose: shadowPurpose,
      subject: page.id,
      person: trainee,
      message: copyOf(act, page, notify),
      dueAt,
      expiresAt,
      // One for each time that somebody is called anew, by each way.
      dedupeKey: `shadow:${page.id}:${notify.cycle}:${trainee}:${way ?? 'mail'}`,
    }));
  });
  enqueueDeliveries(act, rows);
}

/** Somebody without rules gets mail. */
const noRules = { via: 'email', rule: null };

function toldOf({ run, notified, groupId, service }: Page, person: string) {
  return {
    person,
    schedules: namesIn([run.policy]).schedules,
    called: notified,
    isDirect: groupId === null && service === null && run.policy.name === 'direct',
  };
}

function copyOf(act: Act, { id, title, service }: Page, { urgency, person }: Notify) {
  const url = `${act.platform.settings.url}/pages/${id}`;
  return copyMessage({ title, service, urgency, of: person, url, at: act.now.toString() });
}

/** What the lanes ask and tell about copies. Whether they arrive is of no concern to the page. */
export const copyPurpose: Purpose = {
  async unwanted(db, deliveries) {
    const people = deliveries.map((one) => one.person);
    const states = await statesOf(
      db,
      deliveries.map((one) => one.subject),
    );
    const [active, trainees] = [await activePeople(db, people), await traineesAmong(db, people)];
    return new Map(
      deliveries.flatMap(({ id, subject, person }): [string, string][] => {
        if (!active.has(person)) return [[id, `${person} has left.`]];
        if (!trainees.has(person)) return [[id, `${person} is nobody's shadow any more.`]];
        const state = states.get(subject)?.state ?? 'gone';
        return state === 'triggered' ? [] : [[id, `The page is ${state}.`]];
      }),
    );
  },
  ended: (act, delivery, end) => noteContact(act, delivery, end),
};

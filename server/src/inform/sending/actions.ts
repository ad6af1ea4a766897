import { lead } from '@muster/contract/inform/channel-text';
import { testListMember } from '@muster/contract/inform/lists';
import { maintenanceNews, type NewsAct, newsOut } from '@muster/contract/inform/news';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { Audience } from '@muster/contract/respond/settings';
import { activePeople } from '../../catalog/index.ts';
import { maintenanceView } from '../../detect/index.ts';
import { noteMessage } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import {
  deliveryStates,
  enqueueDeliveries,
  forgetMessage,
  type NewDelivery,
} from '../../platform/delivery/store.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findIncident, insidersOf, latestOfType } from '../../respond/index.ts';
import { findMember } from '../list/store.ts';
import type { Said } from '../planned/model.ts';
import { findSaid } from '../planned/store.ts';
import { recipientsOf } from '../recipient/model.ts';
import { sourcesOf, sourcesOfWork } from '../recipient/store.ts';
import {
  batchSize,
  newsOf,
  noteOf,
  plannedNewsOf,
  type Sending,
  type StoredTelling,
  senderOf,
  senderOfAddress,
  staleHours,
  tellingOf,
  tellingPurpose,
} from './model.ts';
import {
  allTellings,
  claimSending,
  countTestsSince,
  earlierSendings,
  findSending,
  insertSending,
  insertTellings,
  isBegun,
  plannedTellings,
  saveProgress,
  setHandedOn,
  setResult,
  subjectOf,
  tellingsNow,
} from './store.ts';

export const fanOutSweep = 'inform.fanOut';

/** The latest of one type that are looked through for the news that an event names. */
const mostEvents = 500;

/** News went out, were taken back or put right: notes what is sent. The sweep finds out to whom. */
export async function beginSendings(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) if (newsOut.is(event)) await begin(act, event.subject, event.payload);
}

/** Something was said of planned work: a sending for each of its audiences. */
export async function beginPlanned(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const { payload } of events.filter(maintenanceNews.is)) {
    const said = await findSaid(act.tx, payload.word);
    for (const audience of said?.audiences ?? []) if (said) await beginWord(act, said, audience);
  }
}

async function beginWord(act: Act, said: Said, audience: Audience): Promise<void> {
  if (await isBegun(act.tx, said.id, audience)) return;
  const { maintenance, at } = said;
  const subject = await subjectOf(act.tx, maintenance, audience);
  const words = { ...said, at: wireTime(at) };
  await insertSending(act.tx, {
    id: act.newId(),
    about: 'maintenance',
    incident: maintenance,
    update: said.id,
    audience,
    at,
    act: 'published',
    dueAt: act.now,
    resolvedAt: null,
    news: plannedNewsOf(words, { audience, subject }, act.platform.settings.url),
  });
  act.poke(fanOutSweep, act.now);
}

async function begin(
  act: Act,
  incident: string,
  { update, act: done }: { update: string; act: NewsAct },
): Promise<void> {
  const state = await findIncident(act.tx, incident);
  const first = (await latestOfType(act.tx, incident, 'updatePublished', mostEvents)).find(
    (one) => one.data.id === update,
  );
  const event = first && (await eventOf(act, first, done));
  if (!state || !first || !event) return;
  const { audience } = first.data;
  const subject = await subjectOf(act.tx, incident, audience);
  const sending: Sending = {
    id: event.id,
    about: 'incident',
    incident,
    update,
    audience,
    act: done,
    at: Temporal.Instant.from(event.at),
    news: newsOf(state, { first, event, subject }, act.platform.settings.url),
    dueAt: act.now,
    resolvedAt: null,
  };
  if (await insertSending(act.tx, sending)) act.poke(fanOutSweep, act.now);
}

/** The event by which that was done; of several corrections the latest, which is what holds. */
async function eventOf(act: Act, first: IncidentEvent<'updatePublished'>, done: NewsAct) {
  if (done === 'published') return first;
  const type = done === 'retracted' ? 'updateRetracted' : 'updateCorrected';
  const events = await latestOfType(act.tx, first.incident, type, mostEvents);
  return events.find((one) => one.data.id === first.data.id);
}

/** One step of one sending: who is told, or the next batch of them to the lanes. Answers how many sendings it moved. */
export async function fanOut(act: Act): Promise<number> {
  const sending = await claimSending(act.tx, act.now);
  if (!sending) return 0;
  if (sending.resolvedAt === null) await resolve(act, sending);
  else if (!(await handOn(act, sending)))
    await saveProgress(act.tx, sending.id, { resolvedAt: sending.resolvedAt, dueAt: null });
  await hintOf(act, sending, `sendings:${sending.incident}`);
  return 1;
}

async function resolve(act: Act, sending: Sending): Promise<void> {
  const recipients = sending.act === 'published' ? await listed(act, sending) : await told(act, sending);
  // A few at a time: nobody who is paged meanwhile waits until thousands are written.
  for (let at = 0; at < recipients.length; at += batchSize) {
    const rows = recipients.slice(at, at + batchSize).map(
      (one): StoredTelling => ({
        ...one,
        id: act.newId(),
        sending: sending.id,
        state: 'planned',
        reason: '',
        delivery: null,
        at: act.now,
      }),
    );
    await insertTellings(act.tx, rows);
  }
  await saveProgress(act.tx, sending.id, { resolvedAt: act.now, dueAt: act.now });
}

async function listed(act: Act, sending: Sending) {
  if (sending.about === 'maintenance') {
    const planned = await maintenanceView(act.tx, sending.incident, act.now);
    return planned ? recipientsOf(await sourcesOfWork(act.tx, planned.services, sending.audience)) : [];
  }
  const state = await findIncident(act.tx, sending.incident);
  return state ? recipientsOf(await sourcesOf(act.tx, state, sending.audience)) : [];
}

/**
 * Whoever got what no longer holds. What had not left is held back; of news that are put right they get the right ones
 * all the same, of news that are taken back they hear nothing.
 */
async function told(act: Act, sending: Sending): Promise<StoredTelling[]> {
  const earlier = await earlierSendings(act.tx, sending);
  const rows = await allTellings(
    act.tx,
    earlier.map((one) => one.id),
  );
  const left = await haveLeft(act, rows);
  const held = rows.filter(
    (one) => (one.state === 'planned' || one.state === 'waiting') && !left.has(one.id),
  );
  await setResult(
    act.tx,
    held.map((one) => one.id),
    { state: 'withheld', reason: overtaken, at: act.now },
  );
  const isToldOf = (one: StoredTelling) =>
    left.has(one.id) || (sending.act === 'corrected' && (held.includes(one) || one.reason === overtaken));
  return [...new Map(rows.filter(isToldOf).map((one) => [one.recipient, one])).values()];
}

export const overtaken = 'Later news took its place before it left.';

/** Those whose message was sent, or is past recall. */
async function haveLeft(act: Act, rows: readonly StoredTelling[]): Promise<Set<string>> {
  const waiting = rows.flatMap((one) =>
    one.state === 'waiting' && one.delivery !== null ? [one.delivery] : [],
  );
  const states = await deliveryStates(act.tx, waiting);
  const isOut = ({ state, delivery }: StoredTelling) =>
    state === 'sent' ||
    (state === 'waiting' && ['sending', 'handed', 'delivered'].includes(states.get(delivery ?? '') ?? ''));
  return new Set(rows.filter(isOut).map((one) => one.id));
}

/** Gives the next batch to the lane that no page waits in. False when there was none left. */
async function handOn(act: Act, sending: Sending): Promise<boolean> {
  const rows = await plannedTellings(act.tx, sending.id, batchSize);
  if (rows.length === 0) return false;
  const deliveries = enqueueDeliveries(
    act,
    rows.map((one) => deliveryOf(act, one, sending)),
  );
  await setHandedOn(
    act.tx,
    rows.map(({ id }, i) => ({ id, delivery: deliveries[i] ?? '' })),
  );
  return true;
}

function deliveryOf(act: Act, one: StoredTelling, sending: Sending | null): NewDelivery {
  const isAddress = one.member !== null && one.person === null;
  const kind = isAddress ? senderOfAddress(one.kind) : senderOf(one.kind);
  return {
    lane: 'update',
    kind,
    purpose: tellingPurpose,
    subject: sending?.id ?? one.id,
    person: one.person ?? one.label,
    via: one.via,
    message: { ...messageOf(act, one, sending), telling: one.id },
    dueAt: act.now,
    expiresAt: act.now.add({ hours: staleHours }),
    dedupeKey: `news:${one.id}`,
  };
}

/** Contact methods of people get a note that their own senders know; what our senders need is read when they send. */
function messageOf(act: Act, one: StoredTelling, sending: Sending | null): object {
  if (!sending || one.person === null || senderOf(one.kind) !== one.kind) return {};
  const { news } = sending;
  const url = news.url ?? act.platform.settings.url;
  const label = sending.about === 'incident' ? 'Look at the incident' : 'Look at the maintenance';
  return noteMessage({ ...noteOf(news, lead(news)), url, at: news.at, label });
}

/** Sends a test to a member; the result stands beside it. */
export const testMember = action(
  { name: 'inform.testListMember', who: 'admin', input: testListMember.params },
  async (act, { id, member }): Promise<void> => {
    const found = await findMember(act.tx, member);
    if (found?.list !== id) throw notFound('member');
    if (found.kind === 'team')
      throw new Refusal('conflict', 'A team has no address of its own. Test its people.');
    if ((await countTestsSince(act.tx, act.now.subtract({ minutes: 15 }))) >= mostTests)
      throw new Refusal('limit', 'That was enough testing; wait some minutes.', [], { retryAfter: 900 });
    const isPerson = found.kind === 'person';
    const row: StoredTelling = {
      id: act.newId(),
      sending: null,
      member,
      person: isPerson ? found.mark : null,
      kind: isPerson ? 'mail' : found.kind,
      via: isPerson ? 'account' : 'list',
      recipient: `${found.kind}:${found.mark}`,
      label: found.label,
      why: 'test',
      subscription: null,
      state: 'planned',
      reason: '',
      delivery: null,
      at: act.now,
    };
    await insertTellings(act.tx, [row]);
    const [delivery = ''] = enqueueDeliveries(act, [deliveryOf(act, row, null)]);
    await setHandedOn(act.tx, [{ id: row.id, delivery }]);
    act.record(`audience-list:${id}`, { tested: `${found.kind} ${found.label}` });
    act.hint('audience-lists');
  },
);

/** Tests that administrators may send in a quarter of an hour. */
const mostTests = 30;

export const tellings: Purpose = {
  async unwanted(db, deliveries) {
    const asked = new Map(deliveries.map((one) => [tellingOf(one), one.id]));
    const rows = await tellingsNow(db, [...asked.keys()]);
    const active = await activePeople(
      db,
      rows.flatMap((one) => (one.person === null ? [] : [one.person])),
    );
    return new Map(
      rows.flatMap((one): [string, string][] => {
        const why = one.isOver
          ? overtaken
          : !one.isThere && one.person === null
            ? 'This address was taken off the list.'
            : !one.follows
              ? 'They follow it no longer.'
              : one.person !== null && !active.has(one.person)
                ? 'They have left.'
                : null;
        return why === null ? [] : [[asked.get(one.id) ?? '', why]];
      }),
    );
  },
  async late(act, deliveries) {
    const ids = deliveries.map(tellingOf);
    await setResult(act.tx, ids, {
      state: 'failed',
      reason: 'It waited too long to be of use.',
      at: act.now,
    });
  },
  async ended(act, delivery, { state, reason }) {
    const id = tellingOf(delivery);
    await setResult(act.tx, [id], { state: state === 'delivered' ? 'sent' : 'failed', reason, at: act.now });
    await forgetMessage(act.tx, delivery.id);
    await hintResult(act, id, delivery);
  },
};

async function hintResult(act: Act, id: string, { subject }: Pick<Delivery, 'subject'>): Promise<void> {
  if (subject === id) return act.hint('audience-lists');
  const sending = await findSending(act.tx, subject);
  if (sending) await hintOf(act, sending, `sending:${subject}`);
}

/** Of a private incident those inside hear, and nobody else: an id that is heard of tells that something is there. */
async function hintOf(
  act: Act,
  { about, incident }: Pick<Sending, 'about' | 'incident'>,
  topic: string,
): Promise<void> {
  const state = about === 'incident' ? await findIncident(act.tx, incident) : undefined;
  if (state?.private) act.hintOnly(insidersOf(state), topic);
  else act.hint(topic);
}

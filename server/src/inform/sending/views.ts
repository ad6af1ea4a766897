import type { News } from '@muster/contract/inform/channel-text';
import type { ListMember } from '@muster/contract/inform/lists';
import type { Sending as Shown, Telling } from '@muster/contract/inform/sendings';
import { findPerson } from '../../catalog/index.ts';
import { findContact } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { deliveryStates } from '../../platform/delivery/store.ts';
import { isId } from '../../platform/ids.ts';
import { mailDomain } from '../../platform/mail-domain.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seenIncident } from '../../respond/index.ts';
import type { Address } from '../list/model.ts';
import { findList, findMember } from '../list/store.ts';
import { type ThreadHeaders, threadHeaders } from '../mailing/thread.ts';
import { unsubscribeUrl } from '../subscription/model.ts';
import { type Sending, type StoredTelling, tellingOf } from './model.ts';
import {
  type Counted,
  countTellings,
  findSending,
  findTelling,
  lastTests,
  previousOf,
  sendingsOf,
  tellingsAfter,
} from './store.ts';

export { nextSendingDue } from './store.ts';

const shownSendings = 300;

/** Refuses not_found for whoever may not see the incident. */
export async function sendingList(db: Query, ref: string, actor: Actor): Promise<{ items: Shown[] }> {
  const { id } = await seenIncident(db, ref, actor);
  const rows = await sendingsOf(db, id, shownSendings);
  const counted = Map.groupBy(
    await countTellings(
      db,
      rows.map((one) => one.id),
    ),
    (one) => one.sending,
  );
  return { items: rows.map((one) => toShown(one, counted.get(one.id) ?? [])) };
}

function toShown({ id, update, audience, act, at, resolvedAt }: Sending, counted: readonly Counted[]): Shown {
  const of = (...states: string[]) =>
    counted.filter((one) => states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
  return {
    id,
    update,
    audience,
    act,
    at: wireTime(at),
    resolved: resolvedAt !== null,
    counts: {
      waiting: of('planned', 'waiting'),
      sent: of('sent'),
      failed: of('failed'),
      withheld: of('withheld'),
    },
  };
}

export async function tellingList(
  db: Query,
  {
    ref,
    id,
    actor,
    limit,
    cursor,
  }: { ref: string; id: string; actor: Actor; limit: number; cursor?: string | undefined },
): Promise<{ items: Telling[]; nextCursor: string | null }> {
  const state = await seenIncident(db, ref, actor);
  const sending = await findSending(db, id);
  if (sending?.incident !== state.id) throw notFound('sending');
  const rows = await tellingsAfter(db, id, { after: placeOf(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (one) => [String(one.rank), one.id]);
  return { items: await withEnds(db, items), nextCursor };
}

function placeOf(cursor: string | undefined): [number, string] | null {
  const [rank, id] = fromCursor(cursor, 2) ?? [];
  if (rank === undefined || id === undefined) return null;
  if (/^[0-3]$/.test(rank) && isId(id)) return [Number(rank), id];
  throw strangeCursor();
}

/** A message that was taken back in the moment before it left ended without a word to us. */
async function withEnds(db: Query, rows: readonly StoredTelling[]): Promise<Telling[]> {
  const states = await deliveryStates(
    db,
    rows.flatMap((one) => (one.state === 'waiting' && one.delivery !== null ? [one.delivery] : [])),
  );
  return rows.map(({ id, kind, label, why, state, reason, delivery, at }) => {
    const shown = { id, kind, label, why, reason, at: wireTime(at) };
    if (state === 'planned') return { ...shown, state: 'waiting' };
    return state === 'waiting' && states.get(delivery ?? '') === 'cancelled'
      ? { ...shown, state: 'withheld', reason: 'It was not wanted any more when it was about to leave.' }
      : { ...shown, state };
  });
}

/** The last test of each of these members. */
export async function testsOf(
  db: Query,
  members: readonly string[],
): Promise<Map<string, ListMember['test']>> {
  const rows = await lastTests(db, members);
  const shown = await withEnds(db, rows);
  return new Map(
    rows.map((one, i) => {
      const { at = '', state = 'waiting', reason = '' } = shown[i] ?? {};
      return [one.member ?? '', { at, state, reason }];
    }),
  );
}

/** One message of ours, ready to be sent: where to, what, and what makes it one conversation with those before. */
export interface Outgoing {
  to: Address;
  /** The same on each try. */
  id: string;
  news: News;
  /** What makes mails of an incident to an audience one conversation. */
  thread: ThreadHeaders;
  /** Only of what somebody follows. */
  unsubscribe: string | null;
}

/** What a delivery of ours says; undefined when there is nobody there any more. */
export async function outgoing(platform: Platform, delivery: Delivery): Promise<Outgoing | undefined> {
  const { work: db, secrets, settings } = platform;
  const telling = await findTelling(db, tellingOf(delivery));
  const to = telling && (await addressOf(platform, telling));
  if (!to) return undefined;
  const sending = telling.sending === null ? undefined : await findSending(db, telling.sending);
  const unsubscribe = telling.subscription && unsubscribeUrl(settings.url, secrets, telling.subscription);
  const about = { to, id: telling.id, unsubscribe };
  const domain = mailDomain(settings.mail?.from ?? '');
  const threadOf = (thread: string, previous: string | null) =>
    threadHeaders({ domain, thread, message: telling.id, previous });
  if (!sending) return { ...about, news: await testNews(db, telling), thread: threadOf(telling.id, null) };
  return {
    ...about,
    news: sending.news,
    thread: threadOf(
      hashOf(`${sending.incident} ${sending.audience}`).slice(0, 32),
      await previousOf(db, telling),
    ),
  };
}

async function addressOf(platform: Platform, one: StoredTelling): Promise<Address | undefined> {
  const { work: db, secrets } = platform;
  if (one.person === null) {
    const member = one.member === null ? undefined : await findMember(db, one.member);
    // Sealed by the list's own action alone, so it is an address.
    return member?.sealed ? (JSON.parse(secrets.open(member.sealed)) as Address) : undefined;
  }
  if (one.via === 'account') {
    const person = await findPerson(db, one.person);
    return person && { kind: 'mail', to: person.email };
  }
  const contact = await findContact(db, secrets, one.person, one.via);
  return contact?.kind === 'email' ? { kind: 'mail', to: contact.to } : undefined;
}

async function testNews(db: Query, { member, at }: StoredTelling): Promise<News> {
  const found = member === null ? undefined : await findMember(db, member);
  const list = found && (await findList(db, found.list));
  return {
    act: 'test',
    outside: true,
    subject: 'A test from Muster',
    heading: 'A test from Muster',
    text: `This address is on the audience list "${list?.name ?? ''}". News of incidents come here.`,
    state: null,
    nextAt: null,
    at: wireTime(at),
    url: null,
  };
}

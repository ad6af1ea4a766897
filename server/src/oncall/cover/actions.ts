import {
  type Asked,
  acceptCover as acceptEndpoint,
  askForCover as askEndpoint,
  offerCover as offerEndpoint,
} from '@muster/contract/oncall/cover';
import type { Schedule } from '@muster/contract/oncall/definition';
import { z } from 'zod';
import { activePeople, knownPeople, membersOf } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import type { Purpose } from '../../platform/delivery/lanes.ts';
import { cancelDeliveries, forgetEnded, forgetMessage } from '../../platform/delivery/store.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { personMeant } from '../contact/actions.ts';
import { tellPerson } from '../letter/actions.ts';
import { peopleOf } from '../schedule/people.ts';
import { findSchedule, loadSchedules, saveOverride } from '../schedule/store.ts';
import { type Ask, decideAcceptance, decideAsk, decideOffer, isAgreed, nextDue, offerOf } from './decide.ts';
import { askedLetter, inVainLetter, offeredLetter, stillYoursLetter, takenLetter } from './letters.ts';
import { inWorkingHours, type Offer, openParts, type Request } from './model.ts';
import { partsWithin, type Span } from './span.ts';
import {
  claimDueRequests,
  insertRequest,
  lockOpenOf,
  lockRequest,
  nextRequestDue,
  openAmong,
  saveOffer,
  saveState,
} from './store.ts';

export const coverSweep = 'oncall.remindOfCover';
export const coverPurpose = 'cover';

/** Asks others to take over a shift of one's own, or a part of it. */
export const askForCover = action(
  { name: 'oncall.askForCover', who: 'responder', input: askEndpoint.body },
  async (act, { schedule, asked, note = '', atOnce, ...given }): Promise<{ id: string }> => {
    const person = personMeant(act.caller.actor, 'me');
    await refuseUnknown(act, asked);
    const others = await lockOpenOf(act.tx, person, schedule);
    const asking = { ...spanOf(given), person, others, ...(await termsOf(act, schedule, asked)) };
    const span = decideAsk(asking, act.now);
    const request: Request = {
      ...span,
      id: act.newId(),
      schedule,
      person,
      asked,
      note,
      atOnce,
      state: 'open',
      createdAt: act.now,
      dueAt: nextDue({ ...span, state: 'open' }, act.now),
      offers: [],
    };
    await insertRequest(act.tx, request);
    act.record(`schedule:${schedule}`, { cover: request.id, person, ...textOf(span), asked });
    changed(act, request);
    await tellAsked(act, request, 'first');
    return { id: request.id };
  },
);

export const withdrawCover = action(
  { name: 'oncall.withdrawCover', who: 'responder', input: z.strictObject({ id: z.string() }) },
  async (act, { id }) => {
    const request = await locked(act, id);
    if (request.person !== personMeant(act.caller.actor, 'me')) throw notFound('request');
    if (request.state !== 'open') throw new Refusal('conflict', `This request is ${request.state}.`);
    await close(act, request, 'withdrawn', `${request.person} has withdrawn the request.`);
    act.record(`schedule:${request.schedule}`, { cover: id, state: 'withdrawn' });
  },
);

/** Offers to step in. Where the request says so, a favour is taken at once. */
export const offerCover = action(
  {
    name: 'oncall.offerCover',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...offerEndpoint.body.shape }),
  },
  async (act, { id, exchange: swap, note = '', ...given }) => {
    const person = personMeant(act.caller.actor, 'me');
    const request = await locked(act, id);
    const span = {
      start: given.start ? Temporal.Instant.from(given.start) : request.start,
      end: given.end ? Temporal.Instant.from(given.end) : request.end,
    };
    const exchange = swap ? { schedule: swap.schedule, ...spanOf(swap) } : null;
    const schedules = await schedulesFor(act, request.schedule, exchange?.schedule);
    const offering = { ...span, person, exchange, isAsked: await isAsked(act.tx, request, person) };
    decideOffer(request, { ...offering, ...schedules }, act.now);
    const offer: Offer = {
      ...span,
      id: act.newId(),
      person,
      exchange,
      note,
      state: 'waiting',
      taken: [],
      createdAt: act.now,
    };
    act.record(`schedule:${request.schedule}`, { cover: id, offer: offer.id, person, ...textOf(span) });
    request.offers.push(offer);
    await saveOffer(act.tx, id, offer);
    if (isAgreed(request, offer)) await take(act, request, offer, schedules);
    else
      await tellPerson(act, {
        person: request.person,
        write: (reader) => offeredLetter(request, offer, reader),
      });
    changed(act, request);
  },
);

export const acceptCover = action(
  { name: 'oncall.acceptCover', who: 'responder', input: acceptEndpoint.params },
  async (act, { id, offer: offerId }) => {
    const request = await locked(act, id);
    if (request.person !== personMeant(act.caller.actor, 'me')) throw notFound('request');
    const offer = offerOf(request, offerId);
    await take(act, request, offer, await schedulesFor(act, request.schedule, offer.exchange?.schedule));
    changed(act, request);
  },
);

/** Takes one's own offer back, or declines one that was made to oneself. */
export const endOffer = action(
  { name: 'oncall.endOffer', who: 'responder', input: acceptEndpoint.params },
  async (act, { id, offer: offerId }) => {
    const me = personMeant(act.caller.actor, 'me');
    const request = await locked(act, id);
    const offer = offerOf(request, offerId);
    if (me !== offer.person && me !== request.person) throw notFound('offer');
    if (offer.state !== 'waiting') throw new Refusal('conflict', `This offer is ${offer.state}.`);
    const isOwn = me === offer.person;
    await saveOffer(act.tx, id, { ...offer, state: isOwn ? 'withdrawn' : 'declined' });
    act.record(`schedule:${request.schedule}`, { cover: id, offer: offerId, by: me });
    if (!isOwn) await tellInVain(act, request, offer, `${request.person} has declined it.`);
    changed(act, request);
  },
);

export function nextCoverAt(db: Query): Promise<Temporal.Instant | null> {
  return nextRequestDue(db);
}

/** Reminds of what is still open, once however long the server stood still, and ends what is over. */
export async function remindOfCover(act: Act): Promise<number> {
  const due = await claimDueRequests(act.tx, act.now);
  for (const request of due) {
    if (Temporal.Instant.compare(request.end, act.now) <= 0) {
      await close(act, request, 'expired', 'Nobody has answered it before the shift was over.');
      continue;
    }
    const dueAt = nextDue(request, act.now);
    await saveState(act.tx, { ...request, dueAt });
    if (dueAt) act.poke(coverSweep, dueAt);
    await tellAsked(act, request, `before ${dueAt?.epochMilliseconds ?? 0}`);
    await tellPerson(act, {
      person: request.person,
      write: (reader) => stillYoursLetter(request, reader),
      ...inTime(act, request, request.person, `before ${dueAt?.epochMilliseconds ?? 0}`),
    });
  }
  return due.length;
}

/** Asked before a letter about an open request is sent: one that is not open any more needs nobody. */
export const coverLetters: Purpose = {
  async unwanted(db, deliveries) {
    const open = await openAmong(
      db,
      deliveries.map((one) => one.subject),
    );
    return new Map(
      deliveries.flatMap(({ id, subject }): [string, string][] =>
        open.has(subject) ? [] : [[id, 'The request is not open any more.']],
      ),
    );
  },
  ended: (act, { id }) => forgetMessage(act.tx, id),
};

export function forgetCoverLetters(act: Act): Promise<void> {
  return forgetEnded(act.tx, coverPurpose);
}

interface Schedules {
  schedule: Schedule;
  other: Schedule | null;
}

/** What was offered changes hands: overrides on top of all others, for what is really open and the person's own. */
async function take(act: Act, request: Request, offer: Offer, schedules: Schedules): Promise<void> {
  if (!(await activePeople(act.tx, [offer.person])).has(offer.person))
    throw new Refusal('conflict', `${offer.person} has left.`);
  const parts = decideAcceptance(request, offer, schedules, act.now);
  for (const part of parts)
    await handOver(act, request.schedule, part, { from: request.person, to: offer.person });
  if (offer.exchange)
    await handOver(act, offer.exchange.schedule, offer.exchange, { from: offer.person, to: request.person });
  Object.assign(offer, { state: 'accepted', taken: parts });
  await saveOffer(act.tx, request.id, offer);
  for (const person of [request.person, offer.person])
    await tellPerson(act, { person, write: (reader) => takenLetter(request, offer, parts, reader) });
  const open = openParts(request);
  if (open.length === 0) {
    await close(act, request, 'covered', 'Others have taken all of it over.');
    return;
  }
  // An exchange is for all of what was offered; once a part of it is gone, it cannot be even.
  const lost = (one: Offer) =>
    one.state === 'waiting' &&
    (partsWithin(open, one).length === 0 || (one.exchange !== null && partsWithin(parts, one).length > 0));
  for (const one of request.offers.filter(lost))
    await lapse(act, request, one, `${offer.person} has taken it over.`);
}

async function handOver(
  act: Act,
  schedule: string,
  { start, end }: Span,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const definition = { kind: 'replace' as const, ...textOf({ start, end }), user: from, with: to };
  const id = act.newId();
  await saveOverride(act.tx, { id, schedule, definition, createdBy: to, createdAt: act.now });
  act.record(`schedule:${schedule}`, { override: id, after: definition });
  act.hint('schedules', `schedule:${schedule}`);
}

async function close(
  act: Act,
  request: Request,
  state: 'covered' | 'withdrawn' | 'expired',
  why: string,
): Promise<void> {
  await saveState(act.tx, { id: request.id, state, dueAt: null });
  await cancelDeliveries(act, coverPurpose, request.id, why);
  for (const offer of request.offers) if (offer.state === 'waiting') await lapse(act, request, offer, why);
  changed(act, request);
}

async function lapse(act: Act, request: Request, offer: Offer, why: string): Promise<void> {
  await saveOffer(act.tx, request.id, { ...offer, state: 'lapsed' });
  await tellInVain(act, request, offer, why);
}

async function tellInVain(act: Act, request: Request, offer: Offer, why: string): Promise<void> {
  await tellPerson(act, {
    person: offer.person,
    write: (reader) => inVainLetter(request, offer, why, reader),
  });
}

async function tellAsked(act: Act, request: Request, which: string): Promise<void> {
  for (const person of await whoIsTold(act, request)) {
    if (person === request.person) continue;
    await tellPerson(act, {
      person,
      write: (reader) => askedLetter(request, reader, which !== 'first'),
      ...inTime(act, request, person, which),
    });
  }
}

/** In the reader's working hours, and never after the shift is over. */
function inTime(act: Act, request: Request, person: string, which: string) {
  return {
    dueAt: (timeZone: string) => inWorkingHours(act.now, timeZone),
    expiresAt: request.end,
    about: { purpose: coverPurpose, subject: request.id, key: `cover:${request.id}:${which}:${person}` },
  };
}

/** Whoever is asked; when everybody is, those whom the schedule names and the members of its team. */
async function whoIsTold(act: Act, { asked, schedule }: Request): Promise<string[]> {
  if (asked.kind === 'people') return asked.people;
  if (asked.kind === 'swap') return [asked.person];
  if (asked.kind === 'team') return (await membersOf(act.tx, [asked.team])).get(asked.team) ?? [];
  const stored = await findSchedule(act.tx, schedule);
  if (!stored) return [];
  const members = stored.team ? ((await membersOf(act.tx, [stored.team])).get(stored.team) ?? []) : [];
  return [...new Set([...peopleOf(stored.definition).map((one) => one.person), ...members])].slice(0, 50);
}

/** Whether somebody is one of those who are asked. */
async function isAsked(db: Query, { asked }: Pick<Request, 'asked'>, person: string): Promise<boolean> {
  if (asked.kind === 'everybody') return true;
  if (asked.kind === 'people') return asked.people.includes(person);
  if (asked.kind === 'swap') return asked.person === person;
  return ((await membersOf(db, [asked.team])).get(asked.team) ?? []).includes(person);
}

async function refuseUnknown(act: Act, asked: Asked): Promise<void> {
  if (asked.kind === 'team' && !(await membersOf(act.tx, [asked.team])).has(asked.team))
    throw new Refusal('invalid', `There is no team "${asked.team}".`, [
      { pointer: '/asked/team', message: 'is not a team' },
    ]);
  if (asked.kind === 'swap' && !(await activePeople(act.tx, [asked.person])).has(asked.person))
    throw new Refusal('invalid', `"${asked.person}" is not here.`, [
      { pointer: '/asked/person', message: 'has left, or is no person' },
    ]);
  if (asked.kind !== 'people') return;
  const known = await knownPeople(act.tx, asked.people);
  const stranger = asked.people.find((one) => !known.has(one));
  if (stranger !== undefined)
    throw new Refusal('invalid', `There is no person "${stranger}".`, [
      { pointer: '/asked/people', message: 'names somebody who is not a person' },
    ]);
}

async function locked(act: Act, id: string): Promise<Request> {
  const request = isId(id) ? await lockRequest(act.tx, id) : undefined;
  if (!request) throw notFound('request');
  return request;
}

async function termsOf(act: Act, name: string, asked: Asked): Promise<Pick<Ask, 'schedule' | 'swap'>> {
  if (asked.kind !== 'swap')
    return { schedule: (await schedulesFor(act, name, undefined)).schedule, swap: null };
  const { schedule, other } = await schedulesFor(act, name, asked.exchange.schedule);
  const exchange = { schedule: asked.exchange.schedule, ...spanOf(asked.exchange) };
  return { schedule, swap: { person: asked.person, exchange, other } };
}

async function schedulesFor(act: Act, own: string, other: string | undefined): Promise<Schedules> {
  const loaded = await loadSchedules(act.tx, other === undefined ? [own] : [own, other], act.now);
  const schedule = loaded.get(own);
  if (!schedule) throw notFound('schedule');
  return { schedule, other: other === undefined ? null : (loaded.get(other) ?? null) };
}

function spanOf({ start, end }: { start: string; end: string }): Span {
  return { start: Temporal.Instant.from(start), end: Temporal.Instant.from(end) };
}

function textOf({ start, end }: Span): { start: string; end: string } {
  return {
    start: start.toString({ smallestUnit: 'millisecond' }),
    end: end.toString({ smallestUnit: 'millisecond' }),
  };
}

function changed(act: Act, { schedule, dueAt }: Pick<Request, 'schedule' | 'dueAt'>): void {
  act.hint('cover', `schedule:${schedule}`);
  if (dueAt) act.poke(coverSweep, dueAt);
}

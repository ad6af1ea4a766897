/** What may become of a request for cover. Whoever comes second is told who was first, and what is still open. */
import type { Schedule } from '@muster/contract/oncall/definition';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { type Exchange, type Offer, openParts, type Request, shiftsOf, spanText } from './model.ts';
import { covers, isSome, later, partsWithin, type Span } from './span.ts';

/** Before the shift begins; each is moved into working hours when it is sent. */
const remindBefore = [{ hours: 7 * 24 }, { hours: 3 * 24 }, { hours: 24 }, { hours: 4 }];

/** When the sweep looks again: at the next reminder, else when it is over. Only what is still ahead counts. */
export function nextDue(
  { start, end, state }: Pick<Request, 'start' | 'end' | 'state'>,
  now: Temporal.Instant,
) {
  if (state !== 'open') return null;
  const reminders = remindBefore.map((lead) => start.subtract(lead));
  return [...reminders, end].find((at) => Temporal.Instant.compare(at, now) > 0) ?? end;
}

export interface Ask extends Span {
  person: string;
  schedule: Schedule;
  /** The person's requests for this schedule that are open. */
  others: readonly Request[];
  /** Whose shift is wanted in exchange, and on which schedule; null where nothing is. */
  swap: { person: string; exchange: Exchange; other: Schedule | null } | null;
}

/** The span to be covered, without what is past. Refuses what is not the person's own shift. */
export function decideAsk({ person, schedule, others, swap, ...asked }: Ask, now: Temporal.Instant): Span {
  if (!isSome(asked)) throw wrong('/end', 'The end must come after the start.');
  const span = { start: later(asked.start, now), end: asked.end };
  if (!isSome(span)) throw wrong('/end', 'This shift is over.');
  if (Temporal.Instant.compare(span.end, now.add({ hours: 24 * 400 })) > 0)
    throw wrong('/end', 'Cover is asked for at most 400 days ahead.');
  if (!covers(shiftsOf(schedule, person, span), span))
    throw wrong('/start', `${person} is not on call all of that time.`);
  if (others.some((one) => partsWithin(openParts(one), span).length > 0))
    throw new Refusal('conflict', 'Cover is asked for already for some of that time.');
  if (swap) {
    if (swap.person === person) throw wrong('/asked/person', 'A swap is with somebody else.');
    if (shiftsOf(schedule, swap.person, span).length > 0)
      throw new Refusal('conflict', `${swap.person} is on call then already.`);
    refuseExchange({ person }, swap, now, '/asked/exchange');
  }
  return span;
}

/** Whether an offer needs no acceptance: a favour where the request says so, or exactly the swap that was proposed. */
export function isAgreed(
  { atOnce, asked, ...whole }: Request,
  { exchange, ...span }: Span & Pick<Offer, 'exchange'>,
): boolean {
  if (!exchange) return atOnce;
  if (asked.kind !== 'swap' || asked.exchange.schedule !== exchange.schedule) return false;
  const wanted = {
    start: Temporal.Instant.from(asked.exchange.start),
    end: Temporal.Instant.from(asked.exchange.end),
  };
  return exchange.start.equals(wanted.start) && exchange.end.equals(wanted.end) && covers([span], whole);
}

export interface Offering extends Span {
  person: string;
  /** Whether the person is one of those who are asked. */
  isAsked: boolean;
  exchange: Exchange | null;
  /** The schedule of the request, and that of the shift given in exchange. */
  schedule: Schedule;
  other: Schedule | null;
}

/** What somebody offers, cut to what is still open. */
export function decideOffer(request: Request, offering: Offering, now: Temporal.Instant): Span[] {
  refuseClosed(request, now);
  if (offering.person === request.person) throw wrong('', 'It is your own shift.');
  if (!offering.isAsked) throw new Refusal('forbidden', 'Others were asked.');
  const parts = stillOpen(request, offering, now);
  const mine = shiftsOf(offering.schedule, offering.person, offering);
  if (parts.some((part) => partsWithin(mine, part).length > 0))
    throw new Refusal('conflict', `${offering.person} is on call then already.`);
  if (offering.exchange) refuseExchange(request, offering, now, '/exchange');
  return parts;
}

/** What changes hands when an offer is accepted. The rota may have changed since it was made. */
export function decideAcceptance(
  request: Request,
  offer: Offer,
  { schedule, other }: Pick<Offering, 'schedule' | 'other'>,
  now: Temporal.Instant,
): Span[] {
  refuseClosed(request, now);
  if (offer.state !== 'waiting') throw new Refusal('conflict', `This offer is ${offer.state}.`);
  const parts = stillOpen(request, offer, now);
  const theirs = shiftsOf(schedule, request.person, offer);
  const real = parts.flatMap((part) => partsWithin(theirs, part));
  if (real.length === 0) throw new Refusal('conflict', `${request.person} is not on call then any more.`);
  if (offer.exchange) {
    const asWhole = { start: later(offer.start, now), end: offer.end };
    if (!covers(real, asWhole))
      throw new Refusal('conflict', 'Some of it has changed since, so that the exchange is no longer even.');
    refuseExchange(request, { ...offer, other, exchange: offer.exchange }, now, '/exchange');
  }
  return real;
}

/** `at` points at the exchange in what was sent. */
function refuseExchange(
  request: Pick<Request, 'person'>,
  { person, exchange, other }: { person: string; exchange: Exchange | null; other: Schedule | null },
  now: Temporal.Instant,
  at: '/exchange' | '/asked/exchange',
): void {
  if (!exchange) return;
  if (!other) throw wrong(`${at}/schedule`, `There is no schedule "${exchange.schedule}".`);
  if (!isSome(exchange) || Temporal.Instant.compare(exchange.start, now) < 0)
    throw wrong(`${at}/start`, 'The shift in exchange must lie ahead.');
  if (!covers(shiftsOf(other, person, exchange), exchange))
    throw wrong(`${at}/start`, `${person} is not on call all of that time.`);
  if (shiftsOf(other, request.person, exchange).length > 0)
    throw wrong(`${at}/start`, `${request.person} is on call then already.`);
}

/** The parts of a span that are open; a refusal that says who was first where none is. */
function stillOpen(request: Request, span: Span, now: Temporal.Instant): Span[] {
  if (!isSome(span)) throw wrong('/end', 'The end must come after the start.');
  const open = openParts(request);
  const parts = partsWithin(open, { start: later(span.start, now), end: span.end });
  if (parts.length > 0) return parts;
  const who = [
    ...new Set(
      request.offers.filter((one) => partsWithin(one.taken, span).length > 0).map((one) => one.person),
    ),
  ];
  const rest = open.map((part) => spanText(part, 'UTC')).join(', ');
  throw new Refusal(
    'conflict',
    `${who.length > 0 ? `${who.join(' and ')} took that over already.` : 'That is not part of what is open.'} ${rest ? `Still open: ${rest}.` : 'Nothing is open any more.'}`,
  );
}

function refuseClosed({ state, end }: Request, now: Temporal.Instant): void {
  if (state !== 'open') throw new Refusal('conflict', `This request is ${state}.`);
  if (Temporal.Instant.compare(end, now) <= 0) throw new Refusal('conflict', 'This shift is over.');
}

/** The offer of a request; a refusal where there is none. */
export function offerOf(request: Request, id: string): Offer {
  const offer = request.offers.find((one) => one.id === id);
  if (!offer) throw notFound('offer');
  return offer;
}

function wrong(pointer: string, message: string): Refusal {
  return new Refusal('invalid', message, pointer === '' ? [] : [{ pointer, message }]);
}

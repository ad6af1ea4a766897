import type { CoverOffer, CoverRequest } from '@muster/contract/oncall/cover';
import { membersOf } from '../../catalog/index.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { type Offer, openParts, type Request } from './model.ts';
import type { Span } from './span.ts';
import { findRequest, requestsSince } from './store.ts';

const pastDays = 90;

/** Requests as a person sees them; null for whoever is nobody in particular. */
export async function coverList(
  db: Query,
  now: Temporal.Instant,
  { state, me }: { state: 'open' | 'any'; me: string | null },
): Promise<{ items: CoverRequest[] }> {
  const since = state === 'open' ? now : now.subtract({ hours: 24 * pastDays });
  const items = await requestsSince(db, state, since);
  return { items: await shown(db, items, me) };
}

export async function coverView(db: Query, id: string, me: string | null): Promise<CoverRequest> {
  const request = await findRequest(db, id);
  const [item] = request ? await shown(db, [request], me) : [];
  if (!item) throw notFound('request');
  return item;
}

async function shown(db: Query, requests: readonly Request[], me: string | null): Promise<CoverRequest[]> {
  const teams = await membersOf(
    db,
    requests.flatMap(({ asked }) => (asked.kind === 'team' ? [asked.team] : [])),
  );
  const isForMe = ({ asked, person }: Request): boolean => {
    if (me === null || me === person) return false;
    if (asked.kind === 'everybody') return true;
    if (asked.kind === 'swap') return asked.person === me;
    return (asked.kind === 'people' ? asked.people : (teams.get(asked.team) ?? [])).includes(me);
  };
  return requests.map((request) => ({
    id: request.id,
    schedule: request.schedule,
    person: request.person,
    ...spanWire(request),
    asked: request.asked,
    note: request.note,
    atOnce: request.atOnce,
    state: request.state,
    createdAt: wireTime(request.createdAt),
    open: request.state === 'open' ? openParts(request).map(spanWire) : [],
    offers: request.offers.map(offerWire),
    forMe: isForMe(request),
  }));
}

function offerWire({ id, person, exchange, note, state, createdAt, ...span }: Offer): CoverOffer {
  return {
    id,
    person,
    ...spanWire(span),
    exchange: exchange && { schedule: exchange.schedule, ...spanWire(exchange) },
    note,
    state,
    createdAt: wireTime(createdAt),
  };
}

function spanWire({ start, end }: Span): { start: string; end: string } {
  return { start: wireTime(start), end: wireTime(end) };
}

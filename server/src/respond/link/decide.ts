/** What may be linked with what: nobody learns by a link of an incident that does not exist for them. */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState, Link, Relation } from '@muster/contract/respond/state';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { insidersOf } from '../stream/model.ts';

const mostLinks = 500;

type Wish = Omit<Link, 'at'>;

/** None where it is linked already. */
export function decideLinked(state: IncidentState, wish: Wish): NewEvent[] {
  if (
    state.links.some((one) => one.kind === wish.kind && one.to === wish.to && one.relation === wish.relation)
  )
    return [];
  if (state.links.length >= mostLinks)
    throw new Refusal('conflict', `An incident has at most ${mostLinks} links.`);
  return [{ type: 'linked', data: wish }];
}

/** Both sides, as far as the people of each may know of the other. */
export function decideRelated(
  state: IncidentState,
  other: IncidentState,
  { id, relation }: { id: string; relation: Relation },
): { here: NewEvent[]; there: NewEvent[] } {
  if (state.id === other.id) throw wrong('An incident cannot be linked with itself.');
  if (!maySeeTogether(state, other))
    throw wrong(`${other.ref} is private: a link would tell of it to others.`);
  const here = decideLinked(state, { id, kind: 'incident', to: other.ref, label: '', relation });
  const back = { id, kind: 'incident', to: state.ref, label: '', relation: inverse[relation] } as const;
  return { here, there: here.length > 0 && maySeeTogether(other, state) ? decideLinked(other, back) : [] };
}

export function decideUnlinked(state: IncidentState, id: string, reason: string): NewEvent[] {
  if (!state.links.some((one) => one.id === id)) throw notFound('link');
  return [{ type: 'unlinked', data: { id, reason } }];
}

/** The links to others that would tell of it there, once it is private. */
export function linkedWith({ links }: IncidentState): Link[] {
  return links.filter((one) => one.kind === 'incident');
}

const inverse: Readonly<Record<Relation, Relation>> = {
  related: 'related',
  'caused-by': 'causes',
  causes: 'caused-by',
  'duplicate-of': 'duplicated-by',
  'duplicated-by': 'duplicate-of',
  'recurrence-of': 'recurred-as',
  'recurred-as': 'recurrence-of',
};

/** Whether everybody who sees the one may know of the other. */
function maySeeTogether(one: IncidentState, other: IncidentState): boolean {
  if (!other.private) return true;
  const inside = insidersOf(other);
  return one.private && insidersOf(one).every((person) => inside.includes(person));
}

function wrong(message: string): Refusal {
  return new Refusal('conflict', message, [{ pointer: '/to', message }]);
}

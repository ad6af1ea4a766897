/**
 * Who may see an incident. A private one does not exist for those outside: not found, never forbidden, everywhere
 * (security check 20, I12). Administrators and auditors are outside too, unless they are let in, which is on record.
 */
import type { IncidentActor, IncidentState } from '@muster/contract/respond/state';
import { type Actor, actorName } from '../../platform/actor.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { insidersOf } from '../stream/model.ts';

export function maySee(state: IncidentState, actor: Actor): boolean {
  if (!state.private || actor.kind === 'system') return true;
  return actor.kind === 'person' && insidersOf(state).includes(actor.name);
}

/** The incident, or the refusal that an incident which is not there would get. */
export function seen(state: IncidentState | undefined, actor: Actor): IncidentState {
  if (!state || !maySee(state, actor)) throw notFound('incident');
  return state;
}

/** The name by which lists ask for private ones; null for whoever is no person. */
export function insiderName(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.name : null;
}

/** Who wants it, as far as decisions ask: nobody's name for a token of a machine. */
export interface Wisher {
  person: string | null;
  isAdmin: boolean;
}

export function wisherOf(actor: Actor): Wisher {
  return {
    person: actor.kind === 'person' ? actor.name : null,
    isAdmin: actor.kind === 'system' || (actor.kind !== 'anyone' && actor.access === 'admin'),
  };
}

/** So often may one person turn each of these in one incident: nobody who works on it comes near. */
const mostTurns = 200;

/** Refuses (limit) what makes a stream grow without end: somebody who turns the same thing again and again. */
export function refuseEndless(
  before: IncidentState,
  after: IncidentState,
  { kind, name }: IncidentActor,
): void {
  if (kind !== 'person' && kind !== 'integration') return;
  const had = turnsOf(before, name);
  for (const [what, turns] of Object.entries(turnsOf(after, name)))
    if (turns > mostTurns && turns > (had[what] ?? 0))
      throw new Refusal('limit', `You have changed the ${what} ${mostTurns} times. Somebody else can.`);
}

function turnsOf(state: IncidentState, me: string): Record<string, number> {
  const byMe = (rows: readonly { by: IncidentActor }[]) => rows.filter((one) => one.by.name === me).length;
  return {
    roles: byMe(state.assignments),
    status: byMe(state.statuses),
    severity: byMe(state.severities),
    'people who are here': state.responders.filter((one) => one.person === me).length,
    handoffs: state.handoffs.filter((one) => (one.from ?? one.to) === me).length,
  };
}

/** How the stream names whoever did something. */
export function incidentActor(actor: Actor): IncidentActor {
  if (actor.kind === 'person') return { kind: 'person', name: actor.name };
  return { kind: actor.kind === 'token' ? 'integration' : 'muster', name: actorName(actor) };
}

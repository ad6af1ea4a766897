/** Around a follow-up: whom and what it may name, and who may see it. All of it is asked of others; nothing is kept here. */
import type { IncidentState } from '@muster/contract/respond/state';
import { findPerson, findServices, membersOf } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { findIncident, maySee } from '../../respond/index.ts';
import { findReportOfFactor } from '../factor/store.ts';
import { findRetrospective } from '../retrospective/store.ts';

interface Named {
  owner?: string | null | undefined;
  team?: string | null | undefined;
  services?: readonly string[] | undefined;
}

/** Where somebody lives, whose days count; UTC for nobody. */
export async function zoneOf(db: Query, person: string | null): Promise<string> {
  const found = person === null ? undefined : await findPerson(db, person);
  return found?.timeZone ?? 'UTC';
}

/** The team of the first of these services that has one. */
export async function teamOfServices(db: Query, services: readonly string[]): Promise<string | null> {
  const [first] = await findServices(db, services.slice(0, 1));
  return first?.team ?? null;
}

/** Refuses (invalid) who and what is not there, and an owner who could not work on it. */
export async function refuseUnknown(
  db: Query,
  { owner, team, services = [] }: Named,
  incident: IncidentState | null,
): Promise<void> {
  const errors: { pointer: string; message: string }[] = [];
  const why = owner ? await whyNotOwner(db, owner, incident) : null;
  if (why !== null) errors.push({ pointer: '/owner', message: why });
  if (team && !(await membersOf(db, [team])).has(team))
    errors.push({ pointer: '/team', message: `there is no team "${team}"` });
  const known = new Set((await findServices(db, services)).map((one) => one.name));
  services.forEach((name, at) => {
    if (!known.has(name))
      errors.push({ pointer: `/services/${at}`, message: `there is no service "${name}"` });
  });
  if (errors.length > 0) throw new Refusal('invalid', 'Some of what was named cannot be.', errors);
}

/** Refuses (invalid) those who could not work on anything: they cannot approve it either. */
export async function refuseUnknownApprovers(db: Query, approvers: readonly string[]): Promise<void> {
  const whys = await Promise.all(approvers.map((name) => whyNotOwner(db, name, null)));
  const errors = whys.flatMap((why, at) =>
    why === null ? [] : [{ pointer: `/approvers/${at}`, message: why }],
  );
  if (errors.length > 0) throw new Refusal('invalid', 'Some of what was named cannot be.', errors);
}

/** Why this person cannot own it, in words; null where they can. */
export async function whyNotOwner(
  db: Query,
  owner: string,
  incident: IncidentState | null,
): Promise<string | null> {
  const found = await findPerson(db, owner);
  if (!found || found.deactivatedAt !== null) return `there is no person "${owner}"`;
  if (found.access !== 'responder' && found.access !== 'admin') return 'only responders can work on it';
  const actor = { kind: 'person', name: owner, access: found.access, by: 'session' } as const;
  return incident && !maySee(incident, actor) ? 'may not see the incident that it belongs to' : null;
}

export interface Report {
  retrospective: string;
  incident: IncidentState | null;
  services: string[];
}

/**
 * The report that something comes from, as its id or that of one of its factors tells; null where neither is named.
 * Refuses (invalid) what is not there, what the caller may not see, and a factor of another report.
 */
export async function reportOf(
  db: Query,
  {
    retrospective,
    factor,
  }: { retrospective?: string | null | undefined; factor?: string | null | undefined },
  actor: Actor,
): Promise<Report | null> {
  const ofFactor = factor && isId(factor) ? await findReportOfFactor(db, factor) : undefined;
  if (factor && (!ofFactor || (retrospective && retrospective !== ofFactor.retrospective)))
    throw unknownReport('/factor', 'is no factor of this report');
  const id = retrospective || ofFactor?.retrospective;
  if (!id) return null;
  const found = isId(id) ? await findRetrospective(db, id) : undefined;
  const incident = found?.incident ? ((await findIncident(db, found.incident)) ?? null) : null;
  if (!found || (incident && !maySee(incident, actor)))
    throw unknownReport('/retrospective', 'is no retrospective');
  return { retrospective: found.id, incident, services: found.services };
}

export function unknownReport(pointer: string, message: string): Refusal {
  return new Refusal('invalid', 'Some of what was named cannot be.', [{ pointer, message }]);
}

/** It as it is, for whoever may see its incident. Refuses not_found for others, as for one that is not there. */
export async function seenWithIncident<One extends { incident: string | null }>(
  db: Query,
  found: One | undefined,
  actor: Actor,
): Promise<One> {
  if (!found) throw notFound('follow-up');
  if (found.incident === null) return found;
  const incident = await findIncident(db, found.incident);
  if (!incident || !maySee(incident, actor)) throw notFound('follow-up');
  return found;
}

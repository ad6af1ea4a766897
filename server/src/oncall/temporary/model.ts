/**
 * A temporary schedule is a rota that stands in for the usual one between two instants. There is no second resolver for
 * it: its rota is resolved by the same code, and what comes out is written as overrides (the last sentence of S8), in
 * the place of its creation among the others. So an override that was made before it is hidden by it, and one that is
 * made later holds.
 */
import type { Override, Schedule } from '@muster/contract/oncall/definition';
import { standIns } from '@muster/contract/oncall/temporary-schedules';
import { explainAt } from '../schedule/explanation.ts';
import { resolve } from '../schedule/model.ts';
import { tellExplanation } from '../schedule/sentences.ts';

/** Instants as text: it comes out of a document of the database. */
export interface Temporary {
  id: string;
  name: string;
  start: string;
  end: string;
  rota: Schedule;
}

/** What people have made on a schedule, in order of creation: an override, or a temporary schedule. */
export interface Made {
  by: string;
  at: string;
  rule: Override | null;
  temporary: Temporary | null;
}

export function rulesOf({ rule, temporary }: Made): Override[] {
  if (rule) return [rule];
  return temporary ? standIns(temporary, segmentsOf(temporary)) : [];
}

/** Whom its rota has in its span, gaps included. */
export function segmentsOf({ rota, start, end }: Pick<Temporary, 'rota' | 'start' | 'end'>) {
  return resolve(rota, Temporal.Instant.from(start), Temporal.Instant.from(end));
}

/** The definition with everything that people have made on it. */
export function withMade(definition: Schedule, made: readonly Made[]): Schedule {
  if (made.length === 0) return definition;
  return { ...definition, overrides: [...(definition.overrides ?? []), ...made.flatMap(rulesOf)] };
}

/** What its own layers say at an instant, a sentence for each; nothing outside of its span. */
export function tellTemporary({ name, rota, start, end }: Temporary, at: Temporal.Instant): string[] {
  const isThen =
    Temporal.Instant.compare(at, Temporal.Instant.from(start)) >= 0 &&
    Temporal.Instant.compare(at, Temporal.Instant.from(end)) < 0;
  if (!isThen) return [];
  const told = { layers: rota.layers.map((layer) => layer.id), overrides: [] };
  return tellExplanation(explainAt(rota, at), told).map((text) => `Temporary schedule "${name}": ${text}`);
}

import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { findIncident, maySee, writersOf } from '../../respond/index.ts';
import type { Stored } from '../retrospective/model.ts';
import { writersOfRows } from '../timeline/store.ts';

/** Asked of the incident as it stands, so that what was closed to somebody is closed at once. */
export async function mayRead(db: Query, { incident }: Stored, actor: Actor): Promise<boolean> {
  if (incident === null) return true;
  const state = await findIncident(db, incident);
  return state !== undefined && maySee(state, actor);
}

/** Whoever wrote in the text, in the timeline or among the factors. */
export async function authorsOf(db: Query, id: string): Promise<string[]> {
  const [inText, inRows] = await Promise.all([writersOf(db, id), writersOfRows(db, id)]);
  return [...new Set([...inText, ...inRows])].sort();
}

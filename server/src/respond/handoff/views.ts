import type { HandoffDraft } from '@muster/contract/respond/handoffs';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen } from '../access/model.ts';
import { holdersOf, roleNamed } from '../role/model.ts';
import { loadSettings } from '../settings/store.ts';
import { findIncident, latestEntries } from '../stream/store.ts';
import { briefedEntries, draftBrief } from './brief.ts';

/** The brief as the record has it now. Refuses not_found for whoever may not see the incident. */
export async function draftView(
  db: Query,
  { ref, role }: { ref: string; role: string },
  { actor, now }: { actor: Actor; now: Temporal.Instant },
): Promise<HandoffDraft> {
  const state = seen(await findIncident(db, ref), actor);
  roleNamed((await loadSettings(db)).roles, role);
  const entries = await latestEntries(db, state.id, { before: null, limit: briefedEntries, kind: null });
  const [from = null] = holdersOf(state, role);
  return { role, from, at: wireTime(now), ...draftBrief({ state, entries, role, now }) };
}

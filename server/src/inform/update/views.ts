import { beginning } from '@muster/contract/inform/update-text';
import { type Draft, type Update, update } from '@muster/contract/inform/updates';
import { type Audience, audiences } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { latestOfType, seenIncident } from '../../respond/index.ts';
import { draftsOf } from './store.ts';

const shown = 200;

/** What was sent, newest first, and what is being written. Refuses not_found for whoever may not see the incident. */
export async function updateList(
  db: Query,
  ref: string,
  actor: Actor,
): Promise<{ items: Update[]; drafts: Draft[] }> {
  const state = await seenIncident(db, ref, actor);
  const [events, saved] = await Promise.all([
    latestOfType(db, state.id, 'updatePublished', shown),
    draftsOf(db, state.id),
  ]);
  const items = events.map(({ data, at, actor: by }) =>
    update.parse({ title: '', state: null, components: [], ...data, at, by }),
  );
  const drafts = audiencesOf(state).map(
    (one) => saved.find((draft) => draft.audience === one) ?? begun(state, one),
  );
  return { items, drafts };
}

/** Whom the severity tells, and whoever was told before. */
function audiencesOf({ rule, updates }: IncidentState): Audience[] {
  return audiences.filter((one) => rule.cadence[one] !== undefined || updates[one] !== undefined);
}

function begun(state: IncidentState, audience: Audience): Draft {
  const text = beginning(state, audience);
  return { audience, title: '', text, state: null, components: [], nextInMinutes: null, saved: null };
}

import { beginning } from '@muster/contract/inform/update-text';
import { type Draft, type Updates, type Waiting, waiting } from '@muster/contract/inform/updates';
import { approverOf, mayApprove } from '@muster/contract/respond/approval';
import { type Audience, audiences, type Template } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insiderName, seenIncident, settingsView } from '../../respond/index.ts';
import { draftsOf, newsOf, unsentNewsOf } from './store.ts';

/**
 * What was sent and what was not, newest first, what waits, and what is being written. Refuses not_found for whoever may not see the
 * incident.
 */
export async function updateList(db: Query, ref: string, actor: Actor): Promise<Updates> {
  const state = await seenIncident(db, ref, actor);
  const [items, unsent, saved, { templates = [] }] = await Promise.all([
    newsOf(db, state.id),
    unsentNewsOf(db, state.id),
    draftsOf(db, state.id),
    settingsView(db),
  ]);
  const drafts = audiencesOf(state).map(
    (one) => saved.find((draft) => draft.audience === one) ?? begun(state, one, templates),
  );
  const me = actor.kind === 'person' && actor.access !== 'auditor' ? insiderName(actor) : null;
  return { items, unsent, drafts, waiting: waitingOf(state, me) };
}

function waitingOf(state: IncidentState, me: string | null): Waiting[] {
  return audiences.flatMap((audience) => {
    const one = state.waiting?.[audience];
    if (!one) return [];
    const { needs } = one;
    return waiting.parse({
      title: '',
      state: null,
      components: [],
      pages: null,
      corrects: null,
      ...one,
      audience,
      asked: needs === null ? null : approverOf(state, one),
      mayApprove: mayApprove(state, one, me),
    });
  });
}

/** Whom the severity tells, and whoever was told before or would be. */
function audiencesOf({ rule, updates, waiting: waits }: IncidentState): Audience[] {
  return audiences.filter(
    (one) => rule.cadence[one] !== undefined || updates[one] !== undefined || waits?.[one] !== undefined,
  );
}

function begun(state: IncidentState, audience: Audience, templates: readonly Template[]): Draft {
  const text = beginning(state, audience, templates);
  const unsaid = { title: '', state: null, components: [], pages: null, nextInMinutes: null };
  return { ...unsaid, audience, text, saved: null };
}

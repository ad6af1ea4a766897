import type { Suggestion } from '@muster/contract/learn/depth';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Query } from '../../platform/db.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { findOfIncident } from '../retrospective/store.ts';
import { type Asking, suggestionFor } from './store.ts';

/** The same on the wire, with the report that there is. */
export async function suggestionView(db: Query, state: IncidentState, asking: Asking): Promise<Suggestion> {
  const { depth, reasons, due, meetingDueAt, publishDueAt } = await suggestionFor(db, state, asking);
  const found = await findOfIncident(db, state.id);
  return {
    depth,
    reasons,
    due,
    retrospective: found?.id ?? null,
    meetingDueAt: wireTimeOrNull(meetingDueAt),
    publishDueAt: wireTimeOrNull(publishDueAt),
  };
}

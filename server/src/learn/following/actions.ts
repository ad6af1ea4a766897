/** What an incident does to its retrospective: it begins with the end of the response, and is as private as it is. */
import type { DomainEvent } from '@muster/contract/platform/event';
import { endOf } from '@muster/contract/respond/effort';
import { incidentChanged } from '@muster/contract/respond/news';
import { isResolved } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Act } from '../../platform/act.ts';
import { findIncident, insidersOf } from '../../respond/index.ts';
import { promisesFor } from '../depth/store.ts';
import { beginFor } from '../retrospective/actions.ts';
import { type Stored, topicOf } from '../retrospective/model.ts';
import { findOfIncident, lockRetrospective, saveRetrospective } from '../retrospective/store.ts';

const telling =
  /^(?:statusChanged|timeStated|impact[A-Z]\w*|severityChanged|privacyChanged|memberAdded|memberRemoved|detailsChanged|servicesChanged|roleTaken|roleReleased|responder[A-Z]\w*)$/;

export function tellsSomething(event: DomainEvent): boolean {
  return incidentChanged.is(event) && event.payload.types.some((type) => telling.test(type));
}

/** The same however often it is told. */
export async function followIncidents(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const id of new Set(events.map((one) => one.subject))) await follow(act, id);
}

async function follow(act: Act, id: string): Promise<void> {
  const state = await findIncident(act.tx, id);
  if (!state) return;
  const found = await findOfIncident(act.tx, id);
  if (!found) {
    if (isResolved(state.category) && (await isWanted(act, state))) await beginFor(act, id);
    return;
  }
  const before = await lockRetrospective(act.tx, found.id);
  if (!before) return;
  const { private: isPrivate, services, ref, severity, rule } = state;
  const after = {
    ...before,
    private: isPrivate,
    services,
    ref,
    severity,
    severityRank: rule.rank,
    ...(await promised(act, state, before)),
  };
  // A new version turns away whoever is changing the one before it; so there is none where nothing is new.
  if (JSON.stringify(after) !== JSON.stringify(before)) await saveRetrospective(act.tx, after);
  if (isPrivate) act.hintOnly(insidersOf(state), topicOf(before));
  else act.hint(topicOf(before));
}

/** Where severity or a rule says so, nobody has to remember it. What was only imported asks for none. */
async function isWanted(act: Act, state: IncidentState): Promise<boolean> {
  if (state.kind !== 'real') return false;
  if (state.rule.retrospective !== 'none') return true;
  return (await promisesFor(act.tx, state, act.now)).due.length > 0;
}

/** What is learnt of an incident afterwards may make its report due; what was promised already is not moved. */
async function promised(
  act: Act,
  state: IncidentState,
  before: Stored,
): Promise<Pick<Stored, 'due' | 'happenedAt' | 'meetingDueAt' | 'publishDueAt'>> {
  const { due, happenedAt, meetingDueAt, publishDueAt } = before;
  if (before.state === 'published') return { due, happenedAt, meetingDueAt, publishDueAt };
  const found = await promisesFor(act.tx, state, act.now);
  return {
    due: found.due,
    happenedAt: Temporal.Instant.from(endOf(state) ?? state.declaredAt),
    meetingDueAt: meetingDueAt ?? found.meetingDueAt,
    publishDueAt: publishDueAt ?? found.publishDueAt,
  };
}

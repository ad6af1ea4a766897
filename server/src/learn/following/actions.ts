/** What an incident does to its retrospective: it begins with the end of the response, and is as private as it is. */
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged } from '@muster/contract/respond/news';
import type { Act } from '../../platform/act.ts';
import { findIncident, insidersOf } from '../../respond/index.ts';
import { beginFor } from '../retrospective/actions.ts';
import { topicOf } from '../retrospective/model.ts';
import { findOfIncident, lockRetrospective, saveRetrospective } from '../retrospective/store.ts';

const telling =
  /^(?:statusChanged|severityChanged|privacyChanged|memberAdded|memberRemoved|detailsChanged|servicesChanged|roleTaken|roleReleased|responder[A-Z]\w*)$/;

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
    // Where the severity says that it is wanted, nobody has to remember it. What was only imported asks for none.
    const isOver = state.category === 'post-incident' || state.category === 'closed';
    if (isOver && state.kind === 'real' && state.rule.retrospective !== 'none') await beginFor(act, id);
    return;
  }
  const before = await lockRetrospective(act.tx, found.id);
  if (!before) return;
  const { private: isPrivate, services, ref, severity, rule } = state;
  await saveRetrospective(act.tx, {
    ...before,
    ...{ private: isPrivate, services, ref, severity, severityRank: rule.rank },
  });
  if (isPrivate) act.hintOnly(insidersOf(state), topicOf(before));
  else act.hint(topicOf(before));
}

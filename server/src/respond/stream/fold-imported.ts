/** What another tool knew: moments, impact and names are as it said, and each says that it was taken in. */
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { severityFrom } from './fold-lifecycle.ts';
import type { Steps } from './fold-step.ts';
import { setImpactTimes } from './fold-work.ts';

export const importedSteps: Steps<'imported'> = {
  imported: ({ state }, event) => {
    const { data, at } = event;
    // When it was taken in is not when it was declared: who says nothing about that leaves it unknown.
    if (event.seq === 2) delete state.times.declared;
    state.imported = { sourceId: data.sourceId, at: state.imported?.at ?? at };
    setTexts(state, event);
    setTimes(state, event);
    setImpact(state, event);
    state.declaredAt = placeOf(state);
  },
};

function setTexts(state: IncidentState, { data, at, actor }: IncidentEvent<'imported'>): void {
  state.title = data.title ?? state.title;
  state.summary = data.summary ?? state.summary;
  state.services = data.services ?? state.services;
  if (!data.severity) return;
  const { severity, rule } = data.severity;
  state.severities = [severityFrom({ severity, rule }, '', { from: at, until: null, by: actor })];
  state.severity = severity;
  state.rule = rule;
}

function setTimes(state: IncidentState, { data, at }: IncidentEvent<'imported'>): void {
  for (const [name, moment] of Object.entries(data.times)) {
    if (moment === null) {
      delete state.times[name];
      delete state.stated[name];
      continue;
    }
    state.times[name] = moment;
    state.stated[name] = { at: moment, recordedAt: at, source: 'imported', confidence: 'medium' };
  }
}

function setImpact(state: IncidentState, { data, at, actor }: IncidentEvent<'imported'>): void {
  if (data.impact)
    state.impact = data.impact.map((one) => ({
      ...one,
      ...{ who: '', count: null, confidence: 'medium', services: [], consequences: [] },
      ...{ statedAt: at, by: actor, revisions: 0 },
    }));
  setImpactTimes(state);
}

/** Where it stands in lists: when it was declared, or as near to that as anybody knows. */
function placeOf({ times, declaredAt }: IncidentState): string {
  const near = times.declared ?? times.detected ?? times.firstSignal ?? times.impactStart;
  return near ?? Object.values(times).sort()[0] ?? declaredAt;
}

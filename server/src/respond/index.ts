/** What the stages to the right may ask of the response. */

export { incidentView, owingStates, seenIncident } from './incident/views.ts';
export { publishUpdate } from './news/actions.ts';
export { insiderName } from './stream/access.ts';
export { auditSubject, changeIncident, hintAbout } from './stream/actions.ts';
export { insidersOf } from './stream/model.ts';
export { findIncident, incidentIds, latestOfType } from './stream/store.ts';

/** What the stages to the right may ask of the response. */
export { insiderName } from './incident/access.ts';
export { insidersOf } from './incident/model.ts';
export { findIncident, incidentIds, latestOfType, loadEvents } from './incident/store.ts';
export { seenIncident } from './incident/views.ts';
export { publishUpdate } from './news/actions.ts';

/** What the stages to the right may ask of the response. */
export { insiderName, seenIncident } from './incident/access.ts';
export { insidersOf } from './incident/model.ts';
export { publishUpdate } from './incident/publish.ts';
export { findIncident, incidentIds, latestOfType, loadEvents } from './incident/store.ts';

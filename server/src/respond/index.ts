/** What the stages to the right may ask of the response. */
export { insiderName } from './incident/access.ts';
export { insidersOf } from './incident/model.ts';
export { findIncident, incidentIds, loadEvents } from './incident/store.ts';

/** What the stages to the right may ask of the response. */

export { insiderName, maySee } from './access/model.ts';
export { hiddenIncidents, incidentNames, incidentView, owingStates, seenIncident } from './incident/views.ts';
export { subjectOf } from './role/wording.ts';
export { settingsView } from './settings/views.ts';
export { auditSubject, changeIncident, hintAbout } from './stream/actions.ts';
export { insidersOf } from './stream/model.ts';
export { findIncident, incidentIds, latestEntries, latestOfType } from './stream/store.ts';

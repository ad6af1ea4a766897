/** What the stages to the right may ask of the response. */

export { insiderName, maySee } from './access/model.ts';
export type { DocumentOwner } from './document/model.ts';
export { writersOf } from './document/store.ts';
export { documentView } from './document/views.ts';
export { htmlOf } from './export/html.ts';
export { markdownOf } from './export/markdown.ts';
export type { Block } from './export/model.ts';
export { type Line, lineOf } from './export/model.ts';
export { pdfOf } from './export/pdf.ts';
export { namesIn, tell } from './export/story.ts';
export { codeName } from './incident/actions.ts';
export {
  hiddenIncidents,
  incidentNames,
  incidentsBetween,
  incidentView,
  owingStates,
  seenIncident,
} from './incident/views.ts';
export { subjectOf } from './role/wording.ts';
export { settingsView } from './settings/views.ts';
export { similarIncidents, usualMinutes } from './similar/views.ts';
export { auditSubject, changeIncident, hintAbout } from './stream/actions.ts';
export { type Folded, fold, insidersOf } from './stream/model.ts';
export { findIncident, incidentIds, latestEntries, latestOfType, loadEvents } from './stream/store.ts';

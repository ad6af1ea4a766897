/** What the stages to the right may ask of detection. */
export { acknowledgeGroup, closeGroup, linkPages, unacknowledgeGroup } from './alert/actions.ts';
export { alertCounts } from './alert/views.ts';
export { heardIntegrations } from './integration/views.ts';

/** What the stages to the right may ask of detection. */
export { acknowledgeGroup, closeGroup, linkPage, unacknowledgeGroup } from './alert/actions.ts';
export { alertCounts } from './alert/views.ts';

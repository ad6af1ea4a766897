/** What the stages to the right may ask of what is learnt. */

export { type FollowUpFact, followUpFacts } from './followup/views.ts';

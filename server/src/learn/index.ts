/** What the stages to the right may ask of what is learnt. */

export { factorsFor as factorsOf } from './factor/views.ts';
export { type FollowUpFact, followUpFacts } from './followup/views.ts';
export { plainTextOf, retrospectiveAt } from './retrospective/views.ts';

/** What the stages to the right may ask of what is learnt. */

export { factorNamesOf } from './factor/views.ts';
export { followUpFacts, followUpList } from './followup/views.ts';
export { learningCounts, publishedBetween } from './report/views.ts';

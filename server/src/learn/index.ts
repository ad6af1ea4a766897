/** What the stages to the right may ask of what is learnt. */

export { factorNamesOf, factorsFor as factorsOf } from './factor/views.ts';
export { followUpFacts, followUpList } from './followup/views.ts';
export { publishedBetween } from './report/views.ts';
export { plainTextOf, retrospectiveAt } from './retrospective/views.ts';

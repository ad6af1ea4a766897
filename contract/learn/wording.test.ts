import { expect, test } from 'vitest';
import { wordingHints } from './wording.ts';

const classesOf = (text: string) => wordingHints(text).map((one) => one.class);

/** The pairs of practice.md 5.4: what is flagged, and how else it can be said. */
test.each([
  [
    'The engineer should have checked the graph',
    'The graph was on a screen not open at the time; the step list ends before it',
  ],
  [
    'On-call failed to notice the page',
    'The page arrived at 03:12 as the 14th in the hour and was not acknowledged until 03:31',
  ],
  [
    'Human error during the migration',
    'The migration tool accepts a production target without a second confirmation',
  ],
  [
    'If only we had rate limiting the queue would not have filled',
    'The queue has no rate limit; it filled in 6 minutes',
  ],
  ['Team X broke the build', 'Change 4711 altered the build image'],
  ['Carelessly deployed on a Friday', 'The release ran Friday 16:50; no release rule covers that hour'],
  ['Root cause: typo', 'Trigger: a wrong host name in the route file; the validator checks syntax only'],
  [
    'We will be more careful',
    'The pipeline will refuse a route file whose hosts do not resolve (owner, date)',
  ],
  [
    'Obviously the cache was stale',
    'Two of five people knew the cache could hold old entries after failover',
  ],
  [
    'Inadequate monitoring was in place',
    'No alert existed for certificate age; the first signal was a customer case at 09:14',
  ],
])('“%s” is flagged, and its rewriting is clean', (flagged, clean) => {
  expect(classesOf(flagged)).not.toEqual([]);
  expect(classesOf(clean)).toEqual([]);
});

test.each([
  'the health check failed to connect',
  'the error budget is used up',
  'Careless Coffee is a customer',
  'it says `we should have checked` in the log',
  '```\nif only\n```',
  '> you should have known',
  'He said “you are to blame” and hung up',
  'see https://example.org/root-cause-was',
  'There is no single root cause.',
])('%s stands without a hint', (text) => {
  expect(classesOf(text)).toEqual([]);
});

test('a hint tells where it stands, why, and what would be better; hints never overlap', () => {
  const text = 'First line.\nThe operator should have known. Luckily “he should have” is quoted.';
  const hints = wordingHints(text);
  expect(hints.map((one) => text.slice(one.start, one.end))).toEqual(['should have', 'Luckily']);
  expect(hints[0]?.reason).not.toBe('');
  expect(hints[0]?.offer).not.toBe('');
});

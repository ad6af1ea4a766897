import { expect, test } from 'vitest';
import { publicHints } from './public-words.ts';

const classes = (text: string, isClosing = false) => publicHints(text, isClosing).map((one) => one.class);

test.each([
  ['We expect to have it fixed by 15:00.', 'fix-time'],
  ['It will be back in about an hour.', 'fix-time'],
  ['ETA 30 minutes.', 'fix-time'],
  ['Payments will be normal tomorrow.', 'fix-time'],
  ['We hope that a fix is there soon.', 'fix-time'],
  ['The disk of db-prod-03 is full.', 'host'],
  ['10.0.3.17 does not answer.', 'host'],
  ['web01.eu.example.org is down', 'host'],
  ['ledger.svc is slow', 'host'],
  ['You may see HTTP 502.', 'jargon'],
  ['The Kubernetes cluster restarts.', 'jargon'],
  ['A failover is under way.', 'jargon'],
  ['It is fully resolved.', 'overclaim'],
])('"%s" gets a hint', (text, kind) => {
  expect(classes(text)).toContain(kind);
});

test.each([
  'Payments by card fail for one customer in ten since 10:00 UTC. We will post again by 10:20 UTC.',
  'We will post again in 20 minutes, or as soon as it is over.',
  'Card payments work normally since 11:05 UTC. Nothing was lost: all orders are kept.',
  'Orders from Spain are late. Please pay by bank transfer meanwhile.',
])('"%s" gets none', (text) => {
  expect(publicHints(text, false)).toEqual([]);
});

test('what ends it says what became of data, also when nothing was lost', () => {
  expect(classes('Payments work normally since 11:05 UTC.', true)).toEqual(['data']);
  expect(classes('Payments work normally since 11:05 UTC. No data was lost.', true)).toEqual([]);
});

test('what two kinds would say of the same words is said once', () => {
  expect(publicHints('It will be fixed by noon.', false)).toEqual([{ class: 'fix-time', words: 'fixed by' }]);
});

test('the same word gives one hint, and a long text is looked through at once', () => {
  expect(publicHints('The pod and the Pod and the POD', false)).toEqual([{ class: 'jargon', words: 'pod' }]);
  expect(publicHints(`${'a-'.repeat(10_000)}${'expect a '.repeat(2_000)}`, false)).toEqual([]);
});

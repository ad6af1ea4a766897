import { expect, test } from 'vitest';
import { type ActionLook, checkQuality, type Looked, markOf, openHints, unexplained } from './quality.ts';
import { wordingHints } from './wording.ts';

const factor = {
  id: 'f',
  kind: 'change',
  part: '',
  eased: false,
  text: 't',
  evidence: 'e',
  since: null,
} as const;
const good: Looked = {
  record: {
    madeAt: '',
    upTo: 1,
    facts: [],
    severities: [],
    impact: [],
    attempts: [],
    decisions: [],
    communication: [],
    handoffs: [],
    effects: [],
    later: [],
    roles: [],
    times: [{ name: 'declared', at: '2026-03-02T10:00:00.000Z', source: 'record' }],
  },
  numbers: { users: '120', requests: 'unknown', money: 'unknown', supportCases: '3', dataLoss: 'none' },
  factors: [
    { ...factor, addedBy: 'rex', elsewhere: 0 },
    { ...factor, addedBy: 'rex', elsewhere: 0 },
  ],
  timeline: [],
  signal: 'The age of the certificate',
  reviewer: 'ada',
  authors: ['rex'],
  dismissed: [],
};
const action = { isIdea: false, kind: 'detect', owner: 'rex', due: '2026-04-01', deliverable: 'an alert' };
const bad = (...given: Parameters<typeof checkQuality>) =>
  checkQuality(...given).flatMap(({ check, isGood }) => (isGood ? [] : [check]));

test('a report that lacks nothing has nothing to mend', () => {
  expect(bad(good, 'The queue filled in 6 minutes.', [action])).toEqual([]);
});

test.each([
  ['times', { record: { ...good.record, times: [{ name: 'd', at: '', source: '' }] } }, '', [action]],
  ['numbers', { numbers: { ...good.numbers, users: null } }, '', [action]],
  ['factors', { factors: good.factors.map((one, i) => ({ ...one, eased: i === 1 })) }, '', [action]],
  ['evidence', { factors: good.factors.map((one) => ({ ...one, evidence: ' ' })) }, '', [action]],
  ['actions', {}, '', [action, { ...action, owner: null }]],
  ['actions', {}, '', [action, { ...action, deliverable: '' }]],
  ['detect', {}, '', [{ ...action, kind: 'prevent' }]],
  ['terms', {}, 'The RPL grew. The RPL was full.', [action]],
  ['apart', {}, 'Summary\nIt fell. We will add a guard.\nBackground', [action]],
  ['wording', {}, 'The engineer should have checked the graph.', [action]],
  ['signal', { signal: ' ' }, '', [action]],
  ['reviewer', { reviewer: null }, '', [action]],
  ['reviewer', { reviewer: 'rex' }, '', [action]],
] satisfies [string, Partial<Looked>, string, ActionLook[]][])(
  '%s is named where it is to be mended',
  (check, change, text, actions) => {
    expect(bad({ ...good, ...change }, text, actions)).toEqual([check]);
  },
);

test('an idea owes neither owner nor date', () => {
  expect(bad(good, '', [action, { ...action, isIdea: true, owner: null, due: null }])).toEqual([]);
});

test('a hint that was put aside stays aside where its sentence stays, and nowhere else', () => {
  const text = 'First line.\nHe should have looked.';
  const [hint] = wordingHints(text);
  if (!hint) throw new Error('no hint');
  const mark = markOf(text, hint);
  expect(openHints(text, [mark])).toEqual([]);
  expect(openHints(`Another line before.\n${text}`, [mark])).toEqual([]);
  expect(openHints('They should have slept.', [mark])).toHaveLength(1);
});

test('what is explained once needs no more words', () => {
  expect(unexplained('The replay log (RPL) grew. RPL was full. RPL again.')).toEqual([]);
  expect(unexplained('DNS failed, DNS came back.')).toEqual([]);
});

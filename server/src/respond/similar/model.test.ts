import { expect, test } from 'vitest';
import { mostAlike, recurring, wordsOf } from './model.ts';

const past = (ref: string, title: string, services: string[] = []) => ({ ref, title, services });
const among = [
  past('INC-9', 'Search is slow', ['search']),
  past('INC-8', 'Checkout answers 502 after the rollout', ['checkout']),
  past('INC-7', 'Ledger lost its database', ['ledger']),
  past('INC-6', 'Payments time out', ['checkout', 'payments']),
  past('INC-5', 'Search finds nothing', ['search']),
];
const refs = (title: string, services: string[] = []) =>
  mostAlike({ title, services }, among, 5).map(({ one }) => one.ref);

test('seldom words and services in common come first, and what is common is told', () => {
  const [first] = mostAlike({ title: 'Checkout gives 502', services: ['checkout'] }, among, 5);
  expect(first).toMatchObject({
    one: { ref: 'INC-8' },
    words: ['checkout', '502'],
    sharedServices: ['checkout'],
  });
  expect(refs('something else', ['checkout'])).toEqual(['INC-8', 'INC-6']);
});

test('a slip of the keyboard finds it all the same', () => {
  expect(refs('chekcout 502')).toContain('INC-8');
  expect(refs('datbase lost')).toEqual(['INC-7']);
});

test('fillers and words that are nowhere find nothing', () => {
  expect(refs('it is not on')).toEqual([]);
  expect(refs('quantum flux')).toEqual([]);
  expect(refs('')).toEqual([]);
});

test('words of any script, without marks, each once', () => {
  expect(wordsOf('Zahlungen über Kaufhaus: über 3 Minuten; 検索')).toEqual([
    'zahlungen',
    'uber',
    'kaufhaus',
    'minuten',
    '検索',
  ]);
  expect(wordsOf(`${'x'.repeat(300)} <b>`)).toEqual(['x'.repeat(300)]);
});

test('hundreds of the longest titles are compared before whoever types notices', () => {
  const words = (seed: number) =>
    Array.from({ length: 40 }, (_, i) => ((seed * 40 + i + 1) * 2_654_435_761).toString(36).slice(0, 6));
  const titles = Array.from({ length: 900 }, (_, i) => past(`INC-${i}`, words(i).join(' ')));
  const [first] = mostAlike({ title: words(7).join(' '), services: [] }, titles, 5);
  expect(first).toMatchObject({ one: { ref: 'INC-7' }, likeness: 0.65 });
});

test('three that are alike are a kind, two are not, and each stands in one group', () => {
  const disk = (ref: string) => past(ref, 'The disk of the ledger is full', ['ledger']);
  const two = [past('INC-20', 'Parcels are late'), past('INC-21', 'Parcels are late')];
  expect(recurring([disk('INC-5'), ...two, disk('INC-4'), ...among])).toEqual([]);
  expect(recurring([disk('INC-5'), ...two, disk('INC-4'), disk('INC-3')])).toEqual([
    { refs: ['INC-5', 'INC-4', 'INC-3'], words: ['disk', 'ledger', 'full'], services: ['ledger'] },
  ]);
});

import { expect, test } from 'vitest';
import { type Entry, find } from './find.ts';

const entry = (name: string, beside = ''): Entry => ({ kind: 'service', name, beside, to: `/${name}` });
const entries = [
  entry('on-call'),
  entry('checkout'),
  entry('web-checkout'),
  entry('recheck'),
  entry('ana', 'Ana Alvarez'),
];
const names = (typed: string) => find(entries, typed, 10).map((one) => one.name);

test('a start of the name comes first, then a start of a word, then any place', () => {
  expect(names('check')).toEqual(['checkout', 'web-checkout', 'recheck']);
});

test('every word typed must be found, in any order', () => {
  expect(names('check web')).toEqual(['web-checkout']);
  expect(names('check nothing')).toEqual([]);
});

test('what stands beside the name is found too', () => {
  expect(names('alv')).toEqual(['ana']);
});

test('nothing typed offers the first entries as given', () => {
  expect(find(entries, '  ', 2).map((one) => one.name)).toEqual(['on-call', 'checkout']);
});

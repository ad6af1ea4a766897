import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('names are encoded into the path', () => {
  expect(paths.service('a/b c')).toBe('/services/a%2Fb%20c');
});

test('empty parts of a query are left out and lists repeat their name', () => {
  expect(paths.alerts({ state: 'open', q: '', label: ['a=b', 'c=d&e'], service: undefined })).toBe(
    '/alerts?state=open&label=a%3Db&label=c%3Dd%26e',
  );
  expect(paths.pages()).toBe('/pages');
});

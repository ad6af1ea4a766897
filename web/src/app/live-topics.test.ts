import { expect, test } from 'vitest';
import { isDerived, matches, meaningOf } from './live-topics.ts';

test('a query belongs to the topic its key starts with', () => {
  expect(matches(['page:1', 'notifications'], ['pages', 'page:1'])).toBe(true);
  expect(matches(['page:1'], ['pages', 'page:12'])).toBe(false);
  expect(matches(['pages', { state: 'open' }], ['pages'])).toBe(true);
  expect(matches([{ topic: 'pages' }], ['pages'])).toBe(false);
  expect(matches([], ['pages'])).toBe(false);
});

test('what is derived from several topics is renewed by each of them', () => {
  const meta = { from: ['contacts', 'pages'] };
  expect(isDerived(meta, ['pages', 'page:1'])).toBe(true);
  expect(isDerived(meta, ['alerts'])).toBe(false);
  expect(isDerived(undefined, ['pages'])).toBe(false);
  expect(isDerived({ from: 'pages' }, ['pages'])).toBe(false);
});

test('a hint names its topics', () => {
  expect(meaningOf('{"type":"oncall.pageOpened","topics":["pages","page:1"],"id":"7"}')).toEqual({
    kind: 'topics',
    topics: ['pages', 'page:1'],
  });
});

test('a hint without topics changes nothing that is shown', () => {
  expect(meaningOf('{"type":"x","topics":[],"id":"7"}')).toEqual({ kind: 'nothing' });
  expect(meaningOf('{"type":"x"}')).toEqual({ kind: 'nothing' });
});

test.each(['{"type":"resync","topics":[],"id":"0"}', 'not json', '7', 'null'])(
  'what was missed or cannot be read asks for everything again: %s',
  (text) => {
    expect(meaningOf(text)).toEqual({ kind: 'everything' });
  },
);

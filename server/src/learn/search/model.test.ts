import { expect, test } from 'vitest';
import { asked, piecesOf, questionOf, snippetOf, textToFind, wordsIn } from './model.ts';

test('words are letters and digits of any script, small and without marks', () => {
  expect(wordsIn('Zürich: 502 %_ "検索" Ångström_x')).toEqual(['zurich', '502', '検索', 'angstrom', 'x']);
  expect(textToFind('A-b\nC')).toBe('a b c');
  expect(asked('%_"\'')).toEqual([]);
  expect(asked('a b a '.repeat(100))).toEqual(['a', 'b']);
  expect(asked(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))).toHaveLength(12);
});

test('a question wants every word, as it is, as a beginning, or as one that is like it', () => {
  const alike = new Map([['pol', ['pool']]]);
  expect(questionOf(['pol', 'a'], alike, 'anywhere')).toBe('(pol:* | pool) & (a)');
  expect(questionOf(['pol'], alike, 'title')).toBe('(pol:*A | pool:A)');
});

test('a long record is kept in pieces, and nothing of it is lost', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `${i} ${'x'.repeat(300)}`);
  const pieces = piecesOf([...lines, 'y'.repeat(45_000)]);
  expect(pieces.every((one) => one.length <= 20_400)).toBe(true);
  expect(pieces.join('\n').replaceAll('\n', '')).toBe([...lines, 'y'.repeat(45_000)].join(''));
  expect(piecesOf(['', ' '])).toEqual([]);
});

test('a snippet shows the first place with a word, as text, with the words marked', () => {
  const text = `${'before '.repeat(40)}the <b>Pööl</b> was small ${'after '.repeat(80)}`;
  const parts = snippetOf(text, ['pool']);
  expect(parts.filter((one) => one.hit)).toEqual([{ text: 'Pööl', hit: true }]);
  expect(parts[0]?.text).toBe('… ');
  expect(parts.at(-1)?.text).toBe(' …');
  expect(parts.map((one) => one.text).join('').length).toBeLessThan(240);
  expect(snippetOf('', ['x'])).toEqual([]);
});

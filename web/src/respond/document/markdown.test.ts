import { type Block, markdownOf, plainTextOf } from '@muster/contract/respond/document-text';
import { expect, test } from 'vitest';
import { blocksOfMarkdown } from './markdown.ts';

test.each([
  ['headings and paragraphs', '# One\n\n## Two\n\nA line\n'],
  ['lists in lists', '- a\n- b\n  - c\n    1. d\n    2. e\n'],
  ['a list that starts later', '3. c\n4. d\n'],
  ['a list with two paragraphs in an item', '- a\n\n  b\n- c\n'],
  ['quotation', '> said\n>\n> twice\n'],
  ['code', '```sql\nselect 1;\n\n# no heading\n```\n'],
  ['code with a fence in it', '````\n```\n````\n'],
  ['a rule', 'a\n\n---\n\nb\n'],
  ['marks', '**bold** and *thin* and ~~gone~~ and `code` and [here](<https://a.example/b>)\n'],
  ['a break', 'a\\\nb\n'],
])('%s come back as they went', (_what, markdown) => {
  expect(markdownOf(blocksOfMarkdown(markdown))).toBe(markdown);
});

test('what looks like a sign and is text stays text through Markdown', () => {
  const texts = [
    '# no heading',
    '- no item',
    '1. nor this',
    '> nor that',
    '**a** _b_ `c` [d](e) <b>',
    '+ x',
    '==',
  ];
  const blocks: Block[] = texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  expect(plainTextOf(blocksOfMarkdown(markdownOf(blocks)))).toBe(texts.join('\n'));
});

test('HTML is text, and a link that would run something is no link', () => {
  const blocks = blocksOfMarkdown(
    '<img src=x onerror=alert(1)> [click](javascript:alert(1)) <script>x</script>',
  );
  expect(plainTextOf(blocks)).toContain('<img src=x onerror=alert(1)>');
  expect(JSON.stringify(blocks)).not.toContain('"link"');
});

test('tables and images stay the text that they are', () => {
  const text = '| a | b |\n|---|---|\n| 1 | 2 |';
  expect(plainTextOf(blocksOfMarkdown(text))).toBe(text);
  expect(plainTextOf(blocksOfMarkdown('![alt](https://a.example/x.png)'))).toContain('alt');
});

test('blocks that are nested without end are cut, and no text of usual depth is lost', () => {
  const deep = '> '.repeat(500);
  expect(markdownOf(blocksOfMarkdown(`${deep}x`)).length).toBeLessThan(2_000);
  expect(plainTextOf(blocksOfMarkdown('> > > - x'))).toBe('x');
});

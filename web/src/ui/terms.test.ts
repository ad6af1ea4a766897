import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { terms } from './terms.ts';

const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');

test.each(Object.entries(terms))('%s means on screen what the glossary says', (word, text) => {
  expect(glossary.split('\n')).toContain(`| ${word} | ${text} |`);
});

import { expect, test } from 'vitest';
import { templateOf } from './template.ts';
import { withoutEmptyParts } from './written.ts';

test('headings of the template below which nobody wrote are left out', () => {
  const text = '## What surprised us\n\n## What we learnt\n\nMuch.\n\n## What was hard\n';
  expect(withoutEmptyParts(text, 'quick')).toBe('## What we learnt\n\nMuch.\n');
  for (const depth of ['quick', 'standard', 'deep'] as const)
    expect(withoutEmptyParts(templateOf(depth), depth)).toBe('');
});

test('a heading that somebody made stays, and so does what it stands below', () => {
  const text =
    '## What surprised us\n\n### Nothing at all\n\n## Who renews the certificates?\n\n## What was hard\n';
  expect(withoutEmptyParts(text, 'quick')).toBe(
    '## What surprised us\n\n### Nothing at all\n\n## Who renews the certificates?\n',
  );
});

test('code stays as it is, though it looks like headings and has empty lines', () => {
  const code = '```\n## What was hard\n\n\n## What helped\n```';
  expect(withoutEmptyParts(`## What we learnt\n\n${code}\n\n## What helped\n`, 'quick')).toBe(
    `## What we learnt\n\n${code}\n`,
  );
});

import { markdownOf } from '@muster/contract/respond/document-text';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { blocksIn, blocksOf, updateOf } from './blocks.ts';

const template = '## What we know\n\n## What we do next\n- one\n- two\n\nAsk the commander first.\n';

test('a template reads as it was written, and leaves room under each heading', () => {
  const blocks = blocksOf([updateOf(template)]);
  expect(markdownOf(blocks)).toBe(
    '## What we know\n\n## What we do next\n\n- one\n- two\n\nAsk the commander first.\n',
  );
  expect(blocks.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'heading',
    'bulletList',
    'paragraph',
  ]);
  expect(blocksIn('').map(({ type }) => type)).toEqual(['paragraph']);
});

test('the same template is the same bytes on every node', () => {
  expect(Buffer.from(updateOf(template))).toEqual(Buffer.from(updateOf(template)));
});

test('an edit that cannot be read costs itself, and nothing else', () => {
  const blocks = blocksOf([updateOf(template), Uint8Array.from([7, 255, 255, 255, 255])]);
  expect(markdownOf(blocks)).toContain('What we know');
});

test('a document that is nested without end is cut', () => {
  const doc = new Y.Doc();
  let parent: Y.XmlFragment = doc.getXmlFragment('body');
  for (let i = 0; i < 1_000; i += 1) {
    const child = new Y.XmlElement('blockquote');
    parent.insert(0, [child]);
    parent = child;
  }
  expect(JSON.stringify(blocksOf([Y.encodeStateAsUpdate(doc)])).length).toBeLessThan(10_000);
});

import { wordingHints } from '@muster/contract/learn/wording';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { textOf } from './live-text.ts';

const blame = 'He should have checked.';

function documentWith(name: string, attributes?: Record<string, unknown>): Y.Doc {
  const doc = new Y.Doc();
  const element = new Y.XmlElement(name);
  const text = new Y.XmlText();
  doc.getXmlFragment('body').insert(0, [element]);
  if (name === 'blockquote') {
    const paragraph = new Y.XmlElement('paragraph');
    element.insert(0, [paragraph]);
    paragraph.insert(0, [text]);
  } else element.insert(0, [text]);
  text.insert(0, blame, attributes ?? {});
  return doc;
}

test('a paragraph is checked; a quotation, a block of code and code in a line are not', () => {
  expect(wordingHints(textOf(documentWith('paragraph')))).toHaveLength(1);
  expect(wordingHints(textOf(documentWith('blockquote')))).toEqual([]);
  expect(wordingHints(textOf(documentWith('codeBlock')))).toEqual([]);
  expect(wordingHints(textOf(documentWith('paragraph', { code: true })))).toEqual([]);
});

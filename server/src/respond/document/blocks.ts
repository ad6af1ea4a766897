import type { Block, Mark } from '@muster/contract/respond/document-text';
import * as Y from 'yjs';

/** Where in the Yjs document the text lies; the editor looks for it under the same name. */
const fragment = 'body';
/** Deeper than this nobody writes, and whoever nests deeper means harm. */
const deepest = 60;

/** What these updates add up to. One that cannot be read is left out. */
export function blocksOf(updates: readonly Uint8Array[]): Block[] {
  const doc = new Y.Doc();
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update);
    } catch {
      // The rest of the document is worth more than knowing of it here; whoever has it open has logged it.
    }
  }
  const blocks = childrenOf(doc.getXmlFragment(fragment), 0);
  doc.destroy();
  return blocks;
}

function childrenOf(parent: Y.XmlFragment, depth: number): Block[] {
  if (depth > deepest) return [];
  return parent.toArray().flatMap((child): Block[] => {
    if (child instanceof Y.XmlText) return textsOf(child);
    if (!(child instanceof Y.XmlElement)) return [];
    return [{ type: child.nodeName, attrs: child.getAttributes(), content: childrenOf(child, depth + 1) }];
  });
}

function textsOf(text: Y.XmlText): Block[] {
  const parts: unknown[] = text.toDelta();
  return parts.flatMap((part): Block[] => {
    if (typeof part !== 'object' || part === null || !('insert' in part)) return [];
    if (typeof part.insert !== 'string') return [];
    const marks = 'attributes' in part ? marksOf(part.attributes) : [];
    return [{ type: 'text', text: part.insert, marks }];
  });
}

function marksOf(attributes: unknown): Mark[] {
  if (typeof attributes !== 'object' || attributes === null) return [];
  return Object.entries(attributes).map(([type, attrs]: [string, unknown]) => ({
    type: type.split('--')[0] ?? type,
    attrs: typeof attrs === 'object' && attrs !== null ? { ...attrs } : {},
  }));
}

/** Who writes the template in the eyes of Yjs: nobody who ever opens a document draws this number. */
const templateClient = 1;

/** A template, as the first edit of a document. The same template always gives the same bytes. */
export function updateOf(template: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = templateClient;
  doc.getXmlFragment(fragment).insert(0, blocksIn(template).map(elementOf));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

function elementOf({ type, attrs = {}, text, content = [] }: Block): Y.XmlElement | Y.XmlText {
  if (type === 'text') return new Y.XmlText(text ?? '');
  const element = new Y.XmlElement(type);
  for (const [name, value] of Object.entries(attrs)) setAttribute(element, name, value);
  element.insert(0, content.map(elementOf));
  return element;
}

/** The editor keeps attributes as they are, numbers as well; the library's own type knows texts only. */
function setAttribute(element: Y.XmlElement, name: string, value: unknown): void {
  element.setAttribute(name, value as string);
}

/**
 * What a template may hold of Markdown: headings, items, and paragraphs, each on lines of its own. Between two headings
 * stands an empty paragraph, so that there is somewhere to write.
 */
export function blocksIn(template: string): Block[] {
  const blocks: Block[] = [];
  for (const line of template.split('\n').map((one) => one.trim())) {
    if (line !== '') addLine(blocks, line);
  }
  if (blocks.at(-1)?.type !== 'paragraph') blocks.push(paragraph(''));
  return blocks;
}

function addLine(blocks: Block[], line: string): void {
  const [, signs, title] = /^(#{1,3})\s+(.*)$/.exec(line) ?? [];
  const item = /^[-*]\s+(.*)$/.exec(line)?.[1];
  const last = blocks.at(-1);
  if (signs !== undefined) {
    if (last?.type === 'heading') blocks.push(paragraph(''));
    blocks.push({ type: 'heading', attrs: { level: signs.length }, content: textOf(title ?? '') });
  } else if (item === undefined) blocks.push(paragraph(line));
  else {
    const one: Block = { type: 'listItem', content: [paragraph(item)] };
    if (last?.type === 'bulletList')
      blocks.splice(-1, 1, { ...last, content: [...(last.content ?? []), one] });
    else blocks.push({ type: 'bulletList', content: [one] });
  }
}

function paragraph(text: string): Block {
  return { type: 'paragraph', content: textOf(text) };
}

function textOf(text: string): Block[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

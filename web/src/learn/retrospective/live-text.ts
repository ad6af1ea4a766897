import * as Y from 'yjs';

/**
 * The text of a live document for the wording check: a line for each paragraph; what is code stands between backticks,
 * and what is quoted behind a sign, so that neither is checked.
 */
export function textOf(doc: Y.Doc): string {
  return linesOf(doc.getXmlFragment('body'), '').join('\n');
}

function linesOf(parent: Y.XmlFragment, before: string): string[] {
  return parent.toArray().flatMap((child): string[] => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === 'codeBlock') return [`\`\`\`\n${inline(child)}\n\`\`\``];
    if (child.nodeName === 'blockquote') return linesOf(child, '> ');
    const isText = child.toArray().some((one) => one instanceof Y.XmlText);
    return isText ? [`${before}${inline(child)}`] : linesOf(child, before);
  });
}

function inline(element: Y.XmlElement): string {
  return element
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? textIn(child) : ' '))
    .join('');
}

function textIn(text: Y.XmlText): string {
  const parts: unknown[] = text.toDelta();
  return parts.map(partText).join('');
}

function partText(part: unknown): string {
  if (typeof part !== 'object' || part === null || !('insert' in part)) return '';
  if (typeof part.insert !== 'string') return ' ';
  const marks = 'attributes' in part && part.attributes ? Object.keys(part.attributes) : [];
  return marks.includes('code') ? `\`${part.insert}\`` : part.insert;
}

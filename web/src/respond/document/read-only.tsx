import { type Block, isSafeLink } from '@muster/contract/respond/document-text';
import { createElement, type ReactNode } from 'react';
import './document.css';
import { blocksOfMarkdown } from './markdown.ts';

/** The document as it is written, to read. Made of elements, never of HTML. */
export function ReadOnly({ markdown }: { markdown: string }) {
  return (
    <div className="doc-text">
      <div className="doc-read">{blocksOfMarkdown(markdown).map(shown)}</div>
    </div>
  );
}

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  hardBreak: 'br',
  horizontalRule: 'hr',
};

/** A block never changes its place: the whole text is made anew when it changes. */
function shown(block: Block, key: number): ReactNode {
  const { type, attrs = {}, content = [] } = block;
  if (type === 'text') return marked(block, key);
  const inside = content.length > 0 ? content.map(shown) : undefined;
  // The screen has a heading of each size above already.
  if (type === 'heading') return createElement(attrs.level === 3 ? 'h4' : 'h3', { key }, inside);
  if (type === 'codeBlock')
    return (
      <pre key={key}>
        <code>{inside}</code>
      </pre>
    );
  const start = type === 'orderedList' && typeof attrs.start === 'number' ? { start: attrs.start } : {};
  return createElement(tags[type] ?? 'p', { key, ...start }, inside);
}

function marked({ text, marks = [] }: Block, key: number): ReactNode {
  const inside = marks.reduce<ReactNode>((inner, { type, attrs }) => {
    const href = attrs?.href;
    if (type === 'link' && typeof href === 'string' && isSafeLink(href))
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {inner}
        </a>
      );
    const tag = { bold: 'strong', italic: 'em', strike: 's', code: 'code' }[type];
    return tag === undefined ? inner : createElement(tag, null, inner);
  }, text);
  return <span key={key}>{inside}</span>;
}

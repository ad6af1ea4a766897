/**
 * Markdown as elements, never as HTML: what a line says can become nothing but text, lists, code and links. Pictures
 * of elsewhere are not loaded, as that would tell their owners who reads; they are links. Names after `@` stand out and
 * page nobody.
 */
import { isSafeLink } from '@muster/contract/respond/document-text';
import MarkdownIt, { type Token } from 'markdown-it';
import { createElement, Fragment, memo, type ReactNode } from 'react';

const reader = new MarkdownIt({
  html: false,
  linkify: true,
  typographer: false,
  breaks: true,
  maxNesting: 40,
});
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div className="markdown min-w-0 wrap-anywhere">{treeOf(reader.parse(text, {}))}</div>;
});

interface Open {
  token: Token | null;
  children: ReactNode[];
}

/** Tokens come flat: one that opens, what is inside, one that closes. */
function treeOf(tokens: readonly Token[]): ReactNode {
  const root: Open = { token: null, children: [] };
  const open = [root];
  for (const token of tokens) {
    const top = open.at(-1) ?? root;
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === -1) {
      if (open.length === 1) continue;
      open.pop();
      (open.at(-1) ?? root).children.push(elementOf(top));
    } else top.children.push(leafOf(token));
  }
  return keyed(root.children);
}

function leafOf(token: Token): ReactNode {
  switch (token.type) {
    case 'inline':
      return treeOf(token.children ?? []);
    case 'text':
      return withNames(token.content);
    case 'softbreak':
    case 'hardbreak':
      return <br />;
    case 'code_inline':
      return <code className="rounded bg-sunken px-1 font-mono text-[0.9em]">{token.content}</code>;
    case 'fence':
    case 'code_block':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls is reached by keyboard.
        <pre tabIndex={0} className="my-1 overflow-x-auto rounded bg-sunken p-2 font-mono text-xs">
          {token.content.replace(/\n$/, '')}
        </pre>
      );
    case 'hr':
      return <hr className="my-2" />;
    case 'image':
      return linkTo(String(token.attrGet('src') ?? ''), token.content || String(token.attrGet('src') ?? ''));
    default:
      return token.content;
  }
}

function elementOf({ token, children }: Open): ReactNode {
  const inner = keyed(children);
  if (token?.type === 'link_open') return linkTo(String(token.attrGet('href') ?? ''), inner);
  if (token?.type === 'paragraph_open' && token.hidden) return inner;
  if (token?.type === 'heading_open') return <p className="mt-1 font-semibold">{inner}</p>;
  const { tag = 'p', look } = elements[token?.type ?? ''] ?? {};
  const start = token?.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : undefined;
  return createElement(tag, { className: look, ...(start === undefined ? {} : { start }) }, inner);
}

const cell = 'border border-line px-2 py-1 text-left align-top';
const elements: Readonly<Record<string, { tag: string; look?: string }>> = {
  bullet_list_open: { tag: 'ul', look: 'my-1 list-disc pl-5' },
  ordered_list_open: { tag: 'ol', look: 'my-1 list-decimal pl-6' },
  list_item_open: { tag: 'li' },
  blockquote_open: { tag: 'blockquote', look: 'border-l-2 border-line-strong pl-3 text-quiet' },
  strong_open: { tag: 'strong' },
  em_open: { tag: 'em' },
  s_open: { tag: 's' },
  table_open: { tag: 'table', look: 'my-1 block max-w-full overflow-x-auto border-collapse text-sm' },
  thead_open: { tag: 'thead' },
  tbody_open: { tag: 'tbody' },
  tr_open: { tag: 'tr' },
  th_open: { tag: 'th', look: cell },
  td_open: { tag: 'td', look: cell },
};

function linkTo(href: string, inner: ReactNode): ReactNode {
  if (!isSafeLink(href)) return inner;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
      {inner}
    </a>
  );
}

function withNames(text: string): ReactNode {
  const pieces = text.split(/(?<![\w@.])(@[a-z0-9][a-z0-9._-]*[a-z0-9])/i);
  if (pieces.length === 1) return text;
  return keyed(pieces.map((piece, i) => (i % 2 === 1 ? named(piece) : piece)));
}

function named(name: string): ReactNode {
  return <span className="font-medium text-accent">{name}</span>;
}

/** The parts of a text never move, so that their places are keys. */
function keyed(children: readonly ReactNode[]): ReactNode {
  return children.map((child, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as said above.
    <Fragment key={i}>{child}</Fragment>
  ));
}

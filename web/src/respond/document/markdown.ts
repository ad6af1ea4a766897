import { type Block, isSafeLink, type Mark } from '@muster/contract/respond/document-text';
import MarkdownIt, { type Token } from 'markdown-it';

/** Reads structure only: HTML in it stays the text that it is, and so does what the editor has no block for. */
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'table',
  'image',
]);

/** Markdown as blocks of the editor. Never goes through HTML, so that nothing in it can become more than text. */
export function blocksOfMarkdown(markdown: string): Block[] {
  const root: Open = { type: 'doc', content: [] };
  const open: Open[] = [root];
  for (const token of reader.parse(markdown.replaceAll('\r\n', '\n'), {})) take(token, open);
  return root.content;
}

interface Open extends Block {
  content: Block[];
}

/** Tokens come flat: one that opens, what is inside, one that closes. */
function take(token: Token, open: Open[]): void {
  const parent = open.at(-1);
  if (!parent) return;
  const leaf = leafOf(token);
  if (leaf) parent.content.push(leaf);
  else if (token.type === 'inline') parent.content.push(...inlineOf(token.children ?? []));
  else if (token.nesting === 1) {
    const block: Open = { ...startOf(token), content: [] };
    parent.content.push(block);
    open.push(block);
  } else if (token.nesting === -1) open.pop();
}

function leafOf({ type, content, info }: Token): Block | null {
  if (type === 'hr') return { type: 'horizontalRule' };
  if (type !== 'fence' && type !== 'code_block') return null;
  const language = /^[\w+#.-]{1,30}/.exec(info.trim())?.[0] ?? null;
  const code = content.replace(/\n$/, '');
  return {
    type: 'codeBlock',
    attrs: { language },
    content: code === '' ? [] : [{ type: 'text', text: code }],
  };
}

function startOf(token: Token): Block {
  if (token.type === 'heading_open')
    return { type: 'heading', attrs: { level: Math.min(3, Number(token.tag.slice(1))) } };
  if (token.type === 'ordered_list_open')
    return { type: 'orderedList', attrs: { start: Number(token.attrGet('start') ?? 1) } };
  return { type: blocks[token.type] ?? 'paragraph' };
}

const blocks: Readonly<Record<string, string>> = {
  bullet_list_open: 'bulletList',
  list_item_open: 'listItem',
  blockquote_open: 'blockquote',
};

function inlineOf(tokens: readonly Token[]): Block[] {
  const marks: Mark[] = [];
  return tokens.flatMap((token): Block[] => {
    if (token.nesting === 1) marks.push(markOf(token));
    else if (token.nesting === -1) marks.pop();
    else if (token.type === 'hardbreak') return [{ type: 'hardBreak' }];
    else if (token.type === 'softbreak') return [textWith('\n', marks)];
    else if (token.content !== '')
      return [textWith(token.content, token.type === 'code_inline' ? [{ type: 'code' }] : marks)];
    return [];
  });
}

function textWith(text: string, marks: readonly Mark[]): Block {
  return { type: 'text', text, marks: marks.filter(({ type }) => type !== '') };
}

/** A mark without a name is none; it only keeps the closing token company. */
function markOf(token: Token): Mark {
  const href = token.type === 'link_open' ? String(token.attrGet('href') ?? '') : null;
  if (href !== null) return isSafeLink(href) ? { type: 'link', attrs: { href } } : { type: '' };
  return { type: marksOf[token.type] ?? '' };
}

const marksOf: Readonly<Record<string, string>> = {
  em_open: 'italic',
  strong_open: 'bold',
  s_open: 'strike',
};

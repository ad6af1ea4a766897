/**
 * The blocks of a live document, in the editor's own form, and how they read as Markdown and as plain text. Server and
 * editor share it: what is exported is what is copied. Unknown blocks give what they contain, so that no text is lost.
 */
export interface Block {
  type: string;
  text?: string;
  attrs?: Readonly<Record<string, unknown>>;
  marks?: readonly Mark[];
  content?: readonly Block[];
}

export interface Mark {
  type: string;
  attrs?: Readonly<Record<string, unknown>>;
}

/** Blocks within blocks beyond this are left out: nobody writes them, and whoever makes them means harm. */
const deepest = 40;

/** Ends with a line break, unless there is nothing. */
export function markdownOf(blocks: readonly Block[]): string {
  const text = blocksAsMarkdown(blocks, 0);
  return text === '' ? '' : `${text}\n`;
}

/** Without marks; a line for each paragraph, heading and item. */
export function plainTextOf(blocks: readonly Block[]): string {
  return linesOf(blocks, 0).join('\n');
}

function linesOf(blocks: readonly Block[], depth: number): string[] {
  if (depth > deepest) return [];
  return blocks.flatMap((block) =>
    isTextBlock(block) ? [plainInline(block.content ?? [])] : linesOf(block.content ?? [], depth + 1),
  );
}

function isTextBlock({ type, content = [] }: Block): boolean {
  return textBlocks.includes(type) || content.some((child) => child.type === 'text');
}

const textBlocks = ['paragraph', 'heading', 'codeBlock'];

function plainInline(content: readonly Block[]): string {
  return content.map((one) => (one.type === 'hardBreak' ? '\n' : (one.text ?? ''))).join('');
}

function blocksAsMarkdown(blocks: readonly Block[], depth: number): string {
  if (depth > deepest) return '';
  return blocks
    .map((block) => blockAsMarkdown(block, depth))
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockAsMarkdown(block: Block, depth: number): string {
  const { type, content = [], attrs = {} } = block;
  if (type === 'heading') return `${'#'.repeat(levelOf(attrs.level))} ${inline(content)}`.trimEnd();
  if (type === 'codeBlock') return fenced(plainInline(content), attrs.language);
  if (type === 'horizontalRule') return '---';
  if (type === 'blockquote') return indented(blocksAsMarkdown(content, depth + 1), '> ', '> ');
  if (type === 'bulletList') return content.map((item) => itemOf(item, '- ', depth)).join('\n');
  if (type === 'orderedList') return orderedList(block, depth);
  if (isTextBlock(block)) return guarded(inline(content));
  return blocksAsMarkdown(content, depth + 1);
}

function levelOf(level: unknown): number {
  return typeof level === 'number' && level >= 1 && level <= 6 ? Math.floor(level) : 1;
}

function orderedList({ content = [], attrs = {} }: Block, depth: number): string {
  const start = typeof attrs.start === 'number' && attrs.start >= 0 ? Math.floor(attrs.start) : 1;
  return content.map((item, i) => itemOf(item, `${start + i}. `, depth)).join('\n');
}

function itemOf(item: Block, bullet: string, depth: number): string {
  const blocks = item.content ?? [];
  const parts = blocks.map((block) => blockAsMarkdown(block, depth + 1)).filter((text) => text !== '');
  // A list right under its item belongs to it without a blank line between.
  const text = parts
    .map((part, i) => (i === 0 ? part : `${isList(blocks[i]) ? '\n' : '\n\n'}${part}`))
    .join('');
  return indented(text, bullet, ' '.repeat(bullet.length)).trimEnd();
}

function isList(block: Block | undefined): boolean {
  return block?.type === 'bulletList' || block?.type === 'orderedList';
}

function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? first : line === '' ? others.trimEnd() : others) + line)
    .join('\n');
}

/** The fence is longer than any inside. */
function fenced(code: string, language: unknown): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const word = typeof language === 'string' && /^[\w+#.-]{1,30}$/.test(language) ? language : '';
  return `${fence}${word}\n${code}\n${fence}`;
}

/** What a line begins with must not make it a heading, a list or a quotation. */
function guarded(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^(\s*)([#>+-]|=+$)/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])/, '$1\\$2'))
    .join('\n');
}

function inline(content: readonly Block[]): string {
  return content.map(inlineOne).join('');
}

function inlineOne({ type, text = '', marks = [] }: Block): string {
  if (type === 'hardBreak') return '\\\n';
  const names = marks.map((mark) => mark.type.split('--')[0] ?? '');
  if (names.includes('code')) return linked(code(text), marks);
  let marked = escaped(text);
  for (const [name, sign] of signs) if (names.includes(name)) marked = wrapped(marked, sign);
  return linked(marked, marks);
}

const signs = [
  ['italic', '*'],
  ['bold', '**'],
  ['strike', '~~'],
] as const;

/** Signs stand at letters, never at spaces, or they are no signs. */
function wrapped(text: string, sign: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === '' ? text : `${before}${sign}${inner}${sign}${after}`;
}

function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const sign = '`'.repeat(longest + 1);
  return longest > 0 ? `${sign} ${text} ${sign}` : `${sign}${text}${sign}`;
}

function linked(text: string, marks: readonly Mark[]): string {
  const href = marks.find((mark) => mark.type === 'link')?.attrs?.href;
  if (typeof href !== 'string' || !isSafeLink(href)) return text;
  return `[${text}](<${href.replace(/[<>\\\s]/g, (sign) => encodeURIComponent(sign))}>)`;
}

/** What a click may open. Anything else, `javascript:` above all, is shown as the text that it is. */
export function isSafeLink(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(href.trim());
}

function escaped(text: string): string {
  return text.replace(/[\\`*_~[\]<>]/g, '\\$&');
}

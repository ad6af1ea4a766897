/** The record as Markdown. What people wrote is text in it: nothing of it becomes a link, an image, or HTML. */
import { clean } from './clean.ts';
import type { Block, Line } from './model.ts';

export function* markdownOf(blocks: Iterable<Block>): Generator<string> {
  for (const block of blocks) yield pieceOf(block);
}

function pieceOf(block: Block): string {
  switch (block.is) {
    case 'title':
      return `# ${inLine(block.text)}\n`;
    case 'section':
      return `\n## ${inLine(block.text)}\n\n`;
    case 'text':
      return `${asText(block.text)}\n\n`;
    case 'facts':
      return `${tableOf(['', ''], block.rows)}\n`;
    case 'table':
      return block.rows.length === 0 ? 'None on record.\n\n' : `${tableOf(block.head, block.rows)}\n`;
    case 'line':
      return lineOf(block.line);
  }
}

function lineOf({ at, by, mark, text, notes }: Line): string {
  const what = [by, mark].filter(Boolean).map(inLine).join(', ');
  const below = notes.map((note) => `  - ${asText(note, '    ')}\n`).join('');
  return `- **${at.slice(0, 19).replace('T', ' ')} UTC** (${what}) ${asText(text, '  ')}\n${below}`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(inLine).join(' | ')} |\n`;
  return `${row(head)}|${head.map(() => ' --- |').join('')}\n${rows.map(row).join('')}`;
}

/** Lines stay lines, indented as the list that they stand in. */
function asText(text: string, indent = ''): string {
  return clean(text)
    .split('\n')
    .map((line) => harmless(line.trim()))
    .join(`  \n${indent}`);
}

function inLine(text: string): string {
  return harmless(clean(text).replace(/\s+/g, ' ').trim());
}

/** Every sign that could begin something is one that stands for itself. */
function harmless(line: string): string {
  return line
    .replace(/[\\`*_[\]<>|~&@$]/g, String.raw`\$&`)
    .replace(/^(#|[-+=]|\d+(?=[.)]))/, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`));
}

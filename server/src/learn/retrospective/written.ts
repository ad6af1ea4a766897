import { templateOf } from './template.ts';

type Depth = Parameters<typeof templateOf>[0];

/**
 * A report as others read it: headings of its template below which nobody wrote are left out. A heading that somebody
 * made stays, whatever stands below it. Of Markdown as the live document gives it, where blocks stand apart by an empty
 * line.
 */
export function withoutEmptyParts(markdown: string, depth: Depth): string {
  const own = new Set(blocksOf(templateOf(depth)));
  const blocks = blocksOf(markdown);
  const isEmpty = (block: string, next: string | undefined) =>
    own.has(block) && (next === undefined || /^#{1,2} /.test(next));
  const kept = blocks.filter((block, i) => !isEmpty(block, blocks[i + 1]));
  return kept.length === 0 ? '' : `${kept.join('\n\n')}\n`;
}

/** Code between fences is one block, whatever it looks like. */
function blocksOf(markdown: string): string[] {
  const blocks: string[][] = [[]];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '') fence = mark;
    else if (mark === fence) fence = '';
    if (fence === '' && line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
}

/**
 * The record as one HTML file that needs nothing else: no script, no picture, nothing from the network. It says so to
 * the browser, too, so that a text that got through all the same could do nothing.
 */
import { escaped } from '../../platform/html.ts';
import { clean } from './clean.ts';
import type { Block, Line } from './model.ts';

export function* htmlOf(blocks: Iterable<Block>, title: string): Generator<string> {
  yield head(title);
  let inList = false;
  for (const block of blocks) {
    if ((block.is === 'line') !== inList) yield inList ? '</ol>' : '<ol>';
    inList = block.is === 'line';
    yield pieceOf(block);
  }
  yield `${inList ? '</ol>' : ''}</main></body></html>\n`;
}

function head(title: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${text(title)}</title><style>${style}</style></head><body><main>`;
}

const style = `:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid #8886;padding-bottom:.25rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #8883;overflow-wrap:anywhere}
tbody th{width:11rem;font-weight:600}
div{overflow-x:auto}
ol{list-style:none;padding:0}
li{padding:.4rem 0;border-bottom:1px solid #8883;overflow-wrap:anywhere}
li p{margin:.1rem 0;white-space:pre-wrap}
small{opacity:.75}
ul{margin:.2rem 0;padding-left:1.2rem;font-size:.9rem;white-space:pre-wrap}
@media print{body{max-width:none;font-size:10pt}li,tr{break-inside:avoid}}`;

function pieceOf(block: Block): string {
  switch (block.is) {
    case 'title':
      return `<h1 dir="auto">${text(block.text)}</h1>`;
    case 'section':
      return `<h2 dir="auto">${text(block.text)}</h2>`;
    case 'text':
      return `<p dir="auto" style="white-space:pre-wrap">${text(block.text)}</p>`;
    case 'facts':
      return `<table><tbody>${block.rows.map(([name, value]) => `<tr><th scope="row">${text(name)}</th>${cell(value)}</tr>`).join('')}</tbody></table>`;
    case 'table':
      return tableOf(block.head, block.rows);
    case 'line':
      return lineOf(block.line);
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None on record.</p>';
  const titles = head.map((one) => `<th scope="col">${text(one)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<div tabindex="0"><table><thead><tr>${titles}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function cell(value: string): string {
  return `<td dir="auto">${text(value)}</td>`;
}

function lineOf({ at, by, mark, text: said, notes }: Line): string {
  const what = [by, mark].filter(Boolean).map(text).join(', ');
  const below =
    notes.length === 0 ? '' : `<ul>${notes.map((one) => `<li dir="auto">${text(one)}</li>`).join('')}</ul>`;
  return `<li><small><time datetime="${text(at)}">${text(at.slice(0, 19).replace('T', ' '))} UTC</time> ${what}</small><p dir="auto">${text(said)}</p>${below}</li>\n`;
}

function text(value: string): string {
  return escaped(clean(value));
}

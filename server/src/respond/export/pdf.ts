/** The record as the pieces of a PDF. What people wrote are strings in it: there is no link, no picture, no script. */
import type { PdfPiece } from '../../platform/pdf.ts';
import { clean } from './clean.ts';
import type { Block, Line } from './model.ts';

export function pdfOf(blocks: Iterable<Block>): PdfPiece[] {
  return [...blocks].map(pieceOf);
}

function pieceOf(block: Block): PdfPiece {
  switch (block.is) {
    case 'title':
      return { text: clean(block.text), fontSize: 18, bold: true, margin: [0, 0, 0, 8] };
    case 'section':
      return { text: clean(block.text), fontSize: 12, bold: true, margin: [0, 14, 0, 4] };
    case 'text':
      return { text: clean(block.text), margin: [0, 4, 0, 4] };
    case 'facts':
      return tableOf(null, block.rows, [110, '*']);
    case 'table':
      return block.rows.length === 0
        ? { text: 'None on record.', color: '#555555' }
        : tableOf(
            block.head,
            block.rows,
            block.head.map(() => '*'),
          );
    case 'line':
      return lineOf(block.line);
  }
}

function tableOf(
  head: readonly string[] | null,
  rows: readonly (readonly string[])[],
  widths: (number | '*')[],
): PdfPiece {
  const titles = head ? [head.map((one) => ({ text: clean(one), bold: true }))] : [];
  const body = rows.map((row) => row.map((one) => ({ text: clean(one) })));
  return {
    table: { headerRows: titles.length, widths, body: [...titles, ...body] },
    layout: 'lightHorizontalLines',
    fontSize: head ? 8 : 9,
  };
}

function lineOf({ at, by, mark, text, notes }: Line): PdfPiece {
  const what = [`${at.slice(0, 19).replace('T', ' ')} UTC`, by, mark].filter(Boolean).join(', ');
  return {
    stack: [
      { text: clean(what), fontSize: 7.5, color: '#555555' },
      { text: clean(text) },
      ...notes.map(
        (one): PdfPiece => ({ text: clean(one), fontSize: 8, color: '#333333', margin: [10, 0, 0, 0] }),
      ),
    ],
    margin: [0, 0, 0, 4],
  };
}

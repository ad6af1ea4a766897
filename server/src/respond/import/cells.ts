/** Cells of a table that a spreadsheet takes for text, whatever stands in them. */

/**
 * A spreadsheet takes what begins with one of these for a formula, some also behind blanks. With a quotation mark before
 * it, it is text; what already has such a mark gets another, so that reading takes away exactly what writing added.
 */
const formula = /^'*\s*[=+\-@\t\r\n]/;

export function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that a cell of ours was written from. */
export function cellText(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** All that somebody may see as one file, in pieces: as JSON for machines, as CSV for a spreadsheet. */
import { importedMoments } from '@muster/contract/respond/imports';
import type { PastIncident } from './model.ts';
import type { Recorded } from './views.ts';

/** `{"items": [...]}`, in the form in which it is taken in. */
export async function* asJson(lots: AsyncIterable<readonly Recorded[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '{"items":[';
  for await (const lot of lots) {
    yield `${isFirst ? '\n' : ',\n'}${lot.map((one) => JSON.stringify(itemOf(one))).join(',\n')}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

function itemOf({ ref, past: { state, private: isPrivate, ...past } }: Recorded) {
  return {
    ref,
    ...past,
    ...(state === 'over' ? {} : { state }),
    ...(isPrivate ? { private: true } : {}),
  };
}

const columns = ['sourceId', 'ref', 'title', 'severity', 'services', 'kind', 'state', 'private'] as const;
const head = [...columns, ...importedMoments, 'impact', 'updates', 'summary'];

export async function* asCsv(lots: AsyncIterable<readonly Recorded[]>): AsyncGenerator<string> {
  yield lineOf(head);
  for await (const lot of lots) yield lot.map((one) => lineOf(cellsOf(one))).join('');
}

function cellsOf({ ref, past }: Recorded): string[] {
  return [
    ...[past.sourceId, ref, past.title, past.severity, past.services.join(' '), past.kind],
    ...[past.state === 'over' ? '' : past.state, past.private ? 'true' : ''],
    ...importedMoments.map((name) => past.times[name] ?? ''),
    ...[impactText(past), past.updates.length === 0 ? '' : JSON.stringify(past.updates), past.summary],
  ];
}

/** `start/end level weight`, one after the other with a semicolon between. */
function impactText({ impact }: PastIncident): string {
  return impact
    .map(({ start, end, level, weight }) => [`${start}/${end ?? ''}`, level, weight ?? ''].join(' ').trim())
    .join('; ');
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/**
 * A spreadsheet takes what begins with one of these for a formula. With a quotation mark before it, it is text; what
 * already has such a mark gets another, so that reading takes away exactly what writing added.
 */
const formula = /^'*[=+\-@\t\r\n]/;

function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that a cell of ours was written from. */
export function cellText(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

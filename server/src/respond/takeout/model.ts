/** Records as a file: as JSON for machines, as CSV for a spreadsheet; both in the form in which they are taken in. */
import { importedMoments } from '@muster/contract/respond/imports';
import { cellOf } from '../import/cells.ts';
import type { PastIncident } from '../import/model.ts';

export interface Recorded {
  ref: string;
  past: PastIncident;
}

/** The texts of a file: before the first record, of each, between two, and after the last. */
export interface Form {
  head: string;
  row: (one: Recorded) => string;
  between: string;
  foot: string;
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

function cellsOf({ ref, past }: Recorded): string[] {
  return [
    past.sourceId,
    ref,
    past.title,
    past.severity,
    past.services.join(' '),
    past.kind,
    past.state === 'over' ? '' : past.state,
    past.private ? 'true' : '',
    ...importedMoments.map((name) => past.times[name] ?? ''),
    impactText(past),
    past.updates.length === 0 ? '' : JSON.stringify(past.updates),
    past.summary,
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

export const asJson: Form = {
  head: '{"items":[\n',
  row: (one) => JSON.stringify(itemOf(one)),
  between: ',\n',
  foot: '\n]}\n',
};

export const asCsv: Form = {
  head: lineOf(head),
  row: (one) => lineOf(cellsOf(one)),
  between: '',
  foot: '',
};

/** A file of past incidents as the screen holds it: what goes to the server, and where each stands in the file. */
import {
  type ImportedCounts,
  importIncidents,
  readTable,
  type TableField,
  type TableRead,
} from '@muster/contract/respond/imports';
import { call } from '../../app/api.ts';
import { words } from './messages.ts';

export interface Chosen {
  name: string;
  text: string;
}

export interface Wishes {
  columns: Readonly<Record<string, TableField | null>>;
  zone: string;
  createServices: boolean;
}

export interface Note {
  /** Where it stands in the file, for people and for the order. */
  place: string;
  at: number;
  message: string;
}

export interface Read {
  items: unknown[];
  columns: TableRead['columns'];
  counts: Pick<ImportedCounts, 'created' | 'updated' | 'unchanged'>;
  refused: Note[];
  unknown: Note[];
}

/** What would become of the file. Nothing is changed. Throws where it is no list of incidents. */
export async function previewOf({ text }: Chosen, wishes: Wishes): Promise<Read> {
  const isJson = /^\s*[[{]/.test(text);
  const table = isJson ? null : await call(readTable, { body: tableBody(text, wishes) });
  const items = table ? table.items.map((one) => one.item) : itemsIn(text);
  const done = await call(importIncidents, { query: queryOf(wishes, true), body: { items } });
  const lineOf = (index: number) => table?.items[index]?.line ?? index;
  const placeOf = (index: number) => (table ? words.line(lineOf(index)) : words.item(index));
  const inLines = (notes: TableRead['unknown'] = []) =>
    notes.map((one) => ({ place: words.line(one.line), at: one.line, message: one.message }));
  return {
    items,
    columns: table?.columns ?? [],
    counts: done,
    refused: [
      ...inLines(table?.rejected),
      ...done.rejected.map(({ index, message }) => ({ place: placeOf(index), at: lineOf(index), message })),
    ].toSorted((a, b) => a.at - b.at),
    unknown: inLines(table?.unknown),
  };
}

export function takeIn(items: readonly unknown[], wishes: Wishes): Promise<ImportedCounts> {
  return call(importIncidents, { query: queryOf(wishes, false), body: { items } });
}

function queryOf({ createServices }: Wishes, dryRun: boolean) {
  return { createServices: createServices ? 'true' : 'false', dryRun: dryRun ? 'true' : 'false' } as const;
}

function tableBody(text: string, { columns, zone }: Wishes) {
  return { text, columns, zone };
}

function itemsIn(text: string): unknown[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error(words.notReadable);
  }
  const items = typeof found === 'object' && found !== null && 'items' in found ? found.items : found;
  if (!Array.isArray(items)) throw new Error(words.notReadable);
  return items;
}

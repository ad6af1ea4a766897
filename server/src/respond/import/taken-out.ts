import { Readable } from 'node:stream';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Streamed } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { insiderName } from '../access/model.ts';
import { asCsv, asJson } from './export.ts';
import { allRecords } from './views.ts';

type Format = 'csv' | 'json';

const noteExport = action(
  { name: 'respond.exportIncidents', who: 'reader', input: z.strictObject({ format: z.string() }) },
  async (act, { format }) => {
    act.record('incidents', { format });
  },
);

const types: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** Every incident that the caller may see, as a file that is written while it is read. */
export async function exportIncidents(
  platform: Platform,
  caller: Caller,
  { format }: { format: Format },
): Promise<Streamed> {
  await noteExport(platform, caller, { format });
  const lots = allRecords(platform.db, insiderName(caller.actor));
  const text = format === 'csv' ? asCsv(lots) : asJson(lots);
  return new Streamed(types[format], `incidents.${format}`, Readable.from(text, { objectMode: false }));
}

import { Readable } from 'node:stream';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import { Streamed } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { insiderName } from '../access/model.ts';
import { recordsOf } from '../import/actions.ts';
import { statesBefore } from '../import/store.ts';
import { asCsv, asJson, type Form } from './model.ts';

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
  const text = written(platform.db, insiderName(caller.actor), format === 'csv' ? asCsv : asJson);
  return new Streamed(types[format], `incidents.${format}`, Readable.from(text, { objectMode: false }));
}

const lotSize = 500;

/** Latest first, a few hundred at a time: no more of them is ever in memory. */
async function* written(db: Query, me: string | null, form: Form): AsyncGenerator<string> {
  yield form.head;
  let before: string | null = null;
  for (;;) {
    const states: IncidentState[] = await statesBefore(db, { before, me, limit: lotSize });
    const rows = (await recordsOf(db, states)).map(form.row).join(form.between);
    if (rows !== '') yield `${before === null ? '' : form.between}${rows}`;
    if (states.length < lotSize) break;
    before = states.at(-1)?.id ?? null;
  }
  yield form.foot;
}

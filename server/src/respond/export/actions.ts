import { Readable } from 'node:stream';
import type { ExportFormat } from '@muster/contract/respond/export';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Streamed } from '../../platform/http/route.ts';
import { drawPdf } from '../../platform/pdf.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen } from '../access/model.ts';
import { auditSubject } from '../stream/actions.ts';
import { fold } from '../stream/model.ts';
import { findIncident, loadEvents } from '../stream/store.ts';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { blocksOf, type Recorded } from './model.ts';
import { pdfOf } from './pdf.ts';

/** More than this nobody reads on paper; the other formats have no limit. */
const mostPdfEvents = 20_000;

const wanted = z.strictObject({ ref: z.string(), format: z.string(), at: z.string().optional() });

const noteExport = action(
  { name: 'respond.exportIncident', who: 'reader', input: wanted },
  async (act, { ref, format }) => {
    const state = seen(await findIncident(act.tx, ref), act.caller.actor);
    act.record(auditSubject(state), state.private ? {} : { format });
    return { id: state.id };
  },
);

/** One incident as a file. Refuses not_found for whoever may not see it, and before it was declared. */
export async function exportIncident(
  platform: Platform,
  caller: Caller,
  { ref, format, at }: { ref: string; format: ExportFormat; at?: string | undefined },
): Promise<Streamed> {
  const { id } = await noteExport(platform, caller, { ref, format, ...(at && { at }) });
  const events = await loadEvents(platform.db, id, { until: at ?? null });
  if (events.length === 0) throw notFound('incident at that instant');
  const madeAt = wireTime(platform.clock.now());
  const record = { folded: fold(null, events), events, madeAt, at: at ?? madeAt };
  const name = `${record.folded.state.ref}.${format}`;
  if (format === 'pdf') return new Streamed(types.pdf, name, await pdf(record));
  return new Streamed(
    types[format],
    name,
    Readable.from(gathered(text(record, format)), { objectMode: false }),
  );
}

const types: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
};

function text(record: Recorded, format: Exclude<ExportFormat, 'pdf'>): Iterable<string> {
  if (format === 'json') return jsonOf(record);
  if (format === 'md') return markdownOf(blocksOf(record));
  const { ref, title } = record.folded.state;
  return htmlOf(blocksOf(record), `${ref} ${title}`);
}

async function pdf(record: Recorded): Promise<Readable> {
  if (record.events.length > mostPdfEvents)
    throw new Refusal('limit', 'The record is too long for a PDF. Take it as HTML, and print that.');
  const { ref } = record.folded.state;
  return Readable.from([await drawPdf({ title: ref, content: pdfOf(blocksOf(record)) })], {
    objectMode: false,
  });
}

/** In pieces that are worth sending. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < 32_768) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

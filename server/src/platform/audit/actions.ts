import { Readable } from 'node:stream';
import { auditFilters } from '@muster/contract/platform/audit';
import { action } from '../action.ts';
import { Streamed } from '../http/route.ts';
import type { Caller, Platform } from '../platform.ts';
import { chainAllWaiting, headOf } from './chain.ts';
import { chained } from './views.ts';

const noteExport = action(
  { name: 'platform.exportAudit', who: 'auditor', input: auditFilters },
  async (act, filters) => act.record('audit', { filters }),
);

/**
 * The chain as JSON lines, an entry on each. What waits for its place is appended first, the record of this very
 * export included, so that the file is whole up to now and can be verified by itself.
 */
export async function exportAudit(
  platform: Platform,
  caller: Caller,
  filters: Parameters<typeof noteExport>[2],
): Promise<Streamed> {
  await noteExport(platform, caller, filters);
  await chainAllWaiting(platform);
  const upTo = (await headOf(platform.db))?.place ?? 0;
  const day = platform.clock.now().toString().slice(0, 10);
  return new Streamed(
    'application/x-ndjson; charset=utf-8',
    `muster-audit-${day}.jsonl`,
    Readable.from(lines(chained(platform.db, { after: 0, upTo, filters })), { objectMode: false }),
  );
}

async function* lines(pieces: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  for await (const entries of pieces) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

import {
  exportIncidents,
  type ImportedCounts,
  importIncidents,
  mostItems,
  readTable,
} from '@muster/contract/respond/imports';
import { type Command, Option } from 'commander';
import { RefusedError } from './platform/failure.ts';
import { plain } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Histories: incidents of the past in and out, as JSON and as a table. */
export function historyCommands(program: Command, shell: Shell): void {
  const incidents = program.command('incidents').description('histories: incidents of the past in and out');
  incidents
    .command('import')
    .description('take in a file of past incidents, JSON or CSV; the same again changes nothing')
    .argument('<file>', 'a path, or - for the standard input')
    .option('--create-services', 'make services that are not there yet')
    .option('--zone <zone>', 'where times of a table without a zone belong', 'UTC')
    .option('--dry-run', 'say what would happen, and change nothing')
    .action((file: string, options: ImportOptions) => take(shell, file, options));
  incidents
    .command('export')
    .description('all incidents that you may see, in the form in which they are taken in again')
    .addOption(new Option('--format <format>', 'how').choices(['json', 'csv']).default('json'))
    .option('--out <file>', 'a path, or - for the standard output', '-')
    .action(async ({ format, out }: { format: 'json' | 'csv'; out: string }) => {
      const bytes = await shell.world.write(out, await shell.stream(exportIncidents, { format }));
      if (out !== '-') shell.answer({ file: out, bytes }, () => `Wrote ${plain(out)}: ${bytes} bytes.`);
    });
}

interface ImportOptions {
  createServices?: true;
  zone: string;
  dryRun?: true;
}

interface Sent {
  /** How people find it in their file. */
  place: string;
  item: unknown;
}

async function take(
  shell: Shell,
  file: string,
  { createServices, zone, dryRun }: ImportOptions,
): Promise<void> {
  const text = await shell.world.read(file);
  const { sent, refused } = /^\s*[[{]/.test(text) ? fromJson(text) : await fromTable(shell, text, zone);
  const call = await shell.client();
  const query = { createServices: yes(createServices), dryRun: yes(dryRun) };
  const counts: ImportedCounts = { created: 0, updated: 0, unchanged: 0, rejected: [] };
  const told = [...refused];
  for (let i = 0; i < sent.length; i += mostItems) {
    const lot = sent.slice(i, i + mostItems);
    const done = await call(importIncidents, { query, body: { items: lot.map((one) => one.item) } });
    counts.created += done.created;
    counts.updated += done.updated;
    counts.unchanged += done.unchanged;
    counts.rejected.push(...done.rejected.map((one) => ({ ...one, index: one.index + i })));
    told.push(...done.rejected.map((one) => `${lot[one.index]?.place ?? one.index}: ${one.message}`));
  }
  shell.answer({ ...counts, refused: told }, () => textOf(counts, told, dryRun === true));
  if (told.length > 0) throw new RefusedError(`${told.length} were not taken in.`);
}

function yes(wish: true | undefined): 'true' | 'false' {
  return wish ? 'true' : 'false';
}

function fromJson(text: string): { sent: Sent[]; refused: string[] } {
  const items = itemsIn(text);
  return { sent: items.map((item, i) => ({ place: `item ${i}`, item })), refused: [] };
}

function itemsIn(text: string): unknown[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new RefusedError('The file is no JSON.');
  }
  const items = typeof found === 'object' && found !== null && 'items' in found ? found.items : found;
  if (!Array.isArray(items)) throw new RefusedError('The file holds no list of incidents.');
  return items;
}

async function fromTable(
  shell: Shell,
  text: string,
  zone: string,
): Promise<{ sent: Sent[]; refused: string[] }> {
  const read = await (await shell.client())(readTable, { body: { text, zone } });
  return {
    sent: read.items.map(({ line, item }) => ({ place: `line ${line}`, item })),
    refused: read.rejected.map((one) => `line ${one.line}: ${one.message}`),
  };
}

function textOf(
  { created, updated, unchanged }: ImportedCounts,
  told: readonly string[],
  isDry: boolean,
): string {
  const would = isDry ? 'Would be' : 'Done:';
  return [
    `${would} ${created} created, ${updated} updated, ${unchanged} unchanged.`,
    ...told.map(plain),
  ].join('\n');
}

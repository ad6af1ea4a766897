import { createHash } from 'node:crypto';
import {
  type AuditEntry,
  type AuditFilters,
  anchorText,
  auditEntry,
  auditFilters,
  exportAudit,
  type Finding,
  listAudit,
  verifyAudit,
} from '@muster/contract/platform/audit';
import { createWalk } from '@muster/contract/platform/audit-chain';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { instantArgument, wholeNumber } from './platform/arguments.ts';
import { RefusedError, UsageError } from './platform/failure.ts';
import { moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

type Filters = { [key in keyof AuditFilters]?: string };

/** Who did what, taken away as a file, and the proof that nobody changed it. */
export function auditCommands(program: Command, shell: Shell): void {
  const audit = program.command('audit').description('who did what; for auditors and administrators');
  filtered(audit.command('list').description('the audit log, latest first'))
    .option('--limit <number>', 'at most so many, up to 200', wholeNumber, 50)
    .action((options: Filters & { limit: number }) => list(shell, options));
  filtered(
    audit.command('export').description('the audit log as JSON lines, in the order of the chain; recorded'),
  )
    .argument('<file>', 'where to write it; - is the standard output')
    .action((file: string, options: Filters) => save(shell, file, options));
  audit
    .command('verify')
    .description('walk the chain of hashes and tell what was edited, deleted, moved, put in or cut off')
    .option('--file <file>', 'an exported file instead of the server; needs no server')
    .option(
      '--anchor <day:hash...>',
      'anchors that were written down: the chain has to go through them',
      anchors,
    )
    .action((options: { file?: string; anchor?: string[] }) =>
      options.file === undefined
        ? verifyServer(shell, options.anchor ?? [])
        : verifyFile(shell, options.file, options.anchor ?? []),
    );
}

function filtered(command: Command): Command {
  return command
    .option('--actor <name>', 'only by this person or token')
    .option('--action <action>', 'only this action, or those that begin so')
    .option('--subject <subject>', 'only about this, such as person:ana')
    .option('--address <address>', 'only from this address')
    .addOption(new Option('--outcome <outcome>').choices(['done', 'refused']))
    .addOption(new Option('--by <whom>', 'people and tokens, or Muster itself').choices(['others', 'muster']))
    .option('--from <instant>', 'not before', instantArgument)
    .option('--until <instant>', 'before', instantArgument)
    .option('--text <text>', 'anywhere in the entry');
}

function anchors(text: string, before: string[] = []): string[] {
  if (!anchorText.safeParse(text).success)
    throw new InvalidArgumentError('It has to be a day and a hash, such as 2026-03-02:<64 digits>.');
  return [...before, text];
}

async function list(shell: Shell, options: Filters & { limit: number }): Promise<void> {
  const { limit, ...filters } = options;
  const client = await shell.client();
  const { items, nextCursor } = await client(listAudit, { query: { ...auditFilters.parse(filters), limit } });
  shell.answer(items, () => {
    const rows = items.map((entry) => [
      moment(entry.at, shell.world.timeZone),
      entry.actor,
      entry.outcome === 'done' ? entry.action : `${entry.action} (refused)`,
      entry.subject,
      entry.address ?? '',
      noteOf(entry),
    ]);
    const text = table(['WHEN', 'WHO', 'WHAT', 'ABOUT', 'FROM', 'NOTE'], rows, 'No entries.');
    return nextCursor === null ? text : `${text}\nThere are more: narrow it down, or raise --limit.`;
  });
}

function noteOf({ detail, count }: AuditEntry): string {
  const texts = [detail.reason, detail.person, detail.result].filter((one) => typeof one === 'string');
  return [...texts, ...(count > 1 ? [`${count} times`] : [])].join(', ');
}

async function save(shell: Shell, file: string, filters: Filters): Promise<void> {
  const answer = await shell.stream(exportAudit, auditFilters.parse(filters));
  const bytes = await shell.world.write(file, answer);
  if (file !== '-') shell.answer({ file, bytes }, () => `Wrote ${plain(file)}: ${bytes} bytes.`);
}

interface Verdict {
  entries: number;
  findings: Finding[];
  more: number;
  /** The last link, which is worth writing down. */
  upTo: { place: number; hash: string };
  /** Anchors that were given and that the chain does not go through. */
  missed: string[];
}

async function verifyServer(shell: Shell, given: readonly string[]): Promise<void> {
  const client = await shell.client();
  const verdict: Verdict = { entries: 0, findings: [], more: 0, upTo: { place: 0, hash: '' }, missed: [] };
  const met = new Set<string>();
  for (let after: number | null = 0; after !== null; ) {
    const query = { after, ...(given.length > 0 ? { anchor: [...given] } : {}) };
    const piece: Awaited<ReturnType<typeof client<typeof verifyAudit>>> = await client(verifyAudit, {
      query,
    });
    verdict.entries += piece.entries;
    verdict.findings.push(...piece.findings);
    verdict.more += piece.moreFindings;
    verdict.upTo = piece.upTo;
    for (const one of piece.met) met.add(one);
    after = piece.next;
  }
  verdict.missed = given.filter((one) => !met.has(one));
  tell(shell, verdict);
}

/** Line by line, so that a file of any length fits. */
async function verifyFile(shell: Shell, file: string, given: readonly string[]): Promise<void> {
  const hashes = new Map(given.map((one) => [one.slice(one.indexOf(':') + 1), one]));
  const walk = createWalk({
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    sought: new Set(hashes.keys()),
  });
  let line = 0;
  for await (const text of shell.world.lines(file)) {
    line += 1;
    if (text.trim() !== '') walk.follow(entryIn(text, line));
  }
  const { findings, more } = walk.findings();
  const met = new Set(walk.met());
  const missed = [...hashes].filter(([hash]) => !met.has(hash)).map(([, one]) => one);
  tell(shell, { entries: walk.entries(), findings, more, upTo: walk.at(), missed });
}

function entryIn(text: string, line: number): AuditEntry {
  try {
    return auditEntry.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`Line ${line} is not an entry of an exported audit log.`);
  }
}

function tell(shell: Shell, verdict: Verdict): void {
  const { entries, findings, more, upTo, missed } = verdict;
  const isWhole = findings.length + more + missed.length === 0;
  shell.answer({ ...verdict, isWhole }, () =>
    [
      ...findings.map((one) => plain(one.text)),
      ...(more > 0 ? [`and ${more} more findings`] : []),
      ...missed.map(
        (one) => `The chain does not go through the anchor ${one}: it was cut off, or made anew.`,
      ),
      isWhole
        ? `Unbroken: ${entries} entries, the last is entry ${upTo.place} with the hash ${upTo.hash}.`
        : `Broken: ${entries} entries were looked at.`,
    ].join('\n'),
  );
  if (!isWhole) throw new RefusedError('');
}

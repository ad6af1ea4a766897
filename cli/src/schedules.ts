import { scheduleFileItem } from '@muster/contract/catalog/organisation-file';
import { type ChangingHands, changingHands, type Held } from '@muster/contract/oncall/changing-hands';
import type { Schedule } from '@muster/contract/oncall/definition';
import { previewSchedule } from '@muster/contract/oncall/rehearsal';
import { getSchedule, getShifts } from '@muster/contract/oncall/schedules';
import { madeOverrides } from '@muster/contract/oncall/temporary-schedules';
import { type Client, ProblemError } from '@muster/contract/platform/client';
import type { Command } from 'commander';
import { parse } from 'yaml';
import type { z } from 'zod';
import { onTheWire, wholeNumber } from './platform/arguments.ts';
import { UsageError } from './platform/failure.ts';
import { moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

type FileItem = z.output<typeof scheduleFileItem>;

/** What rotas would become, before they do. */
export function scheduleCommands(program: Command, shell: Shell): void {
  program
    .command('schedules')
    .description('look at schedules before they change')
    .command('diff')
    .description('who gains and loses which hours if the file held from now on; nothing is changed')
    .argument('<file>', 'a schedule or an organisation file in YAML or JSON; - reads the standard input')
    .option('--weeks <number>', 'how far ahead, up to 52; 8 unless told', wholeNumber)
    .action((file: string, options: { weeks?: number }) => diff(shell, file, options.weeks ?? 8));
}

async function diff(shell: Shell, file: string, weeks: number): Promise<void> {
  if (weeks > 52) throw new UsageError('At most 52 weeks can be compared.');
  const given = schedulesIn(await read(shell, file));
  const client = await shell.client();
  const from = shell.world.now();
  const span = { from: onTheWire(from), until: onTheWire(from.add({ hours: weeks * 7 * 24 })) };
  const found: ({ schedule: string } & ChangingHands)[] = [];
  for (const item of given) found.push({ schedule: item.name, ...(await diffOf(client, item, span)) });
  shell.answer(found, () =>
    found.map((one) => describe(one.schedule, one, shell.world.timeZone)).join('\n\n'),
  );
}

async function read(shell: Shell, file: string): Promise<unknown> {
  const text = await shell.world.read(file);
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A file of the organisation holds many, any other file is one. */
function schedulesIn(content: unknown): FileItem[] {
  const isFile = content !== null && typeof content === 'object' && 'muster' in content;
  const given = isFile ? ('schedules' in content ? content.schedules : []) : [content];
  const found = scheduleFileItem.array().safeParse(given);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new UsageError(`This is no schedule: /${issue?.path.join('/')} ${issue?.message}`);
}

async function diffOf(
  client: Client,
  { name, team: _, ...definition }: FileItem,
  span: { from: string; until: string },
): Promise<ChangingHands> {
  const stored = await client(getSchedule, { params: { name } }).catch(ifUnknown);
  const before: Held[] = stored
    ? (await client(getShifts, { params: { name }, query: span })).segments
    : [{ start: span.from, end: span.until, onCall: [] }];
  // What people have taken over stays with them whatever the file says.
  const overrides = [...(definition.overrides ?? []), ...(stored ? madeOverrides(stored) : [])];
  const schedule: Schedule = { ...definition, ...(overrides.length > 0 ? { overrides } : {}) };
  const after = await client(previewSchedule, { body: { schedule, query: span } });
  return changingHands(before, after.segments);
}

function ifUnknown(error: unknown): undefined {
  if (error instanceof ProblemError && error.problem.code === 'not_found') return undefined;
  throw error;
}

const mostSpans = 40;

function describe(name: string, { spans, people, gaps }: ChangingHands, zone: string): string {
  if (spans.length === 0) return `${plain(name)}: nobody gains or loses an hour.`;
  const changed = people.filter((one) => one.before !== one.after);
  const gap = gaps.before === gaps.after ? [] : [{ person: '(nobody)', ...gaps }];
  const rows = spans
    .slice(0, mostSpans)
    .map((one) => [moment(one.start, zone), moment(one.end, zone), names(one.before), names(one.after)]);
  return [
    `${plain(name)}:`,
    table(
      ['WHO', 'HOURS BEFORE', 'AFTER', 'CHANGE'],
      [...changed, ...gap].map((one) => [
        one.person,
        hours(one.before),
        hours(one.after),
        `${one.after > one.before ? '+' : ''}${hours(one.after - one.before)}`,
      ]),
      'Everybody keeps as many hours; only their times change.',
    ),
    '',
    table(['FROM', 'UNTIL', 'BEFORE', 'AFTER'], rows, ''),
    ...(spans.length > mostSpans ? [`… and ${spans.length - mostSpans} more; --json shows all.`] : []),
  ].join('\n');
}

const names = (people: readonly string[]): string => (people.length === 0 ? 'nobody' : people.join(' '));
const hours = (n: number): string => String(Math.round(n * 10) / 10);

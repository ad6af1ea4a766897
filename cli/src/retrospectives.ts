import { exportReportNumbers } from '@muster/contract/learn/figures';
import { retrospectiveStates } from '@muster/contract/learn/news';
import { exportReport, type ReportFormat, reportFormats } from '@muster/contract/learn/reports';
import {
  getIncidentRetrospective,
  getRetrospective,
  listRetrospectives,
  type Retrospective,
} from '@muster/contract/learn/retrospectives';
import { scoreOf } from '@muster/contract/learn/scorecard';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { type Command, Option } from 'commander';
import { dayArgument } from './platform/arguments.ts';
import { fields, moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Reports of what happened, for scripts and for whoever lives in a terminal. */
export function retrospectiveCommands(program: Command, shell: Shell): void {
  const retrospective = program
    .command('retrospective')
    .description('reports of what happened, and what is due');
  retrospective
    .command('list')
    .description('the latest first')
    .addOption(
      new Option('--state <state>', 'only in this state').choices([...retrospectiveStates, 'unpublished']),
    )
    .option('--service <name>', 'only of this service')
    .option('--search <text>', 'only with this in the title or the reference')
    .option('--overdue', 'only what is late')
    .action((options: ListOptions) => list(shell, options));
  retrospective
    .command('show')
    .description('one of them: why it is due, until when, its numbers and factors')
    .argument('<reference>', 'of its incident, such as INC-12, or its own id')
    .action(async (ref: string) => {
      const one = await find(shell, ref);
      shell.answer(one, () => textOf(one, shell.world.timeZone));
    });
  retrospective
    .command('export')
    .description('a published report as a file')
    .argument('<reference>', 'of its incident, such as INC-12, or its own id')
    .addOption(new Option('--format <format>', 'how').choices([...reportFormats]).default('md'))
    .option('--out <file>', 'a path, or - for the standard output', '-')
    .action(async (ref: string, { format, out }: { format: ReportFormat; out: string }) => {
      const { id } = await find(shell, ref);
      await write(shell, out, await shell.stream(exportReport, { format }, { id }));
    });
  retrospective
    .command('numbers')
    .description('numbers of reports as CSV')
    .option('--name <name>', 'only this number, such as "People paged after hours"')
    .option('--service <name>', 'only of this service')
    .option('--from <day>', 'such as 2026-01-01', dayArgument)
    .option('--until <day>', 'the last day that counts', dayArgument)
    .option('--out <file>', 'a path, or - for the standard output', '-')
    .action(async ({ out, ...query }: QueryOf<typeof exportReportNumbers> & { out: string }) =>
      write(shell, out, await shell.stream(exportReportNumbers, query)),
    );
}

type Stream = Parameters<Shell['world']['write']>[1];

async function write(shell: Shell, out: string, stream: Stream): Promise<void> {
  const bytes = await shell.world.write(out, stream);
  if (out !== '-') shell.answer({ file: out, bytes }, () => `Wrote ${plain(out)}: ${bytes} bytes.`);
}

interface ListOptions {
  state?: (typeof retrospectiveStates)[number] | 'unpublished';
  service?: string;
  search?: string;
  overdue?: boolean;
}

async function list(shell: Shell, { search, overdue, ...same }: ListOptions): Promise<void> {
  const query = {
    limit: 200,
    ...same,
    ...(search === undefined ? {} : { q: search }),
    ...(overdue ? ({ overdue: 'true' } as const) : {}),
  };
  const { items } = await (await shell.client())(listRetrospectives, { query });
  const rows = items.map((one) => [
    one.ref ?? one.id,
    one.overdue ? `${one.state}, overdue` : one.state,
    one.publishDueAt?.slice(0, 10) ?? '',
    one.owner ?? '',
    one.title,
  ]);
  shell.answer(items, () => table(['REF', 'STATE', 'DUE', 'OWNER', 'TITLE'], rows, 'There are none.'));
}

async function find(shell: Shell, ref: string): Promise<Retrospective> {
  const call = await shell.client();
  return /^[a-z]+-\d+$/i.test(ref)
    ? call(getIncidentRetrospective, { params: { ref } })
    : call(getRetrospective, { params: { id: ref } });
}

function textOf(one: Retrospective, timeZone: string): string {
  const when = (at: string | null) => (at === null ? '' : moment(at, timeZone));
  const { yes, of } = scoreOf(one.scorecard);
  const head = fields([
    ['Title', one.title],
    ['Incident', one.ref ?? 'none'],
    ['State', one.overdue ? `${one.state}, overdue` : one.state],
    ['Owner', one.owner ?? 'nobody'],
    ['Due because', one.due.join(' ')],
    ['Meet by', when(one.meetingDueAt)],
    ['Publish by', when(one.publishDueAt)],
    ['Response', of === 0 ? '' : `${yes} of ${of} went well`],
    ['Signal', one.signal],
  ]);
  const numbers = one.figures.map(({ name, value, unit }) => [name, `${value} ${unit}`.trim()]);
  const factors = one.factors.map(({ kind, part, text }) => [[kind, part].filter(Boolean).join(', '), text]);
  return [
    head,
    table(['NUMBER', 'VALUE'], numbers, 'No numbers yet.'),
    table(['FACTOR', 'WHAT'], factors, 'No factors yet.'),
  ].join('\n\n');
}

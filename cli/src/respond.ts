import type { BodyOf, QueryOf } from '@muster/contract/platform/endpoint';
import { exportFormats, exportIncident } from '@muster/contract/respond/export';
import {
  declareIncident,
  getIncident,
  type Incident,
  listIncidents,
} from '@muster/contract/respond/incidents';
import { addReport } from '@muster/contract/respond/reports';
import { listIncidentEvents } from '@muster/contract/respond/stream';
import { type Command, Option } from 'commander';
import { instantArgument, numberFromZero, wholeNumber } from './platform/arguments.ts';
import { ago, fields, moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Declaring and looking. Answers `incident`, to which working on one is added. */
export function respondCommands(program: Command, shell: Shell): Command {
  program
    .command('declare')
    .description('declare an incident: what is wrong is enough')
    .argument('<title>', 'what is wrong, as you would say it to a colleague')
    .option('--severity <name>', 'how bad it is; unsure means the higher')
    .option('--service <name...>', 'what is affected')
    .option('--summary <text>', 'what is known')
    .option('--page <id>', 'the page that led to it')
    .option('--type <name>', 'the kind of incident')
    .option('--private', 'nobody but the people in it learns that it exists')
    .option('--command', 'I take command until somebody else does')
    .option('--began <instant>', 'when it began', instantArgument)
    .option('--ended <instant>', 'when it was over: it is written down later', instantArgument)
    .option('--drill', 'it is an exercise')
    .option('--recurrence-of <ref>', 'it is back, after that one was over for too long to be reopened')
    .action((title: string, options: DeclareOptions) => declare(shell, title, options));
  program
    .command('report')
    .description('report what is wrong, with or without declaring an incident')
    .argument('<symptom>', 'what customers or colleagues see')
    .option('--service <name>', 'what seems to be affected')
    .option('--customers <number>', 'how many customers are affected, as far as you know', numberFromZero)
    .option('--ticket <address...>', 'tickets that tell of it')
    .option('--incident <ref>', 'the open incident that it belongs to')
    .option('--declare', 'it is an incident by itself')
    .action((symptom: string, options: ReportOptions) => report(shell, symptom, options));
  const incident = program.command('incident').description('incidents: look at them, work on them');
  incident
    .command('list')
    .description('list incidents, latest first; open ones unless --status says otherwise')
    .option('--status <status>', 'a status, a category, open, or any', 'open')
    .option('--severity <name>', 'only of this severity')
    .option('--service <name>', 'only of this service')
    .option('--search <text>', 'only with this in the title')
    .action((options: ListOptions) => list(shell, options));
  incident
    .command('show')
    .description('one incident, now or as it was')
    .argument('<ref>', 'such as INC-42')
    .option('--at <instant>', 'as it was then, for example 2026-12-24T18:00:00+01:00', instantArgument)
    .action((ref: string, query: { at?: string }) => show(shell, ref, query));
  incident
    .command('events')
    .description('the record itself, oldest first')
    .argument('<ref>', 'such as INC-42')
    .option('--after <number>', 'only events after this one', numberFromZero)
    .option('--limit <number>', 'at most so many, up to 1000', wholeNumber)
    .action((ref: string, query: QueryOf<typeof listIncidentEvents>) => events(shell, ref, query));
  incident
    .command('export')
    .description('the whole record as a file; recorded in the audit log')
    .argument('<ref>', 'such as INC-42')
    .addOption(new Option('--format <format>', 'what kind of file').choices(exportFormats).default('md'))
    .option('--at <instant>', 'as it was then, for example 2026-12-24T18:00:00+01:00', instantArgument)
    .option('--out <file>', 'where to write it; - is the standard output', '-')
    .action((ref: string, options: ExportOptions) => save(shell, ref, options));
  return incident;
}

type ExportOptions = QueryOf<typeof exportIncident> & { out: string };

async function save(shell: Shell, ref: string, { out, ...query }: ExportOptions): Promise<void> {
  const bytes = await shell.world.write(out, await shell.stream(exportIncident, query, { ref }));
  if (out !== '-') shell.answer({ file: out, bytes }, () => `Wrote ${plain(out)}: ${bytes} bytes.`);
}

interface DeclareOptions {
  severity?: string;
  service?: string[];
  summary?: string;
  page?: string;
  type?: string;
  private?: true;
  command?: true;
  began?: string;
  ended?: string;
  drill?: true;
  recurrenceOf?: string;
}

async function declare(shell: Shell, title: string, options: DeclareOptions): Promise<void> {
  const { service, began, ended, drill, ...others } = options;
  const body: BodyOf<typeof declareIncident> = {
    title,
    ...others,
    ...(service ? { services: service } : {}),
    ...(began ? { startedAt: began } : {}),
    ...(ended ? { endedAt: ended, kind: 'retroactive' } : drill ? { kind: 'drill' } : {}),
  };
  const made = await (await shell.client())(declareIncident, { body, idempotencyKey: shell.world.newKey() });
  shell.answer(made, () => describe(made, shell.world.timeZone));
}

interface ReportOptions {
  service?: string;
  customers?: number;
  ticket?: string[];
  incident?: string;
  declare?: true;
}

async function report(shell: Shell, symptom: string, { ticket, ...others }: ReportOptions): Promise<void> {
  const body: BodyOf<typeof addReport> = { symptom, ...others, ...(ticket ? { tickets: ticket } : {}) };
  const made = await (await shell.client())(addReport, { body, idempotencyKey: shell.world.newKey() });
  shell.answer(made, () =>
    made.incident
      ? `Reported. It belongs to ${made.incident.ref}: ${plain(made.incident.title)}`
      : 'Reported. Responders see it and say what becomes of it.',
  );
}

interface ListOptions {
  status: string;
  severity?: string;
  service?: string;
  search?: string;
}

async function list(shell: Shell, { status, search, ...others }: ListOptions): Promise<void> {
  const query: QueryOf<typeof listIncidents> = {
    ...others,
    ...(status === 'any' ? {} : { status }),
    ...(search === undefined ? {} : { q: search }),
  };
  const { items, nextCursor } = await (await shell.client())(listIncidents, { query });
  shell.answer(items, () => {
    const rows = items.map((one) => [
      one.ref,
      one.severity,
      one.status,
      ago(one.declaredAt, shell.world.now()),
      one.commander ?? 'nobody',
      one.health === 'ok' ? '' : one.health,
      one.title,
    ]);
    const headings = ['REF', 'SEVERITY', 'STATUS', 'SINCE', 'COMMAND', 'HEALTH', 'TITLE'];
    const shown = table(headings, rows, 'No incidents.');
    return nextCursor === null ? shown : `${shown}\nThere are more: narrow it down.`;
  });
}

async function show(shell: Shell, ref: string, query: { at?: string }): Promise<void> {
  const found = await (await shell.client())(getIncident, { params: { ref }, query });
  shell.answer(found, () => describe(found, shell.world.timeZone));
}

async function events(shell: Shell, ref: string, query: QueryOf<typeof listIncidentEvents>): Promise<void> {
  const found = await (await shell.client())(listIncidentEvents, { params: { ref }, query });
  shell.answer(found.items, () => {
    const rows = found.items.map((one) => [
      String(one.seq),
      moment(one.at, shell.world.timeZone),
      one.actor.name,
      one.type,
      JSON.stringify(one.data),
    ]);
    const shown = table(['SEQ', 'AT', 'WHO', 'WHAT', 'DATA'], rows, 'No events after that.');
    return found.nextCursor === null ? shown : `${shown}\nThere are more: --after ${found.nextCursor}`;
  });
}

const shownEntries = 10;

/** What somebody who has just been called has to know, in the order of the command screen. */
export function describe(one: Incident, timeZone: string): string {
  const open = one.tasks.filter((task) => task.state === 'open');
  const roles = Object.entries(one.roles).filter(([role]) => role !== 'commander');
  const news = Object.entries(one.nextUpdates).map(([audience, at]) => `${audience} ${moment(at, timeZone)}`);
  const about = [
    ['Severity', one.rule.label],
    ['Status', one.status],
    ['Command', one.commander ?? 'nobody: muster incident role REF commander'],
    ...(roles.length > 0 ? [['Roles', roles.map(([role, who]) => `${role} ${who}`).join(', ')]] : []),
    ...(one.services.length > 0 ? [['Services', one.services.join(', ')]] : []),
    ['Declared', `${moment(one.declaredAt, timeZone)} by ${one.declaredBy.name}`],
    ...(one.summary === '' ? [] : [['We know', one.summary]]),
    ...(one.plan ? [['Next', one.plan.text]] : []),
    ...(news.length > 0 ? [['News due', news.join(', ')]] : []),
    ...(one.call === null ? [] : [['Call', one.call]]),
    ...(one.chat === null ? [] : [['Chat', one.chat]]),
  ] as [string, string][];
  return [
    `${one.ref}  ${plain(one.title)}`,
    fields(about),
    ...(open.length > 0
      ? [
          '',
          table(
            ['TASK', 'WHO', 'DUE', 'WHAT'],
            open.map((task) => [
              shortId(task.id),
              task.person ?? 'nobody',
              moment(task.dueAt, timeZone),
              task.text,
            ]),
            '',
          ),
        ]
      : []),
    ...(one.entries.length > 0 ? ['', logOf(one, timeZone)] : []),
  ].join('\n');
}

function logOf({ entries }: Incident, timeZone: string): string {
  const rows = entries
    .slice(0, shownEntries)
    .map((entry) => [moment(entry.at, timeZone), entry.by.name, entry.kind, entry.text]);
  return table(['AT', 'WHO', 'KIND', 'LOG, LATEST FIRST'], rows, '');
}

/** The ends of ids differ most: their beginnings are the time at which they were made. */
export function shortId(id: string): string {
  return id.slice(-8);
}

import { getHours, hoursCsv } from '@muster/contract/oncall/hours';
import {
  acknowledgePage,
  createPage,
  escalatePage,
  listPages,
  type Page,
  pageStates,
  resolvePage,
  sendTestPage,
  snoozePage,
} from '@muster/contract/oncall/pages';
import { getOnCall, listOnCall, listSchedules } from '@muster/contract/oncall/schedules';
import type { Client } from '@muster/contract/platform/client';
import type { BodyOf, QueryOf } from '@muster/contract/platform/endpoint';
import { type Command, Option } from 'commander';
import { dayArgument, instantArgument, wholeNumber } from './platform/arguments.ts';
import { RefusedError, UsageError } from './platform/failure.ts';
import { ago, moment, plain, sentence, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Who is called, and the pages that call them. Answers `oncall`, to which others add theirs. */
export function oncallCommands(program: Command, shell: Shell): Command {
  program
    .command('page')
    .description('page by hand: a service, a policy, or people')
    .argument('<title>', 'what is wrong, in a line')
    .option('--service <name>', 'whoever its policy says')
    .option('--policy <name>', 'this escalation policy')
    .option('--person <name...>', 'these people')
    .addOption(new Option('--urgency <urgency>').choices(['high', 'low']))
    .action((title: string, options: PageOptions) => page(shell, title, options));
  program
    .command('test-page')
    .description('page yourself, by your own notification rules, to hear that it rings')
    .action(async () => {
      const made = await (await shell.client())(sendTestPage, { idempotencyKey: shell.world.newKey() });
      shell.answer(made, () => describePage(made, shell.world.timeZone));
    });
  program
    .command('pages')
    .description('list pages, latest first; open ones unless --state says otherwise')
    .addOption(
      new Option('--state <state>', 'which pages').choices(['open', 'any', ...pageStates]).default('open'),
    )
    .option('--service <name>', 'only of this service')
    .option('--person <name>', 'only those that notified or belong to this person; me is yourself')
    .action((options: PagesOptions) => pages(shell, options));
  actCommands(program, shell);
  const oncall = program
    .command('oncall')
    .description('who is on call, on one schedule or on all')
    .argument('[schedule]')
    .option('--at <instant>', 'at another time, for example 2026-12-24T18:00:00+01:00', instantArgument)
    .action((schedule: string | undefined, options: { at?: string }) => onCall(shell, schedule, options.at));
  oncall
    .command('hours')
    .description('on-call hours by person as CSV, for pay: night, weekend and holiday by each person’s clock')
    .requiredOption('--from <day>', 'the first day, for example 2026-11-01', dayArgument)
    .requiredOption('--until <day>', 'the last day', dayArgument)
    .option('--schedule <name>', 'only of this schedule')
    .option('--night-from <time>', 'when night begins', '22:00')
    .option('--night-until <time>', 'when night ends', '07:00')
    .option('--holiday <day...>', 'public holidays')
    .action((options: HoursOptions) => hours(shell, options));
  return oncall;
}

interface PageOptions {
  service?: string;
  policy?: string;
  person?: string[];
  urgency?: 'high' | 'low';
}

async function page(shell: Shell, title: string, options: PageOptions): Promise<void> {
  const { person, ...others } = options;
  const body: BodyOf<typeof createPage> = { title, ...others, ...(person ? { people: person } : {}) };
  if ([options.service, options.policy, person].filter(Boolean).length !== 1) {
    throw new UsageError('Say whom to page: exactly one of --service, --policy and --person.');
  }
  const made = await (await shell.client())(createPage, { body, idempotencyKey: shell.world.newKey() });
  shell.answer(made, () => describePage(made, shell.world.timeZone));
}

interface PagesOptions {
  state: 'open' | 'any' | Page['state'];
  service?: string;
  person?: string;
}

async function pages(shell: Shell, { state, ...others }: PagesOptions): Promise<void> {
  const query: QueryOf<typeof listPages> = { ...others, ...(state === 'any' ? {} : { state }) };
  const { items, nextCursor } = await (await shell.client())(listPages, { query });
  shell.answer(items, () => {
    const rows = items.map((p) => [
      shortId(p.id),
      p.state,
      p.urgency,
      ago(p.openedAt, shell.world.now()),
      p.service ?? '',
      p.title,
      p.owner ?? p.notified.join(' '),
    ]);
    const list = table(['ID', 'STATE', 'URGENCY', 'SINCE', 'SERVICE', 'TITLE', 'WHO'], rows, 'No pages.');
    return nextCursor === null ? list : `${list}\nThere are more: narrow it down.`;
  });
}

/** The ends of ids differ most: their beginnings are the time at which they were made. */
function shortId(id: string): string {
  return id.slice(-8);
}

function actCommands(program: Command, shell: Shell): void {
  const which =
    'a page: its id, the end of it as `muster pages` shows it, or last: the latest that concerns you';
  const act = (name: string, description: string) =>
    program.command(name).description(description).argument('<page>', which);
  act('ack', 'I have it: stops the page').action((given: string) =>
    onPage(shell, given, (client, id) => client(acknowledgePage, { params: { id } })),
  );
  act('resolve', 'the problem is over').action((given: string) =>
    onPage(shell, given, (client, id) => client(resolvePage, { params: { id } })),
  );
  act('escalate', 'go on to the next step now')
    .option('--to-step <number>', 'to this step, counted from 1', wholeNumber)
    .action((given: string, options: { toStep?: number }) =>
      onPage(shell, given, (client, id) => client(escalatePage, { params: { id }, body: options })),
    );
  act('snooze', 'quiet for a while; then it starts again')
    .requiredOption('--minutes <number>', 'how long, up to 10080 (a week)', wholeNumber)
    .action((given: string, { minutes }: { minutes: number }) =>
      onPage(shell, given, (client, id) => client(snoozePage, { params: { id }, body: { minutes } })),
    );
}

async function onPage(
  shell: Shell,
  given: string,
  act: (client: Client, id: string) => Promise<Page>,
): Promise<void> {
  const client = await shell.client();
  const changed = await act(client, await pageId(client, given));
  shell.answer(changed, () => describePage(changed, shell.world.timeZone));
}

const shortest = 4;
const longest = 12;

/** The id that was meant. An ending is looked for among the open pages and has to fit exactly one. */
async function pageId(client: Client, given: string): Promise<string> {
  if (given === 'last') return latestOfMine(client);
  if (given.length > longest) return given;
  if (given.length < shortest)
    throw new UsageError(`"${given}" is too short: give at least ${shortest} characters.`);
  const { items } = await client(listPages, { query: { state: 'open', limit: 200 } });
  const fitting = items.filter((p) => p.id.endsWith(given.toLowerCase()));
  if (fitting.length > 1)
    throw new UsageError(`More than one open page ends in ${given}: give more of the id.`);
  return fitting[0]?.id ?? given;
}

/** What rings comes before what is only open: at night `last` is the page that woke somebody. */
async function latestOfMine(client: Client): Promise<string> {
  const { items } = await client(listPages, { query: { state: 'open', person: 'me', limit: 50 } });
  const latest = items.find((p) => p.state === 'triggered') ?? items[0];
  if (!latest) throw new RefusedError('No open page concerns you. `muster pages` lists all that are open.');
  return latest.id;
}

function describePage(p: Page, timeZone: string): string {
  return [
    `${shortId(p.id)}  ${p.state}  ${p.urgency} urgency  ${plain(p.title)}`,
    ...(p.owner ? [`Owner: ${plain(p.owner)}`] : []),
    ...(p.notified.length > 0 ? [`Notified: ${p.notified.map(plain).join(', ')}`] : []),
    ...(p.why ? [sentence(p.why, timeZone)] : []),
  ].join('\n');
}

async function onCall(shell: Shell, schedule: string | undefined, at: string | undefined): Promise<void> {
  const client = await shell.client();
  if (schedule !== undefined) return onCallOf(shell, schedule, at);
  if (at !== undefined) return everybodyAt(shell, client, at);
  const { items } = await client(listOnCall);
  shell.answer(items, () => {
    const rows = items.map((s) => [s.name, namesOr(s.onCall), moment(s.until, shell.world.timeZone)]);
    return table(['SCHEDULE', 'ON CALL', 'UNTIL'], rows, 'No schedules.');
  });
}

interface HoursOptions {
  from: string;
  until: string;
  schedule?: string;
  nightFrom: string;
  nightUntil: string;
  holiday?: string[];
}

async function hours(shell: Shell, { holiday = [], ...query }: HoursOptions): Promise<void> {
  const client = await shell.client();
  const { items } = await client(getHours, { query: { ...query, holidays: holiday.join(',') } });
  shell.answer(items, () => hoursCsv(items, query).trimEnd());
}

async function onCallOf(shell: Shell, name: string, at: string | undefined): Promise<void> {
  const found = await (await shell.client())(getOnCall, { params: { name }, query: at ? { at } : {} });
  shell.answer(found, () =>
    [namesOr(found.onCall), ...found.why.map((line) => `  ${sentence(line, shell.world.timeZone)}`)].join(
      '\n',
    ),
  );
}

async function everybodyAt(shell: Shell, client: Client, at: string): Promise<void> {
  const { items } = await client(listSchedules, { query: { limit: 200 } });
  const found = await Promise.all(
    items.map(async ({ name }) => ({
      name,
      onCall: (await client(getOnCall, { params: { name }, query: { at } })).onCall,
    })),
  );
  shell.answer(found, () =>
    table(
      ['SCHEDULE', `ON CALL AT ${moment(at, shell.world.timeZone)}`],
      found.map((s) => [s.name, namesOr(s.onCall)]),
      'No schedules.',
    ),
  );
}

function namesOr(people: readonly string[]): string {
  return people.length > 0 ? people.map(plain).join(', ') : 'nobody';
}

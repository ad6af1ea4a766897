import { whoAmI } from '@muster/contract/catalog/session';
import {
  acceptHandover,
  draftHandover,
  type Handover,
  type HandoverFacts,
  handOver,
  myHandovers,
  saveHandoverDraft,
} from '@muster/contract/oncall/handover';
import type { Client } from '@muster/contract/platform/client';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import type { Command } from 'commander';
import { RefusedError, UsageError } from './platform/failure.ts';
import { moment, plain } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** What one shift leaves to the next. `oncall` is the command that it belongs to. */
export function handoverCommands(oncall: Command, shell: Shell): void {
  const handover = oncall.command('handover').description('what one shift leaves to the next');
  handover
    .command('show')
    .description('what would be handed over now, to whom, and the last handover')
    .argument('<schedule>')
    .action((schedule: string) => show(shell, schedule));
  handover
    .command('write')
    .description('hand over, with notes of your own; without any, those that you kept')
    .argument('<schedule>')
    .option('--notes <text>', 'what only you know')
    .option('--file <file>', 'the notes as a file; - reads the standard input')
    .option('--to <person...>', 'to these people, not to the next on the rota')
    .option('--read-back', 'whoever accepts says in own words what it is about')
    .option('--draft', 'only keep the notes; nobody else sees them')
    .action((schedule: string, options: WriteOptions) => write(shell, schedule, options));
  handover
    .command('accept')
    .description('I have read it and have it')
    .argument('<schedule>')
    .option('--read-back <words>', 'what it is about, in your own words')
    .action((schedule: string, options: { readBack?: string }) => accept(shell, schedule, options));
}

async function show(shell: Shell, schedule: string): Promise<void> {
  const found = await (await shell.client())(draftHandover, { params: { name: schedule } });
  shell.answer(found, () => describe(found, shell.world.timeZone));
}

interface WriteOptions {
  notes?: string;
  file?: string;
  to?: string[];
  readBack?: true;
  draft?: true;
}

async function write(shell: Shell, schedule: string, options: WriteOptions): Promise<void> {
  if (options.notes !== undefined && options.file !== undefined)
    throw new UsageError('Give the notes by --notes or by --file, not by both.');
  const client = await shell.client();
  const params = { name: schedule };
  const given = options.file === undefined ? options.notes : await shell.world.read(options.file);
  const kept = given === undefined ? (await client(draftHandover, { params })).draft : null;
  const body = {
    notes: given ?? kept?.notes ?? '',
    wantsReadBack: options.readBack ?? kept?.wantsReadBack ?? false,
  };
  if (options.draft) {
    await client(saveHandoverDraft, { params, body });
    shell.answer(body, () => 'Kept. Nobody else sees it until you hand over.');
    return;
  }
  const made = await client(handOver, {
    params,
    body: { ...body, ...(options.to ? { to: options.to } : {}) },
    idempotencyKey: shell.world.newKey(),
  });
  shell.answer(made, () => `Handed over to ${names(made.to)}. They have half an hour to accept it.`);
}

async function accept(shell: Shell, schedule: string, { readBack }: { readBack?: string }): Promise<void> {
  const client = await shell.client();
  const { id } = await waitingOf(client, schedule);
  const accepted = await client(acceptHandover, { params: { id }, body: readBack ? { readBack } : {} });
  shell.answer(accepted, () => `You have ${plain(schedule)}.\n${handed(accepted, shell.world.timeZone)}`);
}

/** The latest of this schedule that waits for me. */
async function waitingOf(client: Client, schedule: string): Promise<Handover> {
  const { name } = await client(whoAmI);
  const { items } = await client(myHandovers);
  const found = items.find(
    (one) => one.schedule === schedule && one.state === 'handed' && one.to.includes(name),
  );
  if (!found) throw new RefusedError(`No handover of ${plain(schedule)} waits for you.`);
  return found;
}

function describe(found: AnswerOf<typeof draftHandover>, zone: string): string {
  const { from, to, at, facts, draft, history } = found;
  const [last] = history;
  return [
    at === null
      ? `${names(from)}; the rota does not change within two weeks.`
      : `${names(from)} until ${moment(at, zone)}, then ${names(to)}.`,
    ...factLines(facts, zone),
    ...(draft ? ['', `Your notes, kept ${moment(draft.savedAt, zone)}:`, indented(draft.notes)] : []),
    ...(last ? ['', handed(last, zone)] : []),
  ].join('\n');
}

function factLines({ open, ended, overrides, gaps }: HandoverFacts, zone: string): string[] {
  const span = ({ start, end }: { start: string; end: string }) =>
    `${moment(start, zone)} to ${moment(end, zone)}`;
  const pages = (all: HandoverFacts['open']) =>
    all.map((one) => `  ${plain(one.title)} (${one.state}${one.owner ? `, ${plain(one.owner)}` : ''})`);
  return [
    open.length === 0 ? 'No page is open.' : 'Open:',
    ...pages(open),
    ...(ended.length > 0 ? ['Ended within a day:', ...pages(ended)] : []),
    ...(overrides.length > 0 ? ['Overrides ahead:'] : []),
    ...overrides.map((one) => `  ${plain(one.text)}, ${span(one)}`),
    ...(gaps.length > 0 ? ['Nobody is on call:'] : []),
    ...gaps.map((one) => `  ${span(one)}`),
  ];
}

function handed(one: Handover, zone: string): string {
  const state = one.acceptedBy === null ? 'not accepted yet' : `accepted by ${plain(one.acceptedBy)}`;
  const head = `${plain(one.from)} handed over to ${names(one.to)}, ${moment(one.handedAt, zone)}: ${state}.`;
  return one.notes ? `${head}\n${indented(one.notes)}` : head;
}

/** Line by line, because what people wrote may move the cursor. */
function indented(notes: string): string {
  return notes
    .split('\n')
    .map((line) => `  ${plain(line)}`)
    .join('\n');
}

function names(people: readonly string[]): string {
  return people.length > 0 ? people.map(plain).join(', ') : 'nobody';
}

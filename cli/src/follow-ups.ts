import {
  addFollowUp,
  type FollowUpKind,
  type FollowUpPriority,
  followUpKinds,
  followUpPriorities,
  listFollowUps,
  turnFollowUp,
} from '@muster/contract/learn/followups';
import { type Command, Option } from 'commander';
import { dayArgument } from './platform/arguments.ts';
import { plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Work agreed after incidents, for scripts and for whoever lives in a terminal. */
export function followUpCommands(program: Command, shell: Shell): void {
  const followUps = program
    .command('follow-ups')
    .description('work agreed after incidents')
    .action(() => list(shell, {}));
  followUps
    .command('list')
    .description('what is promised by its date, then ideas')
    .option('--owner <name>', 'only of this person')
    .option('--team <name>', 'only of this team')
    .option('--service <name>', 'only of this service')
    .option('--incident <reference>', 'only of this incident')
    .option('--overdue', 'only what is late')
    .option('--all', 'also what is done or cancelled, and ideas')
    .action((options: ListOptions) => list(shell, options));
  followUps
    .command('add')
    .description('note one; without owner, date, deliverable and kind it is an idea')
    .argument('<title>')
    .option('--deliverable <text>', 'what will be there when it is done')
    .addOption(new Option('--kind <kind>', 'what it is for').choices([...followUpKinds]))
    .addOption(new Option('--priority <priority>', 'how soon').choices([...followUpPriorities]))
    .option('--owner <name>', 'who does it')
    .option('--due <day>', 'such as 2026-12-31', dayArgument)
    .option('--incident <reference>', 'after which incident')
    .option('--service <name...>', 'what it is about; those of the incident where it is left out')
    .action((title: string, options: AddOptions) => add(shell, title, options));
  followUps
    .command('done')
    .description('say that it is done, and by what it can be seen')
    .argument('<reference>', 'such as FU-12')
    .requiredOption('--evidence <text>', 'a link, or words')
    .action((ref: string, { evidence }: { evidence: string }) => done(shell, ref, evidence));
}

interface ListOptions {
  owner?: string;
  team?: string;
  service?: string;
  incident?: string;
  overdue?: boolean;
  all?: boolean;
}

interface AddOptions {
  deliverable?: string;
  kind?: FollowUpKind;
  priority?: FollowUpPriority;
  owner?: string;
  due?: string;
  incident?: string;
  service?: string[];
}

async function list(shell: Shell, { overdue = false, all = false, ...same }: ListOptions): Promise<void> {
  const query = {
    limit: 200,
    ...same,
    ...(overdue ? ({ due: 'overdue' } as const) : all ? {} : ({ state: 'active' } as const)),
  };
  const { items } = await (await shell.client())(listFollowUps, { query });
  const rows = items.map((one) => [
    one.ref,
    one.isOverdue ? 'overdue' : one.state,
    one.dueOn ?? '',
    one.owner ?? '',
    one.incident?.ref ?? '',
    one.title,
  ]);
  shell.answer(items, () =>
    table(['REF', 'STATE', 'DUE', 'OWNER', 'AFTER', 'TITLE'], rows, 'Nothing is promised.'),
  );
}

async function add(shell: Shell, title: string, { due, service, ...same }: AddOptions): Promise<void> {
  const made = await (await shell.client())(addFollowUp, {
    body: {
      title,
      ...same,
      ...(due === undefined ? {} : { dueOn: due }),
      ...(service === undefined ? {} : { services: service }),
    },
    idempotencyKey: shell.world.newKey(),
  });
  const what = made.state === 'idea' ? 'An idea' : `Promised by ${plain(made.owner ?? '')}`;
  shell.answer(made, () => `${what}: ${plain(made.title)}\n${made.ref}`);
}

async function done(shell: Shell, ref: string, evidence: string): Promise<void> {
  const made = await (await shell.client())(turnFollowUp, {
    params: { ref },
    body: { state: 'done', evidence },
  });
  shell.answer(made, () => `Done: ${plain(made.title)}`);
}

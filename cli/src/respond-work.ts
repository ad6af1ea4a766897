import type { Client } from '@muster/contract/platform/client';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { addEntry } from '@muster/contract/respond/entries';
import { acceptHandoff, offerHandoff, refuseHandoff } from '@muster/contract/respond/handoffs';
import {
  changeIncident,
  getIncident,
  type Incident,
  reopenIncident,
  resolveIncident,
} from '@muster/contract/respond/incidents';
import { takeRole } from '@muster/contract/respond/roles';
import { entryKinds } from '@muster/contract/respond/state';
import { addTask, endTask } from '@muster/contract/respond/tasks';
import { type Command, Option } from 'commander';
import { instantArgument, wholeNumber } from './platform/arguments.ts';
import { RefusedError, UsageError } from './platform/failure.ts';
import { plain } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';
import { describe, shortId } from './respond.ts';

/** Working on an incident: what it is, what was found, who does what. */
export function respondWorkCommands(incident: Command, shell: Shell): void {
  const on = (name: string, description: string) =>
    incident.command(name).description(description).argument('<ref>', 'such as INC-42');
  on('set', 'say something else about it: severity, status, title, plan')
    .option('--title <text>')
    .option('--summary <text>', 'what we know')
    .option('--plan <text>', 'what we do next')
    .option('--severity <name>')
    .option('--status <name>')
    .option('--service <name...>', 'what is affected, all of it')
    .option('--reason <text>', 'why')
    .action((ref: string, options: SetOptions) => set(shell, ref, options));
  on('resolve', 'the impact is over; learning goes on')
    .option('--text <text>', 'what ended it')
    .option('--at <instant>', 'when it was over', instantArgument)
    .action((ref: string, body: BodyOf<typeof resolveIncident>) =>
      change(shell, (client) => client(resolveIncident, { params: { ref }, body })),
    );
  on('reopen', 'it is back; the same record goes on')
    .argument('<reason>')
    .action((ref: string, reason: string) =>
      change(shell, (client) => client(reopenIncident, { params: { ref }, body: { reason } })),
    );
  logCommands(on, shell);
  roleCommands(on, shell);
}

type On = (name: string, description: string) => Command;

interface SetOptions {
  title?: string;
  summary?: string;
  plan?: string;
  severity?: string;
  status?: string;
  service?: string[];
  reason?: string;
}

async function set(shell: Shell, ref: string, { service, ...others }: SetOptions): Promise<void> {
  const { reason: _, ...said } = others;
  if (Object.keys(said).length === 0 && !service)
    throw new UsageError('Say what changes: --severity, --status, --title, --summary, --plan or --service.');
  const body = { ...others, ...(service ? { services: service } : {}) };
  return change(shell, (client) => client(changeIncident, { params: { ref }, body }));
}

function logCommands(on: On, shell: Shell): void {
  on('note', 'write a line of the log')
    .argument('<text>')
    .addOption(new Option('--kind <kind>', 'what it is').choices(entryKinds).default('note'))
    .option('--at <instant>', 'when it happened, where that is not now', instantArgument)
    .option('--evidence <address>', 'what proves it')
    .action((ref: string, text: string, options: Omit<BodyOf<typeof addEntry>, 'text'>) =>
      noted(shell, ref, { text, ...options }),
    );
  on('task', 'give a task to one person, with a time box')
    .argument('<text>')
    .option('--person <name>', 'who does it; me is yourself')
    .option('--minutes <number>', 'how long it may take', wholeNumber)
    .action((ref: string, text: string, options: Omit<BodyOf<typeof addTask>, 'text'>) =>
      change(shell, (client) =>
        client(addTask, {
          params: { ref },
          body: { text, ...options },
          idempotencyKey: shell.world.newKey(),
        }),
      ),
    );
  on('done', 'a task is done, or dropped')
    .argument('<task>', 'its id, or the end of it as `incident show` tells')
    .option('--result <text>', 'what came of it')
    .option('--dropped', 'it will not be done')
    .action((ref: string, task: string, options: { result?: string; dropped?: true }) =>
      done(shell, ref, task, options),
    );
}

async function noted(shell: Shell, ref: string, body: BodyOf<typeof addEntry>): Promise<void> {
  const client = await shell.client();
  const idempotencyKey = shell.world.newKey();
  const changed = await client(addEntry, { params: { ref }, body, idempotencyKey });
  shell.answer(changed, () => `Noted in ${changed.ref}: ${plain(body.text)}`);
}

async function done(
  shell: Shell,
  ref: string,
  given: string,
  { result, dropped }: { result?: string; dropped?: true },
): Promise<void> {
  const client = await shell.client();
  const { tasks } = await client(getIncident, { params: { ref }, query: {} });
  const fitting = tasks.filter((one) => one.state === 'open' && one.id.endsWith(given.toLowerCase()));
  const [task, another] = fitting;
  if (!task) throw new RefusedError(`No open task of ${ref} has an id that ends in ${given}.`);
  if (another) throw new UsageError(`More than one open task ends in ${given}: give more of the id.`);
  const body = { state: dropped ? 'dropped' : 'done', ...(result === undefined ? {} : { result }) } as const;
  const changed = await client(endTask, { params: { ref, id: task.id }, body });
  shell.answer(changed, () => `${dropped ? 'Dropped' : 'Done'}: ${plain(task.text)} (${shortId(task.id)})`);
}

function roleCommands(on: On, shell: Shell): void {
  on('role', 'take a role, or give it to somebody; command is better handed over')
    .argument('<role>', 'such as commander, operations, communications')
    .option('--person <name>', 'whoever takes it', 'me')
    .option('--reason <text>', 'why, where somebody else holds it')
    .action((ref: string, role: string, options: { person: string; reason?: string }) =>
      change(shell, (client) => client(takeRole, { params: { ref }, body: { role, ...options } })),
    );
  on('handoff', 'offer a role to somebody, with a brief that is made from the record')
    .argument('<person>')
    .option('--role <name>', 'which role', 'commander')
    .option('--brief <text>', 'what they have to know, in your words')
    .action((ref: string, to: string, options: { role: string; brief?: string }) =>
      change(shell, (client) =>
        client(offerHandoff, {
          params: { ref },
          body: { to, ...options },
          idempotencyKey: shell.world.newKey(),
        }),
      ),
    );
  on('accept', 'take over what was offered')
    .option('--read-back <words>', 'situation, objective, plan and news in your own words')
    .option('--reason <text>', 'why it is not read back')
    .action((ref: string, body: BodyOf<typeof acceptHandoff>) =>
      change(shell, async (client) =>
        client(acceptHandoff, { params: { ref, id: await offered(client, ref) }, body }),
      ),
    );
  on('refuse', 'say no to what was offered; whoever holds the role goes on holding it')
    .option('--reason <text>')
    .action((ref: string, body: BodyOf<typeof refuseHandoff>) => refuse(shell, ref, body));
}

async function refuse(shell: Shell, ref: string, body: BodyOf<typeof refuseHandoff>): Promise<void> {
  const client = await shell.client();
  await client(refuseHandoff, { params: { ref, id: await offered(client, ref) }, body });
  shell.answer({ ref }, () => `Refused. Whoever holds the role in ${ref} goes on holding it.`);
}

/** The latest offer that is not answered. The server refuses whoever it is not for. */
async function offered(client: Client, ref: string): Promise<string> {
  const { handoffs } = await client(getIncident, { params: { ref }, query: {} });
  const offer = handoffs.findLast((one) => one.state === 'offered');
  if (!offer) throw new RefusedError(`Nothing is offered in ${ref}.`);
  return offer.id;
}

async function change(shell: Shell, act: (client: Client) => Promise<Incident>): Promise<void> {
  const changed = await act(await shell.client());
  shell.answer(changed, () => describe(changed, shell.world.timeZone));
}

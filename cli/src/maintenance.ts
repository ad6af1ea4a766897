import {
  changeMaintenance,
  listMaintenances,
  type Maintenance,
  planMaintenance,
} from '@muster/contract/detect/maintenances';
import type { Command } from 'commander';
import { onTheWire, wholeNumber } from './platform/arguments.ts';
import { RefusedError, UsageError } from './platform/failure.ts';
import { moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Planned work, for scripts that deploy: it begins now, and is ended when they are done. */
export function maintenanceCommands(program: Command, shell: Shell): void {
  const maintenance = program
    .command('maintenance')
    .description('planned work, whose alerts call nobody')
    .action(() => list(shell, {}));
  maintenance
    .command('list')
    .description('what runs and what is to come')
    .option('--service <name>', 'only of this service')
    .action((options: { service?: string }) => list(shell, options));
  maintenance
    .command('start')
    .description('begin now; it ends by itself')
    .argument('<title>')
    .requiredOption('--service <name...>', 'whose alerts call nobody')
    .option('--minutes <number>', 'how long at most', wholeNumber, 60)
    .option('--note <text>', 'for people inside')
    .action((title: string, options: StartOptions) => start(shell, title, options));
  maintenance
    .command('end')
    .description('end what runs; what still fires calls at once')
    .argument('<id>', 'the id, or the service when only one runs for it')
    .action((which: string) => end(shell, which));
}

interface StartOptions {
  service: string[];
  minutes: number;
  note?: string;
}

async function list(shell: Shell, { service }: { service?: string }): Promise<void> {
  const query = { limit: 200, ...(service === undefined ? {} : { service }) };
  const { items } = await (await shell.client())(listMaintenances, { query });
  const { timeZone } = shell.world;
  const rows = items.map((one) => [
    one.state,
    moment(one.window?.start ?? null, timeZone),
    moment(one.window?.end ?? null, timeZone),
    one.services.join(', '),
    one.title,
    one.id,
  ]);
  shell.answer(items, () =>
    table(['STATE', 'FROM', 'UNTIL', 'SERVICES', 'TITLE', 'ID'], rows, 'Nothing is planned.'),
  );
}

async function start(shell: Shell, title: string, { service, minutes, note }: StartOptions): Promise<void> {
  const now = shell.world.now();
  const wall = (at: Temporal.Instant, roundingMode: 'floor' | 'ceil') =>
    at.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute', roundingMode });
  const made = await (await shell.client())(planMaintenance, {
    body: {
      title,
      services: service,
      timeZone: 'UTC',
      start: wall(now, 'floor'),
      end: wall(now.add({ minutes }), 'ceil'),
      ...(note === undefined ? {} : { note }),
    },
    idempotencyKey: shell.world.newKey(),
  });
  const until = moment(made.window?.end ?? null, shell.world.timeZone);
  shell.answer(made, () => `Maintenance until ${until}: ${made.services.join(', ')}\n${made.id}`);
}

async function end(shell: Shell, which: string): Promise<void> {
  const client = await shell.client();
  const one = await running(shell, which);
  const ended = await client(changeMaintenance, {
    params: { id: one.id },
    body: { endsAt: onTheWire(shell.world.now()) },
  });
  shell.answer(ended, () => `Ended: ${plain(one.title)}`);
}

async function running(shell: Shell, which: string): Promise<Maintenance> {
  const { items } = await (await shell.client())(listMaintenances, { query: { limit: 200 } });
  const runs = items.filter((one) => one.state === 'running');
  const found = runs.filter((one) => one.id === which || one.services.includes(which));
  const [first, ...others] = found;
  if (!first) throw new RefusedError(`Nothing runs that is called ${plain(which)} or works on it.`);
  if (others.length > 0) throw new UsageError(`${found.length} run for ${plain(which)}: name one by its id.`);
  return first;
}

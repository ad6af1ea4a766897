import { type Alert, alertSeverities, alertStates, listAlerts } from '@muster/contract/detect/alerts';
import {
  createIntegration,
  deleteIntegration,
  doors,
  type Integration,
  listDeliveries,
  listIntegrations,
  rotateKey,
} from '@muster/contract/detect/integrations';
import type { BodyOf, QueryOf } from '@muster/contract/platform/endpoint';
import { type Command, Option } from 'commander';
import { wholeNumber } from './platform/arguments.ts';
import { ago, fields, lastTime, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** What came in: alerts, and the integrations through which senders post them. */
export function detectCommands(program: Command, shell: Shell): void {
  program
    .command('alerts')
    .description('list alerts, latest first; open ones unless --state says otherwise')
    .addOption(
      new Option('--state <state>', 'which alerts').choices(['open', 'any', ...alertStates]).default('open'),
    )
    .addOption(new Option('--severity <severity>').choices(alertSeverities))
    .option('--service <name>', 'only of this service')
    .option('--label <name=value...>', 'only with these labels')
    .option('--q <words>', 'only with these words')
    .option('--limit <number>', 'at most so many, up to 200', wholeNumber, 50)
    .action((options: AlertOptions) => alerts(shell, options));
  integrationCommands(program, shell);
}

interface AlertOptions {
  state: 'open' | 'any' | Alert['state'];
  severity?: Alert['severity'];
  service?: string;
  label?: string[];
  q?: string;
  limit: number;
}

async function alerts(shell: Shell, options: AlertOptions): Promise<void> {
  const { state, ...others } = options;
  const query: QueryOf<typeof listAlerts> = { ...others, ...(state === 'any' ? {} : { state }) };
  const { items, nextCursor } = await (await shell.client())(listAlerts, { query });
  shell.answer(items, () => {
    const { world } = shell;
    const rows = items.map((a) => [
      a.severity,
      a.state,
      ago(a.startsAt, world.now()),
      a.service,
      a.title,
      String(a.count),
      a.integration,
    ]);
    const list = table(
      ['SEVERITY', 'STATE', 'SINCE', 'SERVICE', 'TITLE', 'TIMES', 'FROM'],
      rows,
      'No alerts.',
    );
    return nextCursor === null ? list : `${list}\nThere are more: narrow it down, or raise --limit.`;
  });
}

function integrationCommands(program: Command, shell: Shell): void {
  const integrations = program
    .command('integrations')
    .description('list integrations and when each was last heard')
    .action(() => list(shell));
  integrations
    .command('add')
    .description('make an integration; its key is shown once')
    .argument('<name>')
    .addOption(new Option('--door <door>', 'what the sender speaks').choices(doors).makeOptionMandatory())
    .requiredOption('--service <name>', 'whom its alerts concern when no route says otherwise')
    .option('--key <key>', 'a key of your own, at least 16 characters')
    .option('--period <minutes>', 'heartbeats: how often the sender promises to call', wholeNumber)
    .option('--grace <minutes>', 'heartbeats: how much later it may be', wholeNumber)
    .action(async (name: string, options: Omit<BodyOf<typeof createIntegration>, 'name'>) => {
      const body = { name, ...options };
      const made = await (await shell.client())(createIntegration, {
        body,
        idempotencyKey: shell.world.newKey(),
      });
      shell.answer(made, () => describeKey(made));
    });
  integrations
    .command('rotate')
    .description('replace the key; the old one stops at once')
    .argument('<name>')
    .action(async (name: string) => {
      const made = await (await shell.client())(rotateKey, {
        params: { name },
        idempotencyKey: shell.world.newKey(),
      });
      shell.answer(made, () => describeKey(made));
    });
  integrations
    .command('remove')
    .description('remove an integration; its alerts stay')
    .argument('<name>')
    .action(async (name: string) => {
      await (await shell.client())(deleteIntegration, { params: { name } });
      shell.answer({ removed: name }, () => `Removed ${plain(name)}.`);
    });
  integrations
    .command('events')
    .description('the last requests of a sender, and how they were answered')
    .argument('<name>')
    .action((name: string) => events(shell, name));
}

async function list(shell: Shell): Promise<void> {
  const { items } = await (await shell.client())(listIntegrations, { query: { limit: 200 } });
  shell.answer(items, () => {
    const rows = items.map((i) => [
      i.name,
      i.door,
      i.service,
      lastTime(i.lastEventAt, shell.world.now()),
      i.address,
    ]);
    return table(['NAME', 'DOOR', 'SERVICE', 'LAST HEARD', 'ADDRESS'], rows, 'No integrations.');
  });
}

async function events(shell: Shell, name: string): Promise<void> {
  const { items } = await (await shell.client())(listDeliveries, { params: { name } });
  shell.answer(items, () => {
    const rows = items.map((d) => [
      lastTime(d.receivedAt, shell.world.now()),
      String(d.status),
      String(d.accepted),
      String(d.rejected),
      d.reason ?? '',
    ]);
    return table(['WHEN', 'ANSWER', 'TAKEN', 'REFUSED', 'WHY'], rows, 'Nothing has come in yet.');
  });
}

function describeKey({ integration, key }: { integration: Integration; key: string }): string {
  const address = integration.address.replace('<key>', key);
  return `${fields([
    ['name', integration.name],
    ['door', integration.door],
    ['address', address],
    ['key', key],
  ])}\nKeep the key now: it is not shown again.`;
}

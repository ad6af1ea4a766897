import { type PushTarget, pushNow } from '@muster/contract/inform/push';
import type { Command } from 'commander';
import { lastTime, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Puts the files of a status page where they belong, now. Adds to `muster status`, and makes it where it is missing. */
export function statusPushCommands(program: Command, shell: Shell): void {
  const status = program.commands.find((one) => one.name() === 'status') ?? program.command('status');
  if (status.description() === '') status.description('status pages');
  status
    .command('push')
    .description('put the files of a status page into its folders, buckets and web addresses now')
    .argument('<page>')
    .action((name: string) => push(shell, name));
}

/** Says how it went in each place; that one failed is told, and tried again by the server. */
async function push(shell: Shell, name: string): Promise<void> {
  const { items } = await (await shell.client())(pushNow, { params: { name } });
  const now = shell.world.now();
  shell.answer(items, () =>
    table(
      ['PLACE', 'KIND', 'FILES', 'UP TO DATE', 'PROBLEM'],
      items.map((one) => rowOf(one, now)),
      'The files of this page are put nowhere else.',
    ),
  );
}

function rowOf({ place, kind, files, doneAt, problem }: PushTarget, now: Temporal.Instant): string[] {
  return [place, kind, String(files), lastTime(doneAt, now), problem?.text ?? ''];
}

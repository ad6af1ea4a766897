import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { RefusedError } from './platform/failure.ts';
import type { Shell } from './platform/shell.ts';
import type { World } from './platform/world.ts';

const clone = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Backup, restore and the keys work on the database itself, with the settings of the server (MUSTER_DATA_DIR or
 * DATABASE_URL), so that they need no running server. They run in the clone's folder, where the server runs
 * too: a relative data directory then means the same to both.
 */
export function operateCommands(program: Command, shell: Shell): void {
  program
    .command('backup')
    .description('write the whole database to one file, also while the server runs')
    .argument('<file>')
    .option('--plain', 'do not encrypt it')
    .action((file: string, { plain }: { plain?: boolean }) =>
      maintain(shell.world, ['backup', resolve(file), ...(plain ? ['--plain'] : [])]),
    );
  program
    .command('restore')
    .description('fill a new, empty database with what the file holds; the server must not run')
    .argument('<file>')
    .action((file: string) => maintain(shell.world, ['restore', resolve(file)]));
  const secrets = program.command('secrets').description('the keys that seal secrets in the database');
  secrets
    .command('status')
    .description('how much is sealed with which key, and which keys are still needed')
    .action(() => maintain(shell.world, ['secrets', 'status']));
  secrets
    .command('rotate')
    .description('put a new key into the data directory; a running server takes it up')
    .action(() => maintain(shell.world, ['secrets', 'rotate']));
}

/** The other program writes what there is to say; its failure is ours. */
async function maintain(world: World, args: readonly string[]): Promise<void> {
  const code = await world.runNode([resolve(clone, 'server/src/maintenance.ts'), ...args], clone);
  if (code !== 0) throw new RefusedError('');
}

import { Command } from 'commander';
import { auditCommands } from './audit.ts';
import { catalogCommands } from './catalog.ts';
import { detectCommands } from './detect.ts';
import { dutyCommands } from './duty.ts';
import { followUpCommands } from './follow-ups.ts';
import { handoverCommands } from './handover.ts';
import { historyCommands } from './history.ts';
import { informCommands } from './inform.ts';
import { maintenanceCommands } from './maintenance.ts';
import { oncallCommands } from './oncall.ts';
import { operateCommands } from './operate.ts';
import { peopleCommands } from './people.ts';
import { exits, explain } from './platform/failure.ts';
import { createShell } from './platform/shell.ts';
import type { World } from './platform/world.ts';
import { respondCommands } from './respond.ts';
import { respondWorkCommands } from './respond-work.ts';
import { retrospectiveCommands } from './retrospectives.ts';
import { scheduleCommands } from './schedules.ts';
import { statusCommands } from './status.ts';
import { statusPushCommands } from './status-push.ts';
import { tokenCommands } from './tokens.ts';

/** Runs one command line and answers the exit code: 0 done, 1 refused, 2 usage, 3 no server. */
export async function run(args: readonly string[], world: World): Promise<number> {
  const program = createProgram(world);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exits.ok;
  } catch (error) {
    const { exit, lines } = explain(error);
    for (const line of lines) world.err(line);
    return exit;
  }
}

/** All commands, for running them and for comparing them with the manual. */
export function createProgram(world: World): Command {
  const program = new Command('muster')
    .description('Incident response you host yourself, from a terminal.')
    .option('--json', 'answer in JSON, for scripts')
    .exitOverride()
    .showHelpAfterError('The same command with --help tells what it takes.')
    .configureOutput({
      writeOut: (text) => world.out(text.trimEnd()),
      writeErr: (text) => world.err(text.trimEnd()),
    })
    .addHelpText('after', `\n${exitHelp}`);
  const shell = createShell(world, () => program.opts().json === true);
  catalogCommands(program, shell);
  tokenCommands(program, shell);
  peopleCommands(program, shell);
  detectCommands(program, shell);
  maintenanceCommands(program, shell);
  const oncall = oncallCommands(program, shell);
  handoverCommands(oncall, shell);
  dutyCommands(oncall, shell);
  scheduleCommands(program, shell);
  respondWorkCommands(respondCommands(program, shell), shell);
  historyCommands(program, shell);
  informCommands(program, shell);
  followUpCommands(program, shell);
  retrospectiveCommands(program, shell);
  auditCommands(program, shell);
  operateCommands(program, shell);
  statusCommands(program, shell);
  statusPushCommands(program, shell);
  return program;
}

const exitHelp = `Exit codes: 0 done, 1 the server refused, 2 the command was wrong, 3 no server answered.
The server and the token come from \`muster login\`, or from MUSTER_URL and MUSTER_TOKEN.`;

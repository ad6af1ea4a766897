import { listObligations, type RunningObligation } from '@muster/contract/inform/obligations';
import { owedSteps } from '@muster/contract/respond/obligations';
import type { Command } from 'commander';
import { moment, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** What incidents owe those outside. */
export function informCommands(program: Command, shell: Shell): void {
  program
    .command('obligations')
    .description('the duties to authorities and customers that run, the earliest first')
    .action(() => list(shell));
}

async function list(shell: Shell): Promise<void> {
  const { items } = await (await shell.client())(listObligations, {});
  const rows = () => items.flatMap((one) => rowsOf(one, shell.world.timeZone));
  shell.answer(items, () => table(['DUE', 'INCIDENT', 'OWNER', 'DUTY'], rows(), 'No duty runs.'));
}

/** A line for each step that is owed; what waits for something else has one as well. */
function rowsOf({ ref, obligation }: RunningObligation, timeZone: string): string[][] {
  const { rule, owner } = obligation;
  const owed = owedSteps({ obligations: [obligation] });
  if (owed.length === 0) return [['waits', ref, owner, rule.label]];
  return owed.map(({ step, dueAt }) => [moment(dueAt, timeZone), ref, owner, `${rule.label}: ${step.label}`]);
}

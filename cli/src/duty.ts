import { getLoad, loadCsv } from '@muster/contract/measure/load';
import { type PagingTest, startPagingTest } from '@muster/contract/oncall/paging-tests';
import { getReadiness, type ReadyPerson } from '@muster/contract/oncall/readiness';
import type { Command } from 'commander';
import { instantArgument, wholeNumber } from './platform/arguments.ts';
import { lastTime, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** What duty asks of people, and whether they would be woken. `oncall` is the command that it belongs to. */
export function dutyCommands(oncall: Command, shell: Shell): void {
  oncall
    .command('load')
    .description('what on-call work asked of each person on each rota as CSV; four weeks unless told')
    .option('--schedule <name>', 'only of this schedule')
    .option('--from <instant>', 'from then on', instantArgument)
    .option('--until <instant>', 'until then', instantArgument)
    .action((query: { schedule?: string; from?: string; until?: string }) => load(shell, query));
  oncall
    .command('reach')
    .description('everybody whom a rota or a policy names: by what, and when that was last proved')
    .action(() => reach(shell));
  oncall
    .command('test')
    .description('page whoever is on call now as a test; it calls nobody else')
    .argument('<schedule>')
    .option('--minutes <number>', 'when it ends by itself, 5 to 60', wholeNumber)
    .option('--at-night', 'also from 22 to 7 by the clock of the person')
    .action((schedule: string, options: TestOptions) => test(shell, schedule, options));
}

async function load(
  shell: Shell,
  query: { schedule?: string; from?: string; until?: string },
): Promise<void> {
  const found = await (await shell.client())(getLoad, { query });
  shell.answer(found, () => loadCsv(found).trimEnd());
}

async function reach(shell: Shell): Promise<void> {
  const { items } = await (await shell.client())(getReadiness);
  const now = shell.world.now();
  shell.answer(items, () => {
    const rows = items.flatMap((one) => rowsOf(one, now));
    const headings = ['PERSON', 'BY', 'AFTER', 'LAST PROVED', 'PAGING TEST', 'TO MEND'];
    return table(headings, rows, 'Nobody is named by a rota or a policy.');
  });
}

/** A row for each method; what is of the person stands in the first. */
function rowsOf({ person, methods, problem, lastTest }: ReadyPerson, now: Temporal.Instant): string[][] {
  const answer = lastTest?.answered ? 'answered' : 'not answered';
  const tested = lastTest ? `${answer} ${lastTime(lastTest.at, now)}` : 'never';
  const rows = methods.map(
    ({ id, kind, after, provenAt, ...one }) =>
      [
        `${kind} (${id})`,
        after === null ? 'by no rule' : `${after} min`,
        lastTime(provenAt, now),
        one,
      ] as const,
  );
  if (rows.length === 0) return [[person, 'nothing', '', '', tested, problem ?? '']];
  return rows.map(([by, after, proved, one], at) => {
    const faults = [
      ...(one.verified ? [] : ['not verified']),
      ...(one.usable ? [] : ['this server cannot send by it']),
      ...(one.gone ? ['nothing arrives there any more'] : []),
    ];
    const toMend = [...(at === 0 && problem ? [problem.replace(/\.$/, '')] : []), ...faults].join('; ');
    return [at === 0 ? person : '', by, after, proved, at === 0 ? tested : '', toMend];
  });
}

interface TestOptions {
  minutes?: number;
  atNight?: true;
}

async function test(shell: Shell, schedule: string, { minutes, atNight }: TestOptions): Promise<void> {
  const { items } = await (await shell.client())(startPagingTest, {
    params: { name: schedule },
    body: { ...(minutes ? { minutes } : {}), ...(atNight ? { atNight } : {}) },
    idempotencyKey: shell.world.newKey(),
  });
  shell.answer(items, () =>
    table(
      ['PERSON', 'TEST'],
      items.map(({ person, state }) => [person, states[state]]),
      'Nobody was tested.',
    ),
  );
}

const states: Record<PagingTest['state'], string> = {
  running: 'rings; the schedule shows who answers',
  acknowledged: 'answered',
  unanswered: 'not answered',
  busy: 'not called: has a real page',
  night: 'not called: it is night there (--at-night calls all the same)',
};

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { getSite, listStatusPages, type StatusPage } from '@muster/contract/inform/status-pages';
import type { Command } from 'commander';
import { RefusedError } from './platform/failure.ts';
import { plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** How status pages stand, and their files wherever one wants them: the way by hand, when the usual one fails. */
export function statusCommands(program: Command, shell: Shell): void {
  const status = program.command('status').description('status pages: how they stand, their files');
  status
    .command('list', { isDefault: true })
    .description('how each page stands')
    .action(() => show(shell));
  status
    .command('render')
    .description('write the files of a page into a folder, as any web server serves them')
    .argument('<page>')
    .requiredOption('--to <folder>', 'where to; what lies there under the same names is replaced')
    .action((name: string, { to }: { to: string }) => render(shell, name, to));
}

async function show(shell: Shell): Promise<void> {
  const { items } = await (await shell.client())(listStatusPages);
  shell.answer(items, () =>
    table(
      ['PAGE', 'TITLE', 'FOR', 'STATE', 'NOT WELL', 'ADDRESS'],
      items.map(rowOf),
      'There is no status page.',
    ),
  );
}

function rowOf({ name, title, visibility, indicator, components, url, problem }: StatusPage): string[] {
  const unwell = components.filter((one) => one.state !== 'operational').map((one) => plain(one.name));
  const state = indicator === 'none' ? 'all works' : indicator;
  return [
    name,
    plain(title),
    visibility,
    problem ? `${state}, not written` : state,
    unwell.join(', ') || '-',
    url,
  ];
}

async function render(shell: Shell, name: string, to: string): Promise<void> {
  const { files } = await (await shell.client())(getSite, { params: { name } });
  const folder = resolve(to);
  for (const { path, body } of files) {
    const place = join(folder, path);
    // The server names the files; none of them may lead out of the folder all the same.
    if (!place.startsWith(folder + sep)) throw new RefusedError(`${path} leads out of ${folder}.`);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, body);
  }
  shell.answer({ folder, files: files.length }, () => `${files.length} files are in ${folder}.`);
}

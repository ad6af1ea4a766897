import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { terminal } from '../test/terminal.ts';
import { createProgram } from './program.ts';

const manual = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8').split('\n');

/** Each command that does something, by all its words. */
function commandsOf(command: Command, path = ''): [string, Command][] {
  return command.commands.flatMap((one) => {
    const name = `${path}${one.name()}`;
    const below = commandsOf(one, `${name} `);
    return below.length > 0 ? below : [[name, one] as [string, Command]];
  });
}

test('the manual tells of each command, with its options', () => {
  const missing = commandsOf(createProgram(terminal().world)).flatMap(([name, command]) => {
    const told = manual.filter((line) => line.includes(`\`${name}\``) || line.includes(`\`${name} `));
    if (told.length === 0) return [name];
    const isTold = ({ long }: { long?: string }) => told.some((line) => line.includes(long ?? ''));
    return command.options.filter((one) => !isTold(one)).map(({ long }) => `${name} ${long}`);
  });
  expect(missing).toEqual([]);
});

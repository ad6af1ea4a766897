import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { allRules } from '../rules/all-rules.ts';
import { judge } from '../rules/judge.ts';
import { folderProject } from '../rules/project.ts';
import { wireSlice } from './wire-slice.ts';
import { parseSlice, writeSlice } from './write-slice.ts';

const root = mkdtempSync(join(tmpdir(), 'muster-slice-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const app = `import type { Jobs } from './platform/jobs.ts';

export function startApp(): unknown[] {
  const jobs: Jobs[] = [];
  const routes = [];
  return [jobs, routes];
}
`;

it('writes a slice that keeps every rule, and wires it up to the composition root', () => {
  const slice = parseSlice('respond/war-room', undefined);
  mkdirSync(join(root, 'server/src'), { recursive: true });
  writeFileSync(join(root, 'server/src/app.ts'), app);
  writeFileSync(join(root, 'server/src/main.ts'), "import './app.ts';\n");
  const paths = [...writeSlice(root, slice), ...wireSlice(root, slice)];
  expect(paths).toContain('contract/respond/war-rooms.ts');
  expect(paths).toContain('server/migrations/0001_war_rooms.sql');
  expect(judge(folderProject(root), allRules, [])).toEqual([]);
});

it('adds a second slice to the module that is there, and leaves the composition root alone', () => {
  const slice = parseSlice('respond/post', undefined);
  const before = readFileSync(join(root, 'server/src/app.ts'), 'utf8');
  writeSlice(root, slice);
  expect(wireSlice(root, slice)).toEqual(['server/src/respond/module.ts']);
  expect(readFileSync(join(root, 'server/src/app.ts'), 'utf8')).toBe(before);
  expect(judge(folderProject(root), allRules, [])).toEqual([]);
});

it('says what to do by hand where a module no longer has its list', () => {
  writeFileSync(join(root, 'server/src/respond/module.ts'), 'export const respond = [];\n');
  const slice = parseSlice('respond/call', undefined);
  expect(() => wireSlice(root, slice)).toThrow('by hand');
});

it('numbers its migration after the last one, and overwrites nothing', () => {
  const paths = writeSlice(root, parseSlice('detect/memory', 'memories'));
  expect(paths).toContain('server/migrations/0003_memories.sql');
  expect(() => writeSlice(root, parseSlice('detect/memory', 'memories'))).toThrow('exists already');
});

it.each(['', 'respond', 'nowhere/task', 'respond/Task', 'respond/a/b'])(
  'refuses "%s" with a sentence',
  (argument) => {
    expect(() => parseSlice(argument, undefined)).toThrow(/must be .*\.$/);
  },
);

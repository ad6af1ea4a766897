import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { allRules } from '../rules/all-rules.ts';
import { judge } from '../rules/judge.ts';
import { folderProject } from '../rules/project.ts';
import { parseSlice, writeSlice } from './write-slice.ts';

const root = mkdtempSync(join(tmpdir(), 'muster-slice-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('writes a slice that keeps every rule once its module names it', () => {
  const paths = writeSlice(root, parseSlice('respond/war-room', undefined));
  expect(paths).toContain('contract/respond/war-rooms.ts');
  expect(paths).toContain('server/migrations/0001_war_rooms.sql');
  writeFileSync(join(root, 'server/src/respond/module.ts'), moduleText);
  writeFileSync(join(root, 'server/src/app.ts'), "export { respond } from './respond/module.ts';\n");
  writeFileSync(join(root, 'server/src/main.ts'), "import './app.ts';\n");
  expect(judge(folderProject(root), allRules, [])).toEqual([]);
});

it('numbers its migration after the last one, and overwrites nothing', () => {
  const paths = writeSlice(root, parseSlice('detect/memory', 'memories'));
  expect(paths).toContain('server/migrations/0002_memories.sql');
  expect(() => writeSlice(root, parseSlice('detect/memory', 'memories'))).toThrow('exists already');
});

it.each(['', 'respond', 'nowhere/task', 'respond/Task', 'respond/a/b'])(
  'refuses "%s" with a sentence',
  (argument) => {
    expect(() => parseSlice(argument, undefined)).toThrow(/must be .*\.$/);
  },
);

const moduleText = `import { jobs } from './war-room/jobs.ts';
import { routes } from './war-room/routes.ts';

export const respond = [jobs, routes];
`;

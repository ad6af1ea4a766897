import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { testProjects } from './scripts/test/projects.ts';
import { quickFolder } from './scripts/test/quick-folder.ts';

// Workers, and the processes that tests start, inherit it.
const temporary = quickFolder();
if (temporary !== undefined) process.env.TMPDIR = temporary;
// Muster and its tools are started many times as processes of their own: what Node made of its sources is kept, which is half
// of what a start costs. An entry whose source has changed is made anew.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '.cache/compiled');

// Starts the PostgreSQL that the tests share, and stops it at the end. Several projects name it and all
// run in one process, so it must start the server once and count who still needs it.
const databaseSetup = 'server/test/harness/global-setup.ts';
const setup = existsSync(join(import.meta.dirname, databaseSetup)) ? [`./${databaseSetup}`] : [];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    projects: testProjects.map(({ name, include, exclude, needsDatabase }) => ({
      test: {
        name,
        include,
        exclude,
        environment: 'node',
        // A test that asserts nothing proves nothing.
        expect: { requireAssertions: true },
        // Modules are plain functions with their dependencies as arguments: nothing to isolate.
        isolate: name === 'journey',
        globalSetup: needsDatabase ? setup : [],
        testTimeout: name === 'journey' ? 180_000 : 15_000,
        hookTimeout: 120_000,
      },
    })),
  },
});

// `npm run check`: everything that answers in seconds and needs neither a database nor a browser.
import { parts } from './check/parts.ts';
import { runParts } from './check/run-part.ts';

const vitest = 'node_modules/vitest/vitest.mjs';
const pureTests = {
  name: 'pure tests',
  command: process.execPath,
  args: [vitest, 'run', '--project', 'pure', '--reporter=dot', '--no-color'],
};

// The slowest first, two at a time: as many as the smallest machine has cores.
const results = await runParts([pureTests, ...parts.toReversed()], 2);
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
console.log(failed.length === 0 ? 'Everything holds.' : `Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sentences } from './sentences.ts';

const server = join(import.meta.dirname, '../../../server/src');

/** The names under which the server writes entries: of actions, of jobs, and of what is refused at the door. */
function namesIn(text: string): string[] {
  const plain =
    /(?:name: |action: |byItself\(\s*[\w.]+,\s*|WorkerName = |[sS]weep = |\? |: )'((?:catalog|detect|oncall|respond|inform|learn|measure|connect|platform)\.[a-zA-Z]+)'/g;
  const verbs = /humanCommand\(\s*'(\w+)'/g;
  return [
    ...[...text.matchAll(plain)].map(([, name = '']) => name),
    ...[...text.matchAll(verbs)].map(([, verb = '']) => `oncall.${verb}`),
  ];
}

const items = ['Team', 'Schedule', 'Policy', 'Service', 'Integration'].flatMap((noun) => [
  `catalog.put${noun}`,
  `catalog.delete${noun}`,
]);

const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
  .map((path) => readFileSync(join(server, path), 'utf8'));

const written = new Set([...sources.flatMap(namesIn), ...items]);

test('every action of the server has a sentence', () => {
  expect(written.size).toBeGreaterThan(50);
  expect([...written].filter((name) => sentences[name] === undefined).sort()).toEqual([]);
});

test('no two actions share a name, by which the log and a repeated request know them', () => {
  const names = sources.flatMap((text) =>
    [...text.matchAll(/\b(?:action\(\s*\{\s*name: |humanCommand\(\s*)'([\w.]+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

/** The page about the house names every slice, so that whoever changes one learns what it is for. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const rooms = readFileSync(new URL('ARCHITECTURE.md', root), 'utf8').split('\n');

it.each(['catalog', 'detect', 'oncall', 'connect', 'respond', 'inform', 'learn', 'measure'])(
  '%s has its slices named',
  (stage) => {
    const room = rooms.find((line) => line.startsWith(`| \`server/src/${stage}\``)) ?? '';
    const slices = globSync(`server/src/${stage}/*/{actions,model,sender,store,views}.ts`, { cwd: root });
    const names = new Set(slices.map((path) => path.split('/')[3]));
    expect([...names].filter((name) => !room.includes(`\`${name}\``))).toEqual([]);
  },
);

// The parts of `npm run check` that are programs of their own; the pure tests come with vitest.

export type Part = { name: string; command: string; args: string[] };

const bin = 'node_modules/.bin';

export const parts: Part[] = [
  {
    name: 'format and lint',
    command: `${bin}/biome`,
    args: ['ci', '--colors=off', '--error-on-warnings', '.'],
  },
  { name: 'types', command: `${bin}/tsc`, args: ['-p', 'tsconfig.json', '--pretty', 'false'] },
  { name: 'types of the web', command: `${bin}/tsc`, args: ['-p', 'web/tsconfig.json', '--pretty', 'false'] },
  { name: 'promises', command: `${bin}/oxlint`, args: ['--type-aware', '--quiet', '.'] },
  { name: 'rules', command: process.execPath, args: ['scripts/rules/run.ts'] },
  { name: 'known vulnerabilities', command: process.execPath, args: ['scripts/audit.ts'] },
  { name: 'dead code', command: `${bin}/knip`, args: ['--no-progress', '--no-config-hints'] },
];

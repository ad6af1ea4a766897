// The kinds of tests, told apart by their place and name (see ARCHITECTURE.md): one vitest project each.
import { matchesGlob } from 'node:path';

export type TestProject = { name: string; include: string[]; exclude: string[]; needsDatabase: boolean };

// A slice is tested with what it stands on: PostgreSQL, a socket to a fake provider, a process of its own.
const slices = [
  '**/{actions,routes,views,jobs,store,sender,inbound}.test.ts',
  '**/*.db.test.ts',
  'cli/test/**/*.test.ts',
];
const scenarios = ['server/test/scenarios/**/*.test.ts'];
const journeys = ['e2e/**/*.test.ts'];
const never = ['**/node_modules/**', '**/dist/**', 'server/test/rules/cases/**', '.cache/**', 'data/**'];

export const testProjects: TestProject[] = [
  {
    name: 'pure',
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...never, ...slices, ...scenarios, ...journeys],
    needsDatabase: false,
  },
  {
    name: 'slice',
    include: slices,
    exclude: [...never, ...scenarios, ...journeys],
    needsDatabase: true,
  },
  { name: 'scenario', include: scenarios, exclude: never, needsDatabase: true },
  { name: 'journey', include: journeys, exclude: never, needsDatabase: true },
];

/** Projects that run side by side. The journeys come last and alone: a browser minds a busy machine. */
export const testRuns: string[][] = [['pure', 'slice', 'scenario'], ['journey']];

/** The project that a test file belongs to, by its path in the repository. */
export function projectOfTest(path: string): string | undefined {
  const matches = (patterns: string[]) => patterns.some((pattern) => matchesGlob(path, pattern));
  return testProjects.find(({ include, exclude }) => matches(include) && !matches(exclude))?.name;
}

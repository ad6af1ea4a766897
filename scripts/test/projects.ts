// The kinds of tests, told apart by their place and name (see ARCHITECTURE.md): one vitest project each.

export type TestProject = { name: string; include: string[]; exclude: string[]; needsDatabase: boolean };

const needDatabase = ['**/{actions,routes,views,jobs,store}.test.ts', '**/*.db.test.ts'];
const scenarios = ['server/test/scenarios/**/*.test.ts'];
const journeys = ['e2e/**/*.test.ts'];
const never = ['**/node_modules/**', '**/dist/**', 'server/test/rules/cases/**', '.cache/**', 'data/**'];

export const testProjects: TestProject[] = [
  {
    name: 'pure',
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...never, ...needDatabase, ...scenarios, ...journeys],
    needsDatabase: false,
  },
  {
    name: 'slice',
    include: needDatabase,
    exclude: [...never, ...scenarios, ...journeys],
    needsDatabase: true,
  },
  { name: 'scenario', include: scenarios, exclude: never, needsDatabase: true },
  { name: 'journey', include: journeys, exclude: never, needsDatabase: true },
];

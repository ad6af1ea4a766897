import { expect, test } from 'vitest';
import { killAtRandomPoints } from '../survival/kills.ts';

// The short form of `npm run test:survival`: the real process with its own database, killed with SIGKILL under load.
test('whatever it was doing when it was killed, every accepted alert calls the right person', async () => {
  const { problems, verdict } = await killAtRandomPoints({ kills: 3, seed: 7, escalationMs: 0 });
  expect(problems).toEqual([]);
  expect(verdict.alerts).toBeGreaterThan(10);
}, 120_000);

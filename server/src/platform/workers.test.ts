import { expect, test } from 'vitest';
import type { Jobs } from './jobs.ts';
import { jobsFor } from './workers.ts';

const run = async () => undefined;
const jobs: Jobs[] = [
  {
    periodic: [
      { name: 'a.often', everyMinutes: 1, run },
      { name: 'a.daily', everyMinutes: 1440, run },
    ],
  },
  { onlyAudited: true, periodic: [{ name: 'a.audited', everyMinutes: 60, run }] },
  { sealed: ['a.things.secret'] },
];
const rounds = (given: Jobs[]) =>
  given.flatMap((one) => one.periodic ?? []).map((one) => [one.name, one.everyMinutes]);

test('an app that audits itself does all of its work as often as it says', () => {
  expect(jobsFor({ audits: true }, jobs)).toEqual(jobs);
});

test('where a past is told, what is audited is left out and nothing comes round more often than told', () => {
  expect(rounds(jobsFor({ roundMinutes: 60 }, jobs))).toEqual([
    ['a.often', 60],
    ['a.daily', 1440],
  ]);
  expect(jobsFor({ roundMinutes: 60 }, jobs)).toContainEqual({ sealed: ['a.things.secret'] });
});

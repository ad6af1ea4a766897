import { expect, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { admit } from './decide.ts';
import type { Count } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const bounded = { name: 'password:ada@example.org', bound: 5 };
const waiting = (wait: Temporal.DurationLike): Count => ({
  failures: 5,
  freeAt: now.add(wait),
  forgetAt: now.add({ hours: 2 }),
});

const refusalOf = (...counts: Count[]) => {
  try {
    admit(
      counts.map((count) => ({ bounded, count })),
      now,
    );
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('it was admitted');
};

test('a try on something new counts once everywhere', () => {
  const [first, second] = admit(
    [
      { bounded, count: null },
      { bounded, count: null },
    ],
    now,
  );
  expect([first?.failures, second?.failures]).toEqual([1, 1]);
});

test.each([
  [{ seconds: 1 }, 1, 'a minute'],
  [{ seconds: 60 }, 60, 'a minute'],
  [{ seconds: 61 }, 61, '2 minutes'],
  [{ minutes: 15 }, 900, '15 minutes'],
])('the longest wait is told (%o)', (wait, retryAfter, said) => {
  const refusal = refusalOf(waiting({ milliseconds: 1 }), waiting(wait));
  expect(refusal).toMatchObject({ code: 'limit', members: { retryAfter } });
  expect(refusal.message).toBe(`Too many wrong tries. Wait ${said} and try again.`);
});

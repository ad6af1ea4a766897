import { expect, test } from 'vitest';
import { called } from './leavers.ts';

const day = (n: number) => `2026-03-0${n}T09:00:00Z`;
const slot = (from: number, until: number, ...onCall: string[]) => ({
  start: day(from),
  end: day(until),
  onCall,
});
const left = (person: string, n: number) => new Map([[person, Temporal.Instant.from(day(n))]]);

test('where nobody has left the rota stands as it is', () => {
  expect(called([slot(1, 2, 'ana')], new Map())).toEqual([slot(1, 2, 'ana')]);
  expect(called([slot(1, 2, 'ana')], left('bob', 1))).toEqual([slot(1, 2, 'ana')]);
});

test('a slot of somebody who has left is a gap that says why, and what they did before stays theirs', () => {
  expect(called([slot(1, 3, 'ana'), slot(3, 5, 'ana')], left('ana', 2))).toEqual([
    slot(1, 2, 'ana'),
    { ...slot(2, 3), left: ['ana'] },
    { ...slot(3, 5), left: ['ana'] },
  ]);
});

test('whoever else is on call then goes on being called, and a leaving at the edge cuts nothing', () => {
  expect(called([slot(1, 2, 'ana', 'bob'), slot(2, 3, 'bob', 'ana')], left('ana', 2))).toEqual([
    slot(1, 2, 'ana', 'bob'),
    { ...slot(2, 3, 'bob'), left: ['ana'] },
  ]);
});

import { expect, test } from 'vitest';
import { natureOf } from './nature.ts';

const said = {
  nature: 'now' as const,
  startedAt: '2026-03-01T22:00',
  endedAt: '',
  summary: ' A disk was full ',
};

test('what is over has its times and what happened, and nobody commands it', () => {
  expect(natureOf({ ...said, command: true, nature: 'over', endedAt: '2026-03-01T23:30' })).toEqual({
    kind: 'retroactive',
    startedAt: new Date('2026-03-01T22:00').toISOString(),
    endedAt: new Date('2026-03-01T23:30').toISOString(),
    summary: 'A disk was full',
  });
});

test('what goes on and a drill say nothing of an end', () => {
  expect(natureOf({ ...said, command: true })).toEqual({ command: true });
  expect(natureOf({ ...said, command: false, nature: 'drill' })).toEqual({ kind: 'drill', command: false });
});

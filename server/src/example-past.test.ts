import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pastOf } from './example-past.ts';

const text = readFileSync(new URL('../../examples/past.yaml', import.meta.url), 'utf8');
const end = Temporal.Instant.from('2026-03-04T10:00:00Z');

test('the same file and the same end give the same past, oldest first and over before the history begins', () => {
  const past = pastOf(text, end);
  expect(pastOf(text, end)).toEqual(past);
  const minutes = past.items.map((one) => one.minutesAgo);
  expect(minutes).toEqual(minutes.toSorted((a, b) => b - a));
  expect(minutes.at(-1)).toBeGreaterThan(9_000);
  expect(past.incidents).toBeGreaterThan(55);
});

test('incidents and follow-ups count in the order in which they come, and nothing stays a key', () => {
  const { items, followUps } = pastOf(text, end);
  expect(JSON.stringify(items)).not.toMatch(/<|>/);
  const promised = items.filter((one) => one.ask === 'POST /api/v1/follow-ups').length;
  expect(promised).toBe(followUps);
  const imported = items[0]?.body as { items: unknown[] };
  const declared = items.findIndex((one) => one.ask === 'POST /api/v1/incidents');
  expect(items[declared + 1]?.ask).toBe(`POST /api/v1/incidents/INC-${imported.items.length + 1}/impacts`);
});

test('what speaks of a key that is not there is refused by name', () => {
  expect(() => pastOf(text.replace('reports: [cards,', 'reports: [nobody,'), end)).toThrow('INC nobody');
});

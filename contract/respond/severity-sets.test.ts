import { expect, test } from 'vitest';
import { severityRule } from './settings.ts';
import { counterpart, grades, priorityOf, setNames, severitySets } from './severity-sets.ts';

test('every severity of every set is one, and each has a counterpart in each other set', () => {
  for (const set of setNames)
    for (const one of severitySets[set]) {
      expect(severityRule.parse(one)).toEqual(one);
      for (const to of setNames) {
        const other = counterpart(one.name, to);
        expect(severitySets[to].map((each) => each.name)).toContain(other);
      }
      expect(counterpart(one.name, set)).toBe(one.name);
    }
  expect(counterpart('of-our-own', 'sev')).toBeNull();
});

test('the worse one stays the worse one in another set', () => {
  for (const from of setNames)
    for (const to of setNames) {
      const ranks = severitySets[from].map((one) => {
        const other = counterpart(one.name, to);
        return severitySets[to].find((each) => each.name === other)?.rank ?? -1;
      });
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
});

test('impact by urgency', () => {
  expect(grades.map((impact) => grades.map((urgency) => priorityOf(impact, urgency)))).toEqual([
    ['p1', 'p2', 'p3'],
    ['p2', 'p3', 'p4'],
    ['p3', 'p4', 'p4'],
  ]);
});

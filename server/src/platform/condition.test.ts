import type { CelInput } from '@bufbuild/cel';
import { describe, expect, test } from 'vitest';
import { stopwatch } from '../../test/harness/stopwatch.ts';
import { compileCondition } from './condition.ts';

const many = new Map(Array.from({ length: 200 }, (_, i) => [`l${i}`, 'x'.repeat(300)]));
const variables = (more: Record<string, CelInput> = {}): Record<string, CelInput> => ({
  labels: many,
  annotations: many,
  title: `${'a'.repeat(500)}!`,
  description: 'd'.repeat(65_536),
  severity: 'critical',
  source: 'generic',
  integration: 'native',
  ...more,
});

function ask(text: string, given = variables()): boolean | string {
  const condition = compileCondition(text);
  return typeof condition === 'function' ? condition(given) : condition.problem;
}

/** Far above what it takes on a busy machine, far below what a blow-up takes. */
const boundMs = 8_000;
function asked(text: string, given = variables()): boolean | string {
  const taken = stopwatch();
  const answer = ask(text, given);
  expect(taken(), text.slice(0, 80)).toBeLessThan(boundMs);
  return answer;
}

describe('a condition', () => {
  test.each<[string, boolean]>([
    ["labels.team == 'db'", false],
    ["'l7' in labels && labels.l7.startsWith('xxx')", true],
    ["title.matches('^a+!$')", true],
    ["title.matches('b')", false],
    ["title.contains('a!')", true],
    ["title.indexOf('!') == 500 && title.lastIndexOf('a') == 499", true],
    ["severity.upperAscii() == 'CRITICAL' && ' x '.trim() == 'x'", true],
    ["labels.exists(k, k == 'l9')", true],
    ['labels.all(k, labels.exists(j, j == k))', true],
    ["labels.nothing == 'x'", false],
    ["title.matches('(')", false],
    ["title == 'all' || title == 'map'", false],
  ])('%s is %s', (text, expected) => {
    expect(ask(text)).toBe(expected);
  });
});

describe('in bounded time', () => {
  test.each([
    '(a+)+$',
    '(a|aa)+$',
    '(a|a?)+$',
    '(.*a){12}',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(x+x+)+y',
    '([a-zA-Z]+)*$',
    '(a?){500}b',
    'a{1,1000}{1,1000}',
    '(((a{0,100}){0,100}){0,100})$',
    '(?=a)a',
    '(a)\\\\1',
    '['.repeat(500),
  ])('%s, on a title and on a long text', (pattern) => {
    expect(typeof asked(`title.matches('${pattern}')`)).toBe('boolean');
    const all = 'a'.repeat(65_536);
    expect(typeof asked(`description.matches('${pattern}')`, variables({ description: all }))).toBe(
      'boolean',
    );
    expect(typeof asked(`labels.all(k, labels.all(j, description.matches('${pattern}')))`)).toBe('boolean');
  });

  test.each([
    'labels.all(k, labels.all(j, description.contains(labels[k] + labels[j])))',
    'labels.all(k, labels.all(j, description.indexOf(title + labels[j]) < 1))',
    'labels.all(k, labels.all(j, labels[k] + labels[j] + title + description != description))',
    'labels.map(k, labels.map(j, labels[k] + labels[j])).size() > 0',
    `[${'0,'.repeat(450)}0].all(x, [${'0,'.repeat(450)}0].all(y, x == y))`,
    `${'!'.repeat(1_900)}true`,
    `${'-'.repeat(1_900)}1 < 0`,
    `${"title == 'x' || ".repeat(100)}true`,
  ])('%s', (text) => {
    expect(typeof asked(text)).toBe('boolean');
  });

  test.each([
    ["description.replace('d', description).size() > 0"],
    ["description.split('').size() > 0"],
    ["labels.map(k, description).join('').size() > 0"],
    ["'%s'.format([description]).size() > 0"],
    ["title.indexOf('a', 2) == 2"],
  ])('%s is not done at all', (text) => {
    expect(asked(text)).toBe(false);
  });

  test.each<[string, string]>([
    [`${'('.repeat(900)}true${')'.repeat(900)}`, 'nested too deeply'],
    [`${'['.repeat(900)}${']'.repeat(900)} == []`, 'nested too deeply'],
    ["title == 'x' || ".repeat(10_000), 'at most 2000 characters'],
    ['labels.all(a, labels.all(b, labels.all(c, true)))', 'at most 2 of all'],
    ['labels.\n  all(a, labels. // so\n all(b, labels.\tall (c, true)))', 'at most 2 of all'],
  ])('%s is refused', (text, problem) => {
    expect(asked(text)).toContain(problem);
  });

  test('a thousand routes that all search the longest text, for one alert', () => {
    const conditions = Array.from({ length: 1_000 }, (_, i) =>
      compileCondition(`description.matches('(a|aa)+${i}$') || description.contains(title + '${i}')`),
    );
    const given = variables({ description: 'a'.repeat(65_536) });
    const taken = stopwatch();
    const hits = conditions.filter((one) => typeof one === 'function' && one(given));
    expect(taken()).toBeLessThan(boundMs);
    expect(hits).toEqual([]);
  });

  test('an ordinary set of a thousand routes is not near the bound', () => {
    const given = variables({ title: 'Disk /var of db-17 is full', description: 'x'.repeat(1_000) });
    const asking = (text: string) => {
      const condition = compileCondition(text);
      return typeof condition === 'function' && condition(given);
    };
    for (let i = 0; i < 999; i += 1)
      expect(asking(`title.matches('^Disk .* of web-${i} is full$')`)).toBe(false);
    expect(asking("description.contains('x') && title.matches('^Disk .* of db-[0-9]+ is full$')")).toBe(true);
  });
});

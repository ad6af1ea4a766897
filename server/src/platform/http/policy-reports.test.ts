import { expect, test } from 'vitest';
import { reportsIn } from './policy-reports.ts';

test('both forms in which browsers report are read, and of an address only its host', () => {
  const old = { 'csp-report': { 'effective-directive': 'script-src-elem', 'blocked-uri': 'inline' } };
  expect(reportsIn(JSON.stringify(old))).toEqual([{ directive: 'script-src-elem', blocked: 'inline' }]);
  const body = {
    effectiveDirective: 'connect-src',
    blockedURL: 'https://evil.example/take?secret=s',
    documentURL: 'https://muster.example/setup?token=s',
  };
  expect(reportsIn(JSON.stringify([{ type: 'csp-violation', body }]))).toEqual([
    { directive: 'connect-src', blocked: 'evil.example' },
  ]);
});

test.each<[string, unknown]>([
  ['nothing', ''],
  ['no JSON', '{'],
  ['null', 'null'],
  ['another thing', '{"a":1}'],
  ['a list of nothing', '[null,1,{}]'],
  ['no text', undefined],
  ['a directive that is none', '{"csp-report":{"effective-directive":{}}}'],
])('%s is no report', (_, body) => {
  expect(reportsIn(body)).toEqual([]);
});

test('a made-up directive is one of few labels, and what is said of the source is short and plain', () => {
  const report = {
    'csp-report': {
      'effective-directive': 'x"}\nmuster_up 1',
      'blocked-uri': `\u001b[31m${'y'.repeat(500)}`,
    },
  };
  const [read] = reportsIn(JSON.stringify(report));
  expect(read?.directive).toBe('other');
  expect(read?.blocked).toMatch(/^[a-z-]{0,30}$/);
});

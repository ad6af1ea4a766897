import { describe, expect, it } from 'vitest';
import { auditProblems, parseExceptions, readAnswer } from './audit.ts';

// Written by hand in the form of `npm audit --json`, auditReportVersion 2.
const advisory = (name: string, id: string, severity: string) => ({
  source: 1_100_000,
  name,
  dependency: name,
  title: `Something in ${name}`,
  url: `https://github.com/advisories/${id}`,
  severity,
  cwe: ['CWE-400'],
  cvss: { score: 7.5, vectorString: null },
  range: '<1.2.0',
});
const report = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    inner: {
      name: 'inner',
      severity: 'critical',
      isDirect: false,
      via: [advisory('inner', 'GHSA-aaaa', 'critical'), advisory('inner', 'GHSA-bbbb', 'moderate')],
      effects: ['outer'],
      range: '<1.2.0',
      nodes: ['node_modules/inner'],
      fixAvailable: true,
    },
    outer: { name: 'outer', severity: 'critical', isDirect: true, via: ['inner'], effects: [], nodes: [] },
    other: { name: 'other', severity: 'high', via: [advisory('other', 'GHSA-cccc', 'high')], nodes: [] },
  },
  metadata: { vulnerabilities: { moderate: 1, high: 1, critical: 1, total: 3 } },
});
const silence = JSON.stringify({
  message: '405 Method Not Allowed - POST /-/npm/v1/security/advisories/bulk',
  method: 'POST',
  statusCode: 405,
  error: { summary: '', detail: '' },
});
const today = '2026-03-01';
const excuse = (name: string, id: string, until: string) => ({
  package: name,
  advisory: id,
  reason: 'We do not call it.',
  until,
});

describe('what the registry answered', () => {
  it('is every advisory once, on the package that has it and not on those that bring it', () => {
    expect(readAnswer(report)).toMatchObject({
      kind: 'answered',
      advisories: [
        { package: 'inner', id: 'GHSA-aaaa', severity: 'critical' },
        { package: 'inner', id: 'GHSA-bbbb', severity: 'moderate' },
        { package: 'other', id: 'GHSA-cccc', severity: 'high' },
      ],
    });
  });

  it.each([
    [silence, '405 Method Not Allowed - POST /-/npm/v1/security/advisories/bulk'],
    ['{"error":{"code":"ENOLOCK","summary":"no lock file"}}', 'no lock file'],
    ['', 'it gave no answer'],
    ['null', 'its answer has another form'],
    ['{"vulnerabilities":null}', 'its answer has another form'],
  ])('is no answer when it is %j, and never "nothing found"', (output, why) => {
    expect(readAnswer(output)).toEqual({ kind: 'unanswered', why });
  });
});

describe('the verdict', () => {
  it('fails on high and critical, and on nothing less', () => {
    expect(auditProblems(readAnswer(report), [], today)).toEqual([
      'critical: inner has GHSA-aaaa, Something in inner',
      'high: other has GHSA-cccc, Something in other',
    ]);
  });

  it('lets pass what is excused until a day, that day included, for that package and advisory alone', () => {
    const both = [excuse('inner', 'GHSA-aaaa', today), excuse('other', 'GHSA-cccc', '2026-12-31')];
    expect(auditProblems(readAnswer(report), both, today)).toEqual([]);
    const wrong = [excuse('inner', 'GHSA-cccc', today), excuse('other', 'GHSA-cccc', today)];
    expect(auditProblems(readAnswer(report), wrong, today)).toEqual([
      'critical: inner has GHSA-aaaa, Something in inner',
      'the exception for inner (GHSA-cccc) excuses nothing any more: delete it',
    ]);
  });

  it('fails on an exception past its day, also when the registry is silent', () => {
    const late = [excuse('inner', 'GHSA-aaaa', '2026-02-28'), excuse('other', 'GHSA-cccc', today)];
    const ended = 'the exception for inner (GHSA-aaaa) ended on 2026-02-28: We do not call it.';
    expect(auditProblems(readAnswer(report), late, today)).toEqual([ended]);
    expect(auditProblems(readAnswer(silence), late, today)).toEqual([ended]);
  });

  it('says nothing against a registry that does not answer', () => {
    expect(auditProblems(readAnswer(silence), [], today)).toEqual([]);
  });
});

it.each(['{}', '[{}]', '[{"package":"a","advisory":"b","reason":"","until":"2026-01-01"}]'])(
  'exceptions without all their parts are refused: %s',
  (text) => {
    expect(() => parseExceptions(text)).toThrow('must be a list');
  },
);

it('an exception without a real date is refused', () => {
  const one = excuse('a', 'GHSA-aaaa', 'some day');
  expect(() => parseExceptions(JSON.stringify([one]))).toThrow('must be a list');
  expect(parseExceptions(JSON.stringify([{ ...one, until: today }]))).toHaveLength(1);
});

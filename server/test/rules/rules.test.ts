// Proves the rules of the house: each has a small repository that breaks it, where every line marked
// CAUGHT is found (as often as it is marked) and no other, and one beside it that keeps it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../../scripts/rules/all-rules.ts';
import { judge, report } from '../../../scripts/rules/judge.ts';
import { folderProject, type Project } from '../../../scripts/rules/project.ts';

const cases = join(import.meta.dirname, 'cases');

it('has a case for every rule, and a rule for every case', () => {
  expect(readdirSync(cases).sort()).toEqual(allRules.map(({ name }) => name).sort());
});

describe.each(allRules)('$name', (rule) => {
  it('catches what breaks it', () => {
    const project = folderProject(join(cases, rule.name, 'broken'));
    const found = rule.check(project).map(({ path, line }) => `${path}:${line}`);
    expect(marked(project)).not.toEqual([]);
    expect(found.sort()).toEqual(marked(project));
  });

  it('lets pass what keeps it', () => {
    const folder = join(cases, rule.name, 'clean');
    expect(existsSync(folder)).toBe(true);
    expect(rule.check(folderProject(folder))).toEqual([]);
  });

  it('says why in a sentence', () => {
    expect(rule.why).toMatch(/^[A-Z].{30,}\.$/);
  });
});

describe('an exemption', () => {
  const rule = allRules.filter(({ name }) => name === 'file-size');
  const exemption = {
    rule: 'file-size',
    path: 'server/src/oncall/page/model.ts',
    why: 'It is about to be split.',
  };

  it('excuses one place from one rule', () => {
    const project = folderProject(join(cases, 'file-size', 'broken'));
    expect(judge(project, rule, [exemption])).toEqual([]);
    expect(judge(project, rule, [{ ...exemption, path: 'another.ts' }])).toHaveLength(2);
  });

  it('is a finding itself when nothing needs it any more', () => {
    const project = folderProject(join(cases, 'file-size', 'clean'));
    const broken = judge(project, rule, [exemption]);
    expect(broken.map((finding) => finding.rule)).toEqual(['exemptions-shrink']);
    expect(report(broken)).toContain('Delete it.');
  });
});

function marked(project: Project): string[] {
  const places = project.paths.flatMap((path) =>
    project
      .read(path)
      .split('\n')
      .flatMap((line, index) => Array.from(line.matchAll(/CAUGHT/g), () => `${path}:${index + 1}`)),
  );
  return places.sort();
}

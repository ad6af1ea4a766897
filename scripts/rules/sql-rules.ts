// Where SQL may stand, and what it may say.
import { isServerCode, mayHoldSql, serverPlace, stages } from './places.ts';
import type { Project } from './project.ts';
import { codeFindings, type Finding, fileRule, lineOf, type Rule, stringFindings } from './rule.ts';

const sqlText =
  /^\s*(?:select\b[\s\S]*\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|with\s+\w+\s+as\b|lock\s+table\b|truncate\s)/gi;

const sqlInStoreAndViews = fileRule(
  'sql-in-store-and-views',
  'Only a store writes its tables and only views read them for show, so that one look at two files says everything about a table.',
  function* (file) {
    if (!isServerCode(file.path) || mayHoldSql(file.path)) return;
    for (const { specifier, line } of file.imports) {
      if (/^(kysely|pg)(\/|$)/.test(specifier)) yield { path: file.path, line, what: `imports ${specifier}` };
    }
    yield* codeFindings(file, /\bsql\s*(?:<[^>`]*>)?`/g, () => 'has an sql template');
    yield* codeFindings(file, /\.query\s*(?:<[^>(]*>)?\(/g, () => 'sends a query');
    for (const finding of stringFindings(file, sqlText, firstWords)) {
      // "Select a person from the list" is a sentence; SQL is written in one case.
      if (!/^[A-Z][a-z]/.test(finding.what)) yield { ...finding, what: `has SQL: ${finding.what}` };
    }
  },
);

const schemaNames = [...stages, 'platform'];
const qualified = new RegExp(
  `(?<![./])\\b(${schemaNames.join('|')})\\.(?!ts\\b)[a-z_][a-z0-9_]*\\b(?!\\.[a-z])(?!\\.ts)`,
  'g',
);

const ownSchemaOnly: Rule = {
  name: 'own-schema-only',
  why: "A stage's SQL names only its own schema: another stage's tables may change at any time. Reading across is a call to its index.ts; a foreign key may point left.",
  check: (project) => [...schemasInCode(project), ...schemasInMigrations(project)],
};

function* schemasInCode(project: Project): Generator<Finding> {
  for (const file of project.sources.values()) {
    const here = serverPlace(file.path);
    if (!here || !mayHoldSql(file.path)) continue;
    for (const finding of stringFindings(file, qualified, (found) => found)) {
      if (!finding.what.startsWith(`${here.stage}.`))
        yield { ...finding, what: `${here.stage} names ${finding.what}` };
    }
  }
}

// `-- oncall: pages and their steps` opens a migration: the stage whose tables it makes, and why.
function* schemasInMigrations(project: Project): Generator<Finding> {
  for (const path of migrations(project)) {
    const text = project.read(path);
    const stage = /^-- (\w+): \S/.exec(text)?.[1] ?? '';
    if (!schemaNames.includes(stage)) {
      yield { path, line: 1, what: 'does not open with "-- <stage>: <why>"' };
      continue;
    }
    for (const match of withoutSqlComments(text).matchAll(qualified)) {
      const named = match[1] ?? '';
      const isReference = /\breferences\s+$/i.test(text.slice(0, match.index));
      if (named === stage || (isReference && isLeftOf(named, stage))) continue;
      yield { path, line: lineOf(text, match.index), what: `a migration of ${stage} names ${match[0]}` };
    }
  }
}

function isLeftOf(named: string, stage: string): boolean {
  return named === 'platform' || (stage !== 'platform' && stages.indexOf(named) < stages.indexOf(stage));
}

const viewsAreReadOnly = fileRule(
  'views-are-read-only',
  'A view shows; a change that hides in a view would escape permission, audit and transaction. Put it into an action.',
  function* (file) {
    if (serverPlace(file.path)?.file !== 'views.ts') return;
    const changing =
      /\b(?:insert\s+into|update\s+(?:only\s+)?[\w."]+\s+set|delete\s+from|merge\s+into|truncate\s|for\s+update)\b/gi;
    yield* stringFindings(file, changing, (found) => `changes rows: ${firstWords(found)}`);
    yield* codeFindings(
      file,
      /\.(?:insertInto|updateTable|deleteFrom|mergeInto|forUpdate)\(/g,
      (found) => `changes rows: ${found})`,
    );
  },
);

const actionIsTheOnlyTransactionDoor = fileRule(
  'action-is-the-only-transaction-door',
  'Every change runs through action(...), which checks who may, opens the one transaction, fixes the one now, audits and publishes. A second door would be one that forgets something.',
  function* (file) {
    if (!isServerCode(file.path) || file.path.startsWith('server/src/platform/')) return;
    yield* codeFindings(
      file,
      /(?<!function\s)\b\w*[tT]ransaction\s*(?:<[^>(]*>)?\(/g,
      () => 'opens a transaction',
    );
    const control = /^\s*(?:begin|commit|rollback|savepoint|start\s+transaction)\b[\s\w]*;?\s*$/gi;
    yield* stringFindings(file, control, (found) => `controls a transaction: ${firstWords(found)}`);
  },
);

const clockInSql =
  /\b(?:now\s*\(\s*\)|current_timestamp|current_date|current_time|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp|gen_random_uuid|random\s*\(\s*\))/gi;

const noNowInSql: Rule = {
  name: 'no-now-in-sql',
  why: "SQL is given its `now` and its ids: the database's clock is not the one that a test moves, and two clocks in one decision disagree.",
  check: (project) => {
    const files = [...project.sources.values()].filter((file) => isServerCode(file.path));
    const inCode = files.flatMap((file) => [
      ...stringFindings(file, clockInSql, (found) => `SQL calls ${found}`),
    ]);
    const inMigrations = migrations(project).flatMap((path) => {
      const text = withoutSqlComments(project.read(path));
      return [...text.matchAll(clockInSql)].map((match) => ({
        path,
        line: lineOf(text, match.index),
        what: `SQL calls ${match[0]}`,
      }));
    });
    return [...inCode, ...inMigrations];
  },
};

function migrations(project: Project): string[] {
  return project.paths.filter((path) => /^server\/migrations\/.*\.sql$/.test(path));
}

// Comments become blanks of the same length, so that lines and places stay right.
function withoutSqlComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

function firstWords(text: string): string {
  return text.trim().split(/\s+/).slice(0, 3).join(' ');
}

export const sqlRules: Rule[] = [
  sqlInStoreAndViews,
  ownSchemaOnly,
  viewsAreReadOnly,
  actionIsTheOnlyTransactionDoor,
  noNowInSql,
];

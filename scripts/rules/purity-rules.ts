// What a decision may depend on: its arguments, and nothing else.
import { isPurePlace, isServerCode } from './places.ts';
import type { Import, Project, SourceFile } from './project.ts';
import { codeFindings, type Finding, fileRule, type Rule } from './rule.ts';

const clockOrChance =
  /\b(?:Date\.now|new Date\(\s*\)|performance\.now|process\.hrtime|Temporal\.Now|Math\.random|randomUUID|randomBytes|randomInt|getRandomValues|setTimeout|setInterval|setImmediate)\b|\bnew Date\(\s*\)/g;
const effects = /\b(?:await|async)\b(?!\s*[:?,}])|\bprocess\.(?:env|cwd|argv)\b|\bfetch\(|\bconsole\./g;

/** Packages that only compute. A name list after the module says which of its exports do. */
const pureModules = new Map<string, string[] | 'all'>([
  ['zod', 'all'],
  ['csv-parse/sync', 'all'],
  // A list of words.
  ['@zxcvbn-ts/language-common', 'all'],
  // Given their instants and ids, they make a text of them.
  ['ical-generator', 'all'],
  ['feed', 'all'],
  ['yaml', 'all'],
  // Given its own number, a document gives the same bytes for the same edits.
  ['yjs', 'all'],
  ['@bufbuild/cel', 'all'],
  ['@bufbuild/protobuf', 'all'],
  ['libphonenumber-js', 'all'],
  ['liquidjs', 'all'],
  ['markdown-it', 'all'],
  ['temporal-polyfill', 'all'],
  ['node:buffer', 'all'],
  ['node:url', 'all'],
  ['node:querystring', 'all'],
  [
    'node:crypto',
    ['createHash', 'createHmac', 'timingSafeEqual', 'createPublicKey', 'createPrivateKey', 'sign', 'verify'],
  ],
  ['node:net', ['isIP', 'isIPv4', 'isIPv6', 'BlockList']],
]);

const pureStaysPure: Rule = {
  name: 'pure-stays-pure',
  why: 'A model, a decision or a parser must give the same answer for the same arguments, so that it can be tested in microseconds and replayed: `now` and new ids are arguments, and nothing is awaited.',
  check: (project) => {
    const judge = purityJudge(project);
    const pure = [...project.sources.values()].filter((file) => isPurePlace(file.path));
    return pure.flatMap((file) => judge(file));
  },
};

// A pure file may import another file when that one is pure too, wherever it lies: so the platform's pure
// files need no list. A file outside the pure places is judged once, by what it contains.
function purityJudge(project: Project): (file: SourceFile) => Finding[] {
  const known = new Map<string, Finding[]>();
  const judge = (file: SourceFile): Finding[] => {
    const before = known.get(file.path);
    if (before) return before;
    // Set before looking further: in a cycle of imports each file answers for itself.
    known.set(file.path, []);
    const findings = [
      ...ownImpurities(file),
      ...file.imports.flatMap((imported) => importImpurity(file, imported)),
    ];
    known.set(file.path, findings);
    return findings;
  };
  const importImpurity = (file: SourceFile, imported: Import): Finding[] => {
    if (imported.typeOnly) return [];
    const at = { path: file.path, line: imported.line };
    const target = imported.target ? project.sources.get(imported.target) : undefined;
    if (imported.target === undefined) {
      return isPureModule(imported)
        ? []
        : [{ ...at, what: `imports ${imported.specifier}, which is not known to be pure` }];
    }
    const reason = target ? judge(target)[0] : undefined;
    if (!reason) return [];
    return [
      {
        ...at,
        what: `imports ${imported.specifier}, which is not pure (line ${reason.line}: ${reason.what})`,
      },
    ];
  };
  return judge;
}

function* ownImpurities(file: SourceFile): Generator<Finding> {
  yield* codeFindings(file, clockOrChance, (found) => `uses ${found}`);
  yield* codeFindings(file, effects, (found) => `uses ${found.replace('(', '')}`);
}

function isPureModule({ specifier, names }: Import): boolean {
  const allowed = [...pureModules].find(
    ([name]) => specifier === name || specifier.startsWith(`${name}/`),
  )?.[1];
  if (!allowed) return false;
  if (allowed === 'all') return true;
  const imported = names
    .replace(/[{}\s]/g, '')
    .split(',')
    .filter(Boolean);
  return imported.length > 0 && imported.every((name) => allowed.includes(name));
}

const clockAndRandomnessInPlatform = fileRule(
  'clock-and-randomness-in-platform',
  'Only the platform reads a clock, sets a timer or draws a random number: everything else is told, so that a test can move time and an incident can be replayed.',
  function* (file) {
    const mayNot = (isServerCode(file.path) || file.path.startsWith('contract/')) && !file.isTest;
    if (!mayNot || file.path.startsWith('server/src/platform/')) return;
    yield* codeFindings(file, clockOrChance, (found) => `uses ${found}; take it as an argument`);
  },
);

export const purityRules: Rule[] = [pureStaysPure, clockAndRandomnessInPlatform];

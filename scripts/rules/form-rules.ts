// The form of files: names, places, sizes, and the parts of the language that we do without.
import { functionsIn } from './functions.ts';
import { connectParts, isPurePlace, serverPlace } from './places.ts';
import type { Project } from './project.ts';
import { codeFindings, type Finding, fileRule, type Rule } from './rule.ts';

const limits = { fileLines: 400, functionLines: 60, componentLines: 120, parameters: 4 };

const fileSize = fileRule(
  'file-size',
  `A file of more than ${limits.fileLines} lines answers more than one question. Split it by question.`,
  ({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > limits.fileLines ? [{ path, line: 1, what: `has ${lines} lines` }] : [];
  },
);

const functionSize = fileRule(
  'function-size',
  `A function of more than ${limits.functionLines} lines (a React component: ${limits.componentLines}) hides its steps. Give each step a name.`,
  function* (file) {
    if (file.isTest) return;
    for (const { name, line, lines } of functionsIn(file)) {
      const isComponent = file.path.endsWith('.tsx') && /^[A-Z]/.test(name);
      const limit = isComponent ? limits.componentLines : limits.functionLines;
      if (lines > limit)
        yield { path: file.path, line, what: `${name} has ${lines} lines; the limit is ${limit}` };
    }
  },
);

const parameters = fileRule(
  'parameters',
  `More than ${limits.parameters} parameters are mixed up by the caller. Give them as one object with names.`,
  function* (file) {
    // A test of a table is given its columns.
    if (/\.test\.tsx?$/.test(file.path)) return;
    for (const found of functionsIn(file)) {
      if (found.parameters <= limits.parameters) continue;
      yield { path: file.path, line: found.line, what: `${found.name} has ${found.parameters} parameters` };
    }
  },
);

const codeFolders = /^(server|web|contract|cli|e2e|bench|scripts)\//;
const wellNamed = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const migrationName = /^\d{4}_[a-z0-9_]+\.sql$/;
const emptyWords = /(^|[-_.])(utils?|helpers?|common|misc|managers?|handlers?|base|data|info)(?=[-_.])/;
const serviceWord = /(^|[-_.])services?(?=[-_.])/;

const fileNames: Rule = {
  name: 'file-names',
  why: 'A name says what is inside. Kebab-case, so that it reads the same everywhere; and none of the words that fit any file (util, helper, common, misc, manager, handler, base, data, info, and service, which is a noun of the catalogue).',
  check: (project) => project.paths.filter((path) => codeFolders.test(path)).flatMap(nameFindings),
};

function nameFindings(path: string): Finding[] {
  const name = path.split('/').at(-1) ?? '';
  const at = { path, line: 1 };
  if (path.startsWith('server/migrations/'))
    return migrationName.test(name) ? [] : [{ ...at, what: 'is not named NNNN_words.sql' }];
  const isServiceNoun = !path.startsWith('server/src/') || path.startsWith('server/src/catalog/');
  const empty = emptyWords.exec(name)?.[2] ?? (isServiceNoun ? undefined : serviceWord.exec(name)?.[0]);
  if (empty) return [{ ...at, what: `has the empty word "${empty}" in its name` }];
  if (!/\.(ts|tsx|mts|mjs|css|sql)$/.test(name) || wellNamed.test(name)) return [];
  return [{ ...at, what: 'is not kebab-case' }];
}

const sliceFiles: Rule = {
  name: 'slice-files',
  why: 'A stage has index.ts, module.ts and slices; a slice has model, decide, store, actions, views, routes, jobs, each answering one question. Any other file in a slice is a pure part of its model (in connect also sender.ts and inbound.ts), and lies at most one folder deeper (parsers in sources/ as deep as they need).',
  check: (project) => [...project.sources.keys()].flatMap((path) => placeFindings(path, project)),
};

function placeFindings(path: string, project: Project): Finding[] {
  const at = { path, line: 1 };
  const topLevel = /^server\/src\/([^/]+)\.ts$/.exec(path)?.[1];
  if (
    topLevel &&
    !['main', 'app', 'maintenance', 'example'].includes(topLevel) &&
    !topLevel.startsWith('example-')
  )
    return [{ ...at, what: 'lies beside main.ts and app.ts; give it a room' }];
  const place = serverPlace(path);
  if (!place) return [];
  if (!place.slice) {
    return ['index.ts', 'module.ts'].includes(place.file)
      ? []
      : [{ ...at, what: 'lies in a stage, but in no slice' }];
  }
  if (connectParts.includes(place.file) && place.stage !== 'connect')
    return [{ ...at, what: `${place.file} belongs into connect` }];
  if (place.file === 'index.ts') return [{ ...at, what: 'is a barrel inside a stage' }];
  if (path.split('/').length > 6 && !path.includes('/sources/'))
    return [{ ...at, what: 'lies too deep in its slice' }];
  const pure = [...project.sources.keys()].filter(
    (other) => isPurePlace(other) && other.startsWith(sliceFolder(path)),
  );
  const extra = pure.filter(
    (other) => !/\/(model|decide)\.ts$/.test(other) && !/\/slice\/|\/sources\//.test(other),
  );
  const isFirst = extra[0] === path;
  return isFirst && extra.length > 8
    ? [{ ...at, what: `is one of ${extra.length} extra files of its slice; divide the slice` }]
    : [];
}

function sliceFolder(path: string): string {
  return `${path.split('/').slice(0, 4).join('/')}/`;
}

const typesAreHonest = fileRule(
  'types-are-honest',
  'A type that is switched off is a promise nobody keeps. Parse with a schema, narrow with a guard, or use unknown.',
  function* (file) {
    yield* codeFindings(
      file,
      /(?:[:<|&]|\bas|\bextends)\s*any\b(?!\s*[:(.=?])|,\s*any\s*[>[]/g,
      () => 'uses any',
    );
    for (const { line, value } of file.comments) {
      const off = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore-all|oxlint-disable(?!-next-line)/.exec(
        value,
      )?.[0];
      if (off) yield { path: file.path, line, what: `switches checks off: ${off}` };
    }
  },
);

export const formRules: Rule[] = [fileSize, functionSize, parameters, fileNames, sliceFiles, typesAreHonest];

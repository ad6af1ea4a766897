// Makes a new slice reachable: names it in its stage's module, and a new stage's module in the composition root.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { camelCase, type NewSlice } from './write-slice.ts';

const composition = 'server/src/app.ts';

/** Answers the paths that it wrote or changed. Throws a sentence where a file no longer has the shape it knows. */
export function wireSlice(root: string, { stage, noun }: NewSlice): string[] {
  const module = `server/src/${stage}/module.ts`;
  const name = camelCase(noun);
  const isNewStage = !existsSync(join(root, module));
  if (isNewStage) writeFileSync(join(root, module), emptyModule(stage));
  change(root, module, (text) => {
    const imported = withImport(
      withImport(text, `import { jobs as ${name}Jobs } from './${noun}/jobs.ts';`),
      `import { routes as ${name}Routes } from './${noun}/routes.ts';`,
    );
    const routed = withItem(imported, /(?:own|\w+)Routes: Route\[\] = \[/, `...${name}Routes`, module);
    return withItem(routed, /\w+Jobs: Jobs\[\] = \[/, `${name}Jobs`, module);
  });
  if (!isNewStage) return [module];
  change(root, composition, (text) => {
    const imported = withImport(text, `import { ${stage}Jobs, ${stage}Routes } from './${stage}/module.ts';`);
    const routed = withItem(imported, /const routes = \[/, `...${stage}Routes`, composition);
    return withItem(routed, /const jobs: Jobs\[\] = \[/, `...${stage}Jobs`, composition);
  });
  return [module, composition];
}

function emptyModule(stage: string): string {
  return `import type { Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';

export const ${stage}Routes: Route[] = [];
export const ${stage}Jobs: Jobs[] = [];
`;
}

function change(root: string, path: string, changed: (text: string) => string): void {
  writeFileSync(join(root, path), changed(readFileSync(join(root, path), 'utf8')));
}

/** After the last import that begins a line; the formatter puts it in order. */
function withImport(text: string, line: string): string {
  const last = text.lastIndexOf("';\n", text.search(/^(?:export|const|\/\*\*)/m));
  const at = last === -1 ? 0 : last + 3;
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
}

function withItem(text: string, list: RegExp, item: string, path: string): string {
  const found = list.exec(text);
  if (!found) throw new Error(`${path} has no list ${list.source} any more; name the slice in it by hand.`);
  const at = found.index + found[0].length;
  const isEmpty = text[at] === ']';
  return `${text.slice(0, at)}${item}${isEmpty ? '' : ', '}${text.slice(at)}`;
}

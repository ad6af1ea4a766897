// Writes a new slice from the template: a small noun that works, to be changed into the one that is meant.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stages } from '../rules/places.ts';

export type NewSlice = { stage: string; noun: string; plural: string };

const template = join(import.meta.dirname, 'template');
const parts = ['model', 'decide', 'decide.test', 'store', 'actions', 'views', 'routes', 'jobs'];

/** Reads `<stage>/<noun>` and, for nouns that do not simply take an s, the plural. Throws a sentence when it is wrong. */
export function parseSlice(argument: string | undefined, plural: string | undefined): NewSlice {
  const [stage = '', noun = '', ...rest] = (argument ?? '').split('/');
  if (!stages.includes(stage)) throw new Error(`The stage must be one of ${stages.join(', ')}.`);
  const words = /^[a-z]+(-[a-z]+)*$/;
  if (!words.test(noun) || rest.length > 0)
    throw new Error('The noun must be in kebab-case, such as respond/task.');
  if (plural !== undefined && !words.test(plural)) throw new Error('The plural must be in kebab-case.');
  return { stage, noun, plural: plural ?? `${noun}s` };
}

/** Writes the slice below `root`; answers the paths it wrote. Never overwrites a file. */
export function writeSlice(root: string, slice: NewSlice): string[] {
  const { stage, noun, plural } = slice;
  const table = plural.replaceAll('-', '_');
  const files = [
    ...parts.map((part) => [part, `server/src/${stage}/${noun}/${part}.ts`] as const),
    ['contract', `contract/${stage}/${plural}.ts`] as const,
    ['migration', `server/migrations/${nextMigration(root)}_${table}.sql`] as const,
  ];
  const taken = files.find(([, path]) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken[1]} exists already.`);
  for (const [part, path] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), filledIn(readFileSync(join(template, `${part}.txt`), 'utf8'), slice));
  }
  return files.map(([, path]) => path);
}

function filledIn(text: string, { stage, noun, plural }: NewSlice): string {
  const names: Record<string, string> = {
    __stage__: stage,
    __noun__: camelCase(noun),
    __Noun__: pascalCase(noun),
    __nouns__: camelCase(plural),
    __Nouns__: pascalCase(plural),
    __words__: noun.replaceAll('-', ' '),
    __wordsPlural__: plural.replaceAll('-', ' '),
    __table__: plural.replaceAll('-', '_'),
    __path__: plural,
    __file__: plural,
  };
  return Object.entries(names).reduce((filled, [mark, name]) => filled.replaceAll(mark, name), text);
}

function nextMigration(root: string): string {
  const folder = join(root, 'server/migrations');
  const numbers = existsSync(folder) ? readdirSync(folder).map((name) => Number.parseInt(name, 10) || 0) : [];
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
}

function pascalCase(words: string): string {
  return words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function camelCase(words: string): string {
  return words.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

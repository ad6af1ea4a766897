// The image: what a Dockerfile must say so that a container of it can be locked down.
import type { Project } from './project.ts';
import type { Finding, Rule } from './rule.ts';

type Instruction = { word: string; rest: string; line: number };

const imageIsBare: Rule = {
  name: 'image-is-bare',
  why: 'A container should run as nobody in particular, need no tool inside, and be built from what is pinned. Name the base with its version, copy instead of ADD, install from the lock file, end with an account that is not root, and write programs as lists.',
  check: (project) =>
    project.paths.filter((path) => /(^|\/)Dockerfile$/.test(path)).flatMap((path) => findings(path, project)),
};

function findings(path: string, project: Project): Finding[] {
  const all = instructions(project.read(path));
  const lastStage = all.slice(all.findLastIndex(({ word }) => word === 'FROM'));
  const lineOfStage = lastStage[0]?.line ?? 1;
  const missing = ['USER', 'HEALTHCHECK', 'ENTRYPOINT']
    .filter((word) => !lastStage.some((one) => one.word === word))
    .map((word) => ({ line: lineOfStage, what: `the last stage has no ${word}` }));
  const wrong = all.flatMap((one) => {
    const what = wrongWith(one, all);
    return what ? [{ line: one.line, what }] : [];
  });
  return [...missing, ...wrong].map((found) => ({ path, ...found }));
}

function wrongWith({ word, rest }: Instruction, all: readonly Instruction[]): string | undefined {
  switch (word) {
    case 'FROM':
      return isPinned(rest, all) ? undefined : 'names a base without its version';
    case 'ADD':
      return 'fetches or unpacks; COPY does neither';
    case 'USER':
      return /^(root|0)(:|\s|$)/.test(rest) ? 'runs as root' : undefined;
    case 'ENTRYPOINT':
    case 'CMD':
      return rest.startsWith('[') ? undefined : 'needs a shell to start';
    case 'HEALTHCHECK':
      if (!/\bCMD\s+\[/.test(rest)) return 'needs a shell to ask for its health';
      return /curl|wget/.test(rest) ? 'needs a tool to ask for its health' : undefined;
    case 'RUN':
      if (/\b(curl|wget|apt-get|apk|pip)\b/.test(rest)) return 'fetches what no lock file pins';
      return /\bnpm (i|install|add)\b/.test(rest)
        ? 'installs something else than the lock file says'
        : undefined;
    default:
      return undefined;
  }
}

/** A digest, a version in the tag, an argument whose default has one, or an earlier stage. */
function isPinned(rest: string, all: readonly Instruction[]): boolean {
  const image = rest.split(/\s/)[0] ?? '';
  const argument = /^\$\{?(\w+)\}?$/.exec(image)?.[1];
  const known = all.find(({ word, rest: text }) => word === 'ARG' && text.startsWith(`${argument}=`));
  const named = argument ? (known?.rest.slice(argument.length + 1) ?? '') : image;
  const isStage = all.some(({ word, rest: text }) => word === 'FROM' && text.endsWith(` AS ${named}`));
  return isStage || /@sha256:|:\d+\.\d+/.test(named);
}

/** Lines that end in a backslash go on; comments and empty lines say nothing. */
function instructions(text: string): Instruction[] {
  const found: Instruction[] = [];
  let open: Instruction | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const piece = line.replace(/\s*\\$/, '');
    if (open) open.rest += ` ${piece}`;
    else {
      const [word = '', ...rest] = piece.split(/\s+/);
      open = { word: word.toUpperCase(), rest: rest.join(' '), line: index + 1 };
      found.push(open);
    }
    if (!line.endsWith('\\')) open = undefined;
  }
  return found;
}

export const imageRules: Rule[] = [imageIsBare];

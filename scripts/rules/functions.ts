// Finds the functions of a scanned text with their length and number of parameters, for the size rules.
import type { Scanned } from './scan.ts';

export type FoundFunction = { name: string; line: number; lines: number; parameters: number };

const notNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'with',
  'return',
  'await',
  'super',
  'new',
]);

/** Every function, method and arrow function in the order of the text. */
export function functionsIn({ code }: Scanned): FoundFunction[] {
  const found: FoundFunction[] = [];
  for (const match of code.matchAll(/\bfunction\b\s*\*?\s*([\w$]*)\s*(?:<[^(]*>)?\s*\(/g)) {
    add(found, code, {
      name: match[1] || 'function',
      from: match.index,
      paren: match.index + match[0].length - 1,
    });
  }
  for (const match of code.matchAll(
    /^[ \t]*(?:(?:async|static|override|get|set|private|public)\s+)*[*#]?([\w$]+)\s*(?:<[^(\n]*>)?\(/gm,
  )) {
    const name = match[1] ?? '';
    if (notNames.has(name) || name === 'function') continue;
    const paren = match.index + match[0].length - 1;
    add(found, code, { name, from: match.index + match[0].search(/\S/), paren });
  }
  for (const match of code.matchAll(/=>/g)) addArrow(found, code, match.index);
  return found.sort((one, other) => one.line - other.line);
}

type Head = { name: string; from: number; paren: number };

function add(found: FoundFunction[], code: string, { name, from, paren }: Head): void {
  const close = closing(code, paren);
  const body = bodyAfter(code, close + 1);
  if (body < 0) return;
  found.push(measured(code, { name, from, to: closing(code, body), inside: code.slice(paren + 1, close) }));
}

function addArrow(found: FoundFunction[], code: string, arrow: number): void {
  const bodyAt = arrow + 2 + (/^\s*/.exec(code.slice(arrow + 2))?.[0].length ?? 0);
  const isBlock = code[bodyAt] === '{' || code[bodyAt] === '(';
  const to = isBlock ? closing(code, bodyAt) : bodyAt;
  const paren = parametersBefore(code, arrow);
  const from = paren < 0 ? arrow : paren;
  const name = /([\w$]+)\s*(?:=|:)\s*(?:async\s*)?(?:<[^(\n]*>)?$/.exec(
    code.slice(Math.max(0, from - 80), from),
  )?.[1];
  const inside = paren < 0 ? '' : code.slice(paren + 1, closing(code, paren));
  found.push(measured(code, { name: name ?? 'arrow function', from, to, inside }));
}

function measured(
  code: string,
  span: { name: string; from: number; to: number; inside: string },
): FoundFunction {
  const line = lineAt(code, span.from);
  return {
    name: span.name,
    line,
    lines: lineAt(code, span.to) - line + 1,
    parameters: parameterCount(span.inside),
  };
}

// Walks back from `=>` over a return type, if there is one, to the parenthesis that opens the parameters.
function parametersBefore(code: string, arrow: number): number {
  let at = arrow - 1;
  let candidate = -1;
  while (at >= 0) {
    const char = code[at] ?? '';
    if (')]}'.includes(char)) {
      const open = opening(code, at);
      if (char === ')') candidate = open;
      at = open - 1;
      if (char === ')' && !/:\s*$/.test(code.slice(Math.max(0, open - 10), open))) return candidate;
    } else if (/[\w$.\s|&<>?:]/.test(char)) at--;
    else return candidate;
  }
  return candidate;
}

// The `{` that opens a body, past a return type; -1 for a call, an overload or a type.
function bodyAfter(code: string, from: number): number {
  let at = from;
  while (/\s/.test(code[at] ?? '')) at++;
  if (code[at] === '{') return at;
  if (code[at] !== ':') return -1;
  for (at++; at < code.length; at++) {
    const char = code[at] ?? '';
    if (char === '{' && !/(?:[:|&<,(=]|\bis|=>)\s*$/.test(code.slice(Math.max(0, at - 12), at))) return at;
    if ('({['.includes(char)) at = closing(code, at);
    else if (char === ';' || char === ')' || (char === '=' && code[at + 1] !== '>')) return -1;
  }
  return -1;
}

function parameterCount(inside: string): number {
  let depth = 0;
  let count = 0;
  let pending = false;
  for (const [index, char] of [...inside].entries()) {
    if ('({[<'.includes(char)) depth++;
    if (')}]'.includes(char) || (char === '>' && inside[index - 1] !== '=')) depth--;
    if (depth === 0 && char === ',') pending = false;
    else if (!pending && /\S/.test(char)) {
      pending = true;
      count++;
    }
  }
  return count;
}

function closing(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    const char = code[at] ?? '';
    if ('({['.includes(char)) depth++;
    if (')}]'.includes(char) && --depth === 0) return at;
  }
  return code.length - 1;
}

function opening(code: string, close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const char = code[at] ?? '';
    if (')}]'.includes(char)) depth++;
    if ('({['.includes(char) && --depth === 0) return at;
  }
  return 0;
}

function lineAt(code: string, at: number): number {
  let line = 1;
  for (let i = code.indexOf('\n'); i >= 0 && i < at; i = code.indexOf('\n', i + 1)) line++;
  return line;
}

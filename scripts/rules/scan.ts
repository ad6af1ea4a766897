// Reads TypeScript far enough for the rules: where the comments and strings are, and the code without
// them. There is no parser library to lean on (TypeScript 7 has no JavaScript interface), and the rules
// need no syntax tree. Formatting is biome's, so a quote right behind a letter is text in JSX (don't).

export type Piece = { start: number; line: number; value: string };
export type Scanned = {
  /** The text with every comment, string content and pattern blanked; same length, same lines. */
  code: string;
  strings: Piece[];
  comments: Piece[];
};

type State = { text: string; code: string[]; at: number; line: number; strings: Piece[]; comments: Piece[] };

/** Splits a TypeScript text into code, strings and comments. Never fails: odd text costs at most a line. */
export function scan(text: string): Scanned {
  const state: State = { text, code: text.split(''), at: 0, line: 1, strings: [], comments: [] };
  scanCode(state, false);
  return { code: state.code.join(''), strings: state.strings, comments: state.comments };
}

function scanCode(state: State, untilBrace: boolean): void {
  let depth = 0;
  while (state.at < state.text.length) {
    const char = state.text[state.at];
    if (untilBrace && char === '}' && depth === 0) return;
    if (char === '{') depth++;
    if (char === '}') depth--;
    if (!skipSpecial(state, char)) step(state);
  }
}

function skipSpecial(state: State, char: string | undefined): boolean {
  const next = state.text[state.at + 1];
  if (char === '/' && next === '/') return comment(state, endOfLine(state));
  if (char === '/' && next === '*') return comment(state, endOf(state, '*/'));
  if ((char === "'" || char === '"') && !isTextApostrophe(state)) return quoted(state, char);
  if (char === '`') return template(state);
  if (char === '/' && opensPattern(state)) return pattern(state);
  return false;
}

function comment(state: State, end: number): true {
  const start = state.at;
  state.comments.push({ start, line: state.line, value: state.text.slice(start, end) });
  return blankTo(state, end);
}

function quoted(state: State, quote: string): true {
  const start = state.at;
  const line = state.line;
  let end = start + 1;
  while (end < state.text.length && state.text[end] !== quote && state.text[end] !== '\n') {
    end += state.text[end] === '\\' ? 2 : 1;
  }
  state.strings.push({ start, line, value: state.text.slice(start + 1, end) });
  step(state);
  blankTo(state, end);
  if (state.text[state.at] === quote) step(state);
  return true;
}

// In the value, `{}` stands where something is put in.
function template(state: State): true {
  const piece: Piece = { start: state.at, line: state.line, value: '' };
  state.strings.push(piece);
  step(state);
  while (state.at < state.text.length && state.text[state.at] !== '`') {
    if (state.text.startsWith('${', state.at)) {
      blankTo(state, state.at + 2);
      scanCode(state, true);
      piece.value += '{}';
      blankTo(state, state.at + 1);
    } else {
      const width = state.text[state.at] === '\\' ? 2 : 1;
      piece.value += state.text.slice(state.at, state.at + width);
      blankTo(state, state.at + width);
    }
  }
  step(state);
  return true;
}

function pattern(state: State): true {
  const rest = state.text.slice(state.at);
  const found = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/.exec(rest);
  return blankTo(state, state.at + (found ? found[0].length : 1));
}

function opensPattern(state: State): boolean {
  const before = state.text.slice(Math.max(0, state.at - 40), state.at).trimEnd();
  if (/(?:^|[^\w$.])(?:return|typeof|case|of|in|await|throw|yield)$/.test(before)) return true;
  return before === '' || /[=(,:;[!&|?+*%~>{-]$/.test(before);
}

function isTextApostrophe(state: State): boolean {
  return /[\w)]/.test(state.text[state.at - 1] ?? '');
}

function endOfLine(state: State): number {
  const end = state.text.indexOf('\n', state.at);
  return end < 0 ? state.text.length : end;
}

function endOf(state: State, mark: string): number {
  const end = state.text.indexOf(mark, state.at + 2);
  return end < 0 ? state.text.length : end + mark.length;
}

function step(state: State): void {
  if (state.text[state.at] === '\n') state.line++;
  state.at++;
}

function blankTo(state: State, end: number): true {
  while (state.at < Math.min(end, state.text.length)) {
    if (state.text[state.at] !== '\n') state.code[state.at] = ' ';
    step(state);
  }
  return true;
}

/**
 * Words as they are looked for: small letters, without marks, of any script. There are no words that are left out, so
 * that whoever looks for "the who" finds it; signs mean nothing, so that no text is a wrong question.
 */

/** So many words of a question count; whoever pastes a page finds by its beginning. */
const mostWords = 12;
const longestWord = 60;

export function wordsIn(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What is asked for: each word once, the first few of them. */
export function asked(text: string): string[] {
  const words = wordsIn(text.slice(0, 2_000)).map((one) => one.slice(0, longestWord));
  return [...new Set(words)].slice(0, mostWords);
}

/** From so many letters on a word may be a slip of the keyboard, or the beginning of a longer one. */
export const shortest = { alike: 4, beginning: 2 } as const;

/** As the database asks: every word, each as it is, as a beginning, or as one of those like it. Words are letters. */
export function questionOf(
  words: readonly string[],
  alike: ReadonlyMap<string, readonly string[]>,
  where: 'anywhere' | 'title',
): string {
  // With a weight the database reads each text again that its index has found, so there is one only where it is needed.
  const weight = where === 'title' ? 'A' : '';
  const mark = (signs: string) => (signs === '' ? '' : `:${signs}`);
  return words
    .map((word) => {
      const own = `${word}${mark(`${word.length >= shortest.beginning ? '*' : ''}${weight}`)}`;
      return `(${[own, ...(alike.get(word) ?? []).map((one) => `${one}${mark(weight)}`)].join(' | ')})`;
    })
    .join(' & ');
}

/** The text by which it is found: the words of it with blanks between. */
export function textToFind(text: string): string {
  return wordsIn(text)
    .map((one) => one.slice(0, longestWord))
    .join(' ');
}

const longestPiece = 20_000;
const mostPieces = 200;

/** A long record in pieces, cut between its lines where there are any. */
export function piecesOf(lines: readonly string[]): string[] {
  const pieces: string[] = [];
  let waiting = '';
  for (const line of lines.flatMap(cut)) {
    if (waiting !== '' && waiting.length + line.length > longestPiece) {
      pieces.push(waiting);
      waiting = '';
    }
    waiting += waiting === '' ? line : `\n${line}`;
  }
  if (waiting.trim() !== '') pieces.push(waiting);
  return pieces.slice(0, mostPieces);
}

function cut(line: string): string[] {
  if (line.length <= longestPiece) return [line];
  return Array.from({ length: Math.ceil(line.length / longestPiece) }, (_, i) =>
    line.slice(i * longestPiece, (i + 1) * longestPiece),
  );
}

const around = { before: 60, length: 220 } as const;

/** A place of the text at which the most words stand, with those marked; its beginning where none does. */
export function snippetOf(text: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  const hits = [...flat.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].filter(([word]) =>
    wordsIn(word).some((plain) => words.some((one) => plain.startsWith(one))),
  );
  const first = hits[0]?.index ?? 0;
  const start = Math.max(0, first - around.before);
  const end = Math.min(flat.length, start + around.length);
  const parts: { text: string; hit: boolean }[] = [];
  let from = start;
  for (const { index, 0: word } of hits) {
    if (index < start || index + word.length > end) continue;
    parts.push({ text: flat.slice(from, index), hit: false }, { text: word, hit: true });
    from = index + word.length;
  }
  parts.push({ text: flat.slice(from, end), hit: false });
  if (start > 0) parts.unshift({ text: '… ', hit: false });
  if (end < flat.length) parts.push({ text: ' …', hit: false });
  return parts.filter((one) => one.text !== '');
}

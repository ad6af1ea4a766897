/** Pure: what the palette offers for what was typed, best first. */
export interface Entry {
  kind: 'act' | 'incident' | 'screen' | 'page' | 'service' | 'person' | 'schedule' | 'found';
  name: string;
  /** Also found by this, shown beside the name. */
  beside?: string;
  to: string;
}

/** A start of the name counts most, then the start of a word, then any place; the order given decides ties. */
export function find(entries: Entry[], typed: string, limit: number): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .map((entry, at) => ({ entry, at, score: scoreOf(entry, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, limit)
    .map((one) => one.entry);
}

function scoreOf(entry: Entry, words: string[]): number {
  let score = 1;
  for (const word of words) {
    const one =
      placeScore(entry.name.toLowerCase(), word) || placeScore((entry.beside ?? '').toLowerCase(), word) / 2;
    if (one === 0) return 0;
    score += one;
  }
  return score;
}

function placeScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return 8;
  return /[\s._/-]/.test(text[at - 1] ?? '') ? 4 : 2;
}

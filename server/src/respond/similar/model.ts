/**
 * How alike two incidents are. Words count the more the seldomer they are among those compared, and words that differ by
 * a slip of the keyboard count as well; common services count beside them. Whoever reads the answer is told which words
 * and services both have, so that a wrong likeness is seen as one.
 */
export interface Wanted {
  title: string;
  services: readonly string[];
}

export interface Alike<T> {
  one: T;
  likeness: number;
  words: string[];
  sharedServices: string[];
}

/** Below it, what is common says nothing. */
const least = 0.25;
/** Two words whose pairs of letters agree this far are one word with a slip in it. */
const sameWord = 0.6;
const textPart = 0.65;

const fillers = new Set(
  'a an and are as at be been by do does for from has have in is it its not of off on or our that the their there they this to was we were when with'.split(
    ' ',
  ),
);

/** The words of a title that mean something, each once; at most forty. */
export function wordsOf(title: string): string[] {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(words ?? [])].filter((one) => one.length > 1 && !fillers.has(one)).slice(0, 40);
}

/** The most alike first, the latest first among equals; `among` comes latest first. */
export function mostAlike<T extends Wanted>(wanted: Wanted, among: readonly T[], limit: number): Alike<T>[] {
  const mine = wordsOf(wanted.title);
  const theirs = among.map((one) => ({ one, words: wordsOf(one.title) }));
  const likenessOf = likenesses(mine, new Set(theirs.flatMap((one) => one.words)));
  const weight = weights(
    mine,
    theirs.map((one) => one.words),
  );
  return theirs
    .map(({ one, words }) => compared(wanted, { one, words }, { mine, weight, likenessOf }))
    .filter((one) => one.likeness >= least)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit);
}

/** From so many on, what is alike is a kind (R37); and so alike they have to be. */
const isKind = 3;
const ofOneKind = 0.6;

/** Those that are alike, three or more together, the largest group first; each stands in one group. */
export function recurring<T extends Wanted & { ref: string }>(
  among: readonly T[],
): { refs: string[]; words: string[]; services: string[] }[] {
  const left = new Set(among);
  const groups = among.flatMap((seed) => {
    if (!left.has(seed)) return [];
    const others = [...left].filter((one) => one !== seed);
    const alike = mostAlike(seed, others, others.length).filter((one) => one.likeness >= ofOneKind);
    if (alike.length + 1 < isKind) return [];
    for (const { one } of alike) left.delete(one);
    left.delete(seed);
    const members = [seed, ...alike.map(({ one }) => one)];
    return [
      {
        refs: among.filter((one) => members.includes(one)).map((one) => one.ref),
        words: wordsOf(seed.title).filter((word) => alike.every((one) => one.words.includes(word))),
        services: seed.services.filter((name) => members.every((one) => one.services.includes(name))),
      },
    ];
  });
  return groups.sort((a, b) => b.refs.length - a.refs.length);
}

interface Against {
  mine: readonly string[];
  weight: ReadonlyMap<string, number>;
  likenessOf: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function compared<T extends Wanted>(
  wanted: Wanted,
  { one, words }: { one: T; words: readonly string[] },
  { mine, weight, likenessOf }: Against,
): Alike<T> {
  const both = mine.flatMap((word) => {
    const likeness = Math.max(0, ...words.map((other) => likenessOf.get(word)?.get(other) ?? 0));
    return likeness >= sameWord ? [{ word, worth: likeness * (weight.get(word) ?? 0) }] : [];
  });
  const whole = mine.reduce((sum, word) => sum + (weight.get(word) ?? 0), 0);
  const text = whole === 0 ? 0 : both.reduce((sum, { worth }) => sum + worth, 0) / whole;
  const sharedServices = one.services.filter((name) => wanted.services.includes(name));
  const services = wanted.services.length === 0 ? 0 : sharedServices.length / wanted.services.length;
  const likeness = mine.length === 0 ? services : textPart * text + (1 - textPart) * services;
  return { one, likeness, words: both.map(({ word }) => word), sharedServices };
}

/** A word that many have tells little. */
function weights(mine: readonly string[], all: readonly string[][]): Map<string, number> {
  return new Map(
    mine.map((word) => {
      const having = all.filter((words) => words.includes(word)).length;
      return [word, Math.log(1 + (all.length + 1) / (having + 1))];
    }),
  );
}

/**
 * How alike each of these words is to each of those, once for each pair; without the pairs that are not. Only words
 * that share a pair of letters are looked at: hundreds of long titles are compared while somebody types.
 */
function likenesses(
  mine: readonly string[],
  theirs: ReadonlySet<string>,
): Map<string, ReadonlyMap<string, number>> {
  const having = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  for (const word of theirs) {
    if (word.length < shortest) continue;
    const pairs = pairsOf(word);
    sizes.set(word, pairs.size);
    for (const pair of pairs) {
      const words = having.get(pair);
      if (words) words.push(word);
      else having.set(pair, [word]);
    }
  }
  return new Map(mine.map((word) => [word, alikeTo(word, { having, sizes, isThere: theirs.has(word) })]));
}

interface Words {
  /** By a pair of letters the words that have it. */
  having: ReadonlyMap<string, readonly string[]>;
  /** How many pairs a word has. */
  sizes: ReadonlyMap<string, number>;
  isThere: boolean;
}

/** 1 for equal words; else how many of their pairs of letters agree (Dice), for words long enough to have a slip. */
function alikeTo(word: string, { having, sizes, isThere }: Words): Map<string, number> {
  const pairs = word.length < shortest ? new Set<string>() : pairsOf(word);
  const common = new Map<string, number>();
  for (const pair of pairs)
    for (const other of having.get(pair) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
  const alike = new Map(
    [...common].map(([other, n]) => [other, (2 * n) / (pairs.size + (sizes.get(other) ?? 0))]),
  );
  return isThere ? alike.set(word, 1) : alike;
}

/** Shorter words have no room for a slip. */
const shortest = 4;

function pairsOf(word: string): Set<string> {
  return new Set(Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)));
}

/** How well the wording check tells sentences apart that people have labelled. */

import { wordingHints } from '@muster/contract/learn/wording';
import { type WordingClass, wordingClasses } from '@muster/contract/learn/wording-patterns';

export interface LabelledSentence {
  text: string;
  /** What a reader would flag in it; empty for a sentence that is to stand as it is. */
  classes: readonly string[];
}

export interface ClassFigures {
  class: WordingClass;
  /** Of the sentences that got a hint of the class, the share that deserves it; 1 where none got one. */
  precision: number;
  /** Of the sentences that deserve a hint of the class, the share that got one. */
  recall: number;
  /** How many sentences deserve one. */
  n: number;
  /** Sentences that were flagged for nothing, and sentences that were passed over. */
  wrong: string[];
  missed: string[];
}

export function wordingFigures(sentences: readonly LabelledSentence[]): ClassFigures[] {
  const read = sentences.map(({ text, classes }) => ({
    text,
    deserved: new Set(classes),
    given: new Set(wordingHints(text).map((hint) => hint.class)),
  }));
  return wordingClasses.map((kind) => {
    const deserving = read.filter((one) => one.deserved.has(kind));
    const flagged = read.filter((one) => one.given.has(kind));
    const right = flagged.filter((one) => one.deserved.has(kind)).length;
    return {
      class: kind,
      precision: flagged.length === 0 ? 1 : right / flagged.length,
      recall: deserving.length === 0 ? 1 : right / deserving.length,
      n: deserving.length,
      wrong: flagged.filter((one) => !one.deserved.has(kind)).map((one) => one.text),
      missed: deserving.filter((one) => !one.given.has(kind)).map((one) => one.text),
    };
  });
}

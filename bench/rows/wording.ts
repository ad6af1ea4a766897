// How well the wording check tells sentences apart that people labelled, for each class.
import { readFileSync } from 'node:fs';
import type { Row } from '../figures.ts';
import { type ClassFigures, type LabelledSentence, wordingFigures } from '../wording-figures.ts';

const least = { precision: 0.85, recall: 0.8 };

export async function wordingRows(): Promise<Row[]> {
  const { samples, heldOut } = labelled();
  const unseen = new Map(wordingFigures(heldOut).map((one) => [one.class, one]));
  return wordingFigures(samples).map((one) => ({
    what: one.class,
    figure: told(one),
    against: `held out: ${told(unseen.get(one.class) ?? one)}`,
    ratio: '',
    aim: `precision ${least.precision}, recall ${least.recall}`,
    met: one.precision >= least.precision && one.recall >= least.recall,
  }));
}

function told({ precision, recall, n }: ClassFigures): string {
  return `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} of ${n}`;
}

/** The file is our own and stands beside this one; its test reads it by a schema. */
function labelled(): { samples: LabelledSentence[]; heldOut: LabelledSentence[] } {
  return JSON.parse(readFileSync(new URL('../wording-samples.json', import.meta.url), 'utf8'));
}

/** Pure: which rotas a review is proposed for, and why, in sentences. */
import type { OverLimit, RotaLoad } from '@muster/contract/measure/load';
import { words } from './messages.ts';

export interface Review {
  schedule: string;
  reasons: string[];
  /** Who would be glad of relief, by name. */
  people: string[];
}

/** How a rota is built is no news each week: it stands beside other reasons, and alone proposes nothing. */
const ofTheRota: readonly OverLimit['kind'][] = ['share', 'people'];
const askForRelief: readonly OverLimit['kind'][] = ['ratio', 'nights', 'rest'];

export function reviewsOf(rotas: readonly RotaLoad[]): Review[] {
  return rotas
    .filter(({ review }) => review.some(({ kind }) => !ofTheRota.includes(kind)))
    .map(({ schedule, review }) => ({
      schedule,
      reasons: review.map(reasonOf),
      people: [
        ...new Set(review.flatMap(({ kind, people }) => (askForRelief.includes(kind) ? people : []))),
      ].sort(),
    }));
}

/** What a rota lacks for which no review is proposed. */
export function notesOf({ review }: Pick<RotaLoad, 'review'>): string[] {
  return review.every(({ kind }) => ofTheRota.includes(kind)) ? review.map(reasonOf) : [];
}

function reasonOf({ kind, people, value, limit }: OverLimit): string {
  const names = people.join(', ');
  return words.review.why[kind]({ names, upTo: people.length > 1 ? 'up to ' : '', value, limit });
}

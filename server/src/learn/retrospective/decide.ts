import type { RetrospectiveState } from '@muster/contract/learn/news';
import { Refusal } from '../../platform/refusal.ts';
import type { Stored } from './model.ts';

/** From where one comes to each state. What is published may be opened again: as a draft, reviewed anew. */
const from: Readonly<Record<RetrospectiveState, readonly RetrospectiveState[]>> = {
  draft: ['in-review', 'reviewed', 'published'],
  'in-review': ['draft'],
  reviewed: ['in-review'],
  published: ['reviewed'],
};

const refusals: Readonly<Record<RetrospectiveState, string>> = {
  draft: 'It is a draft already.',
  'in-review': 'Only a draft goes into review.',
  reviewed: 'Only what is in review can be found good.',
  published: 'Only what was reviewed is published: what nobody else has read is not done.',
};

/** What becomes of it. Refuses (conflict) steps that do not follow, and a review by whoever wrote in it (P26). */
export function decideStep(
  before: Stored,
  to: RetrospectiveState,
  { by, authors, now }: { by: string; authors: readonly string[]; now: Temporal.Instant },
): Stored {
  if (!from[to].includes(before.state)) throw new Refusal('conflict', refusals[to]);
  if (to === 'reviewed' && authors.includes(by))
    throw new Refusal(
      'conflict',
      'You have written in it. Somebody who has not looks at it with fresh eyes.',
    );
  switch (to) {
    case 'draft':
      return {
        ...before,
        state: to,
        reviewedAt: null,
        reviewedBy: null,
        publishedAt: null,
        publishedBy: null,
      };
    case 'in-review':
      return { ...before, state: to };
    case 'reviewed':
      return { ...before, state: to, reviewedAt: now, reviewedBy: by };
    case 'published':
      return { ...before, state: to, publishedAt: now, publishedBy: by };
  }
}

/** Refuses changes to what was found good. */
export function refuseClosed({ state }: Pick<Stored, 'state'>): void {
  if (state === 'reviewed' || state === 'published')
    throw new Refusal('conflict', 'It was reviewed. Take it back to a draft before it is changed.');
}

/** Hostile texts in follow-ups: what is to be done, by what it is seen, why it moves, whether it helped. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

export function followUpPlantings({ ask, hour }: Soil): Planting[] {
  const made: string[] = [];
  const dayOf = async (i: number) => (await hour(i)).start.slice(0, 10);
  const path = (i: number) => `/api/v1/follow-ups/${made[i]}`;
  const add = async (text: string, i: number) => {
    const answer = await ask('POST', '/api/v1/follow-ups', {
      title: text.slice(0, 200),
      note: text,
      deliverable: text.slice(0, 2_000),
      kind: 'prevent',
      owner: 'ben',
      dueOn: await dayOf(i),
      services: ['checkout'],
      links: [{ kind: 'issue', url: 'https://tracker.example.org/7', ref: text.slice(0, 200) }],
    });
    made[i] = z.object({ ref: z.string() }).parse(answer).ref;
  };
  return [
    {
      call: 'POST /api/v1/follow-ups',
      fields: ['title', 'note', 'deliverable', 'links[].ref'],
      plant: add,
    },
    {
      call: 'PATCH /api/v1/follow-ups/{ref}',
      fields: ['title', 'note', 'deliverable', 'links[].ref', 'reason'],
      plant: async (text, i) =>
        ask('PATCH', path(i), {
          title: `Now ${text}`.slice(0, 200),
          note: text,
          deliverable: text.slice(0, 2_000),
          links: [{ kind: 'issue', url: 'https://tracker.example.org/8', ref: text.slice(0, 200) }],
          dueOn: await dayOf(i + 48),
          reason: text.slice(0, 1_000),
        }),
    },
    {
      call: 'POST /api/v1/follow-ups/{ref}/state',
      fields: ['evidence', 'reason'],
      plant: (text, i) =>
        ask('POST', `${path(i)}/state`, {
          state: i % 2 ? 'done' : 'cancelled',
          evidence: text.slice(0, 2_000),
          reason: text.slice(0, 1_000),
        }),
    },
  ];
}

/** The screens on which they stand. */
export const followUpScreens = [
  '/learn/follow-ups',
  '/learn/follow-ups?view=list',
  '/learn/follow-ups?view=teams',
  '/learn/follow-ups?open=FU-1',
  '/learn/follow-ups?open=FU-2',
];

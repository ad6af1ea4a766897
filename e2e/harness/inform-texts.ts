/** Hostile texts in who is told of an incident: names of lists, and what people call the addresses on them. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

/** Each list is told of the incident that has it all, so that its name stands beside whoever was told by it. */
export function informPlantings({ ask, asAda, drill, receiver }: Soil): Planting[] {
  const slack = (label: string, i: number) => ({
    kind: 'slack',
    url: `${receiver.url}/${i}`,
    label: label.slice(0, 80),
  });
  let made: Promise<string> | undefined;
  const list = () =>
    (made ??= ask('POST', '/api/v1/audience-lists', { name: 'Desk', audience: 'staff' }).then(
      (answer) => z.object({ id: z.string() }).parse(answer).id,
    ));
  return [
    {
      call: 'POST /api/v1/audience-lists',
      fields: ['name', 'members[].label'],
      plant: (text, i) =>
        ask('POST', '/api/v1/audience-lists', {
          name: text.slice(0, 80),
          audience: 'staff',
          members: [slack(text, i)],
        }),
    },
    {
      call: 'POST /api/v1/audience-lists/{id}/members',
      fields: ['members[].label'],
      plant: async (text, i) =>
        ask('POST', `/api/v1/audience-lists/${await list()}/members`, { members: [slack(text, 100 + i)] }),
    },
    {
      call: 'PUT /api/v1/audience-lists/{id}',
      fields: ['name'],
      plant: async (text) =>
        ask('PUT', `/api/v1/audience-lists/${await list()}`, {
          name: `Desk ${text}`.slice(0, 80),
          audience: 'staff',
        }),
    },
    {
      call: 'POST /api/v1/me/subscriptions',
      fields: ['subject'],
      plant: async () =>
        asAda('POST', '/api/v1/me/subscriptions', { kind: 'incident', subject: await drill() }),
    },
  ];
}

/** The screens on which they stand. */
export function informScreens(ref: string): string[] {
  return ['/setup/audiences', `/incidents/${ref}?tab=news`];
}

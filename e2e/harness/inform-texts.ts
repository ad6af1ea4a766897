/** Hostile texts in who is told of an incident, names of lists and of the addresses on them, and in why news changed. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

export function informPlantings(soil: Soil): Planting[] {
  return [...listPlantings(soil), ...newsPlantings(soil)];
}

/** The screens on which they stand. */
export function informScreens(ref: string): string[] {
  return ['/setup/audiences', `/incidents/${ref}?tab=news`];
}

/** Each list is told of the incident that has it all, so that its name stands beside whoever was told by it. */
function listPlantings({ ask, asAda, drill, receiver }: Soil): Planting[] {
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

const news = z.array(z.object({ id: z.string(), audience: z.string() }));
const allNews = z.object({ items: news, waiting: news });

/** News that were put right, taken back, or kept from going out. Each text has news of its own. */
function newsPlantings({ ask, drill }: Soil): Planting[] {
  const path = async (rest = '') => `/api/v1/incidents/${await drill()}${rest}`;
  const write = async (wish: object) => {
    const said = { audience: 'executives', text: 'It is slow.', publish: true, ...wish };
    return allNews.parse(await ask('POST', await path('/updates'), said));
  };
  const sent = async () => `/updates/${(await write({})).items[0]?.id}`;
  return [
    {
      // What looks like a gap to be filled in is never sent.
      call: 'POST /api/v1/incidents/{ref}/updates/{id}/correction',
      fields: ['title', 'text', 'components[].name', 'reason'],
      plant: async (text) =>
        ask('POST', await path(`${await sent()}/correction`), {
          ...(/[{}]/.test(text) ? { text: 'It is not slow.' } : { title: text, text }),
          components: [{ name: text.slice(0, 120), state: 'operational' }],
          reason: text,
        }),
    },
    {
      call: 'POST /api/v1/incidents/{ref}/updates/{id}/retraction',
      fields: ['reason'],
      plant: async (reason) => ask('POST', await path(`${await sent()}/retraction`), { reason }),
    },
    {
      call: 'POST /api/v1/incidents/{ref}/waiting-updates/{audience}/withdrawal',
      fields: ['reason'],
      plant: async (reason) => {
        const sendAt = Temporal.Now.instant().add({ hours: 24 }).toString();
        const [waits] = (await write({ sendAt })).waiting;
        return ask('POST', await path('/waiting-updates/executives/withdrawal'), { id: waits?.id, reason });
      },
    },
  ];
}

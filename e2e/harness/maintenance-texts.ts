/** Hostile texts in planned work: what it is called and noted, and what people outside are told of it. */
import { maintenanceActs } from '@muster/contract/inform/planned-text';
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

export function maintenancePlantings({ ask, hour }: Soil): Planting[] {
  const made: string[] = [];
  const plan = async (text: string, i: number) => {
    const { start, end } = await hour(i);
    const wall = (at: string) => at.slice(0, 16);
    const answer = await ask('POST', '/api/v1/maintenances', {
      title: text.slice(0, 200),
      note: text,
      services: ['checkout'],
      timeZone: 'UTC',
      start: wall(start),
      end: wall(end),
    });
    made[i] = z.object({ id: z.string() }).parse(answer).id;
  };
  return [
    { call: 'POST /api/v1/maintenances', fields: ['title', 'note'], plant: plan },
    {
      call: 'PATCH /api/v1/maintenances/{id}',
      fields: ['title', 'note'],
      plant: (text, i) =>
        ask('PATCH', `/api/v1/maintenances/${made[i]}`, { title: `Now ${text}`.slice(0, 200), note: text }),
    },
    {
      call: 'PUT /api/v1/maintenances/{id}/notices',
      fields: ['title', ...maintenanceActs.map((act) => `texts.${act}`)],
      plant: (text, i) =>
        ask('PUT', `/api/v1/maintenances/${made[i]}/notices`, {
          audiences: ['staff', 'customers'],
          title: text.slice(0, 200),
          remindHours: [],
          texts: Object.fromEntries(maintenanceActs.map((act) => [act, text])),
        }),
    },
  ];
}

/** The screens on which they stand. */
export const maintenanceScreens = ['/maintenance', '/maintenance?plan=1'];

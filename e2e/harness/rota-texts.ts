/** Hostile texts in what belongs to rotas: layers, holidays, cover, time off, handovers. */
import type { Planting, Soil } from './planting.ts';

export function rotaPlantings({ ask, asAda, hour }: Soil): Planting[] {
  return [
    {
      call: 'PUT /api/v1/schedules/{name}',
      fields: ['layers[].id'],
      plant: (id, i) =>
        ask('PUT', `/api/v1/schedules/h${i}`, {
          timeZone: 'UTC',
          layers: [
            {
              id,
              rotation: { unit: 'week', length: 1, start: '2026-01-05T09:00', members: [['ada'], ['ben']] },
            },
          ],
        }),
    },
    {
      call: 'POST /api/v1/schedules/{name}/temporary',
      fields: ['name', 'rota.layers[].id'],
      plant: async (id, i) => {
        const rota = { timeZone: 'UTC', layers: [{ id, users: ['ada'] }] };
        const body = { name: id.slice(0, 80), ...(await hour(i)), rota };
        return ask('POST', '/api/v1/schedules/h3/temporary', body);
      },
    },
    {
      call: 'POST /api/v1/schedules/{name}/holiday-calendars',
      fields: ['place', 'text'],
      plant: async (text, i) => {
        const day = (await hour(i)).start.slice(0, 10).replaceAll('-', '');
        const event = `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${day}\nSUMMARY:${text}\nEND:VEVENT`;
        const body = { place: text.slice(0, 60), text: `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR` };
        return ask('POST', `/api/v1/schedules/${i % 2 ? 'h3' : 'primary'}/holiday-calendars`, body);
      },
    },
    {
      call: 'POST /api/v1/cover',
      fields: ['note'],
      plant: async (note, i) =>
        asAda('POST', '/api/v1/cover', {
          schedule: 'primary',
          ...(await hour(i)),
          asked: { kind: 'everybody' },
          note,
        }),
    },
    {
      call: 'POST /api/v1/me/time-off',
      fields: ['note'],
      plant: async (note, i) => asAda('POST', '/api/v1/me/time-off', { ...(await hour(i)), note }),
    },
    {
      call: 'POST /api/v1/schedules/{name}/handover',
      fields: ['notes'],
      plant: (notes) => asAda('POST', '/api/v1/schedules/primary/handover', { to: ['ben'], notes }),
    },
  ];
}

/** The screens on which they stand. */
export const rotaScreens = ['/on-call', '/on-call/h3', '/on-call/primary', '/on-call/cover', '/policies'];

/** Hostile texts in the history of a status page that is brought over from elsewhere. */
import type { Planting, Soil } from './planting.ts';

const page = 'brought';

/** Names of incidents and components and what was said of them; they stand on the page, and on the screen of it. */
export function broughtPlantings({ ask }: Soil): Planting[] {
  let made: Promise<unknown> | undefined;
  const open = () =>
    (made ??= ask('POST', '/api/v1/status-pages', {
      name: page,
      title: 'Brought over',
      visibility: 'public',
    }));
  return [
    {
      call: `POST /api/v1/status-pages/{name}/import`,
      fields: [],
      plant: async (text, i) => {
        await open();
        const at = '2026-01-05T10:00:00Z';
        const told = { id: 'u', status: 'investigating', body: text, created_at: at };
        const affected_components = [{ name: text.slice(0, 100), new_status: 'major_outage' }];
        const incident = { id: `${i}`, name: text.slice(0, 200), status: 'investigating', created_at: at };
        return ask('POST', `/api/v1/status-pages/${page}/import`, {
          incidents: [{ ...incident, incident_updates: [{ ...told, affected_components }] }],
        });
      },
    },
  ];
}

export const broughtScreens = [`/setup/status-pages/${page}`, `/setup/status-pages/${page}/subscribers`];

/** Hostile texts on a status page: what it is called, what its parts are called. */
import type { Planting, Soil } from './planting.ts';

/** One page for each text. */
export function pagePlantings({ ask }: Soil): Planting[] {
  return [
    {
      call: 'POST /api/v1/status-pages',
      fields: ['title', 'logo', 'components[].name', 'components[].about', 'components[].group'],
      plant: (text, i) =>
        ask('POST', '/api/v1/status-pages', {
          name: `planted-${i}`,
          title: text.slice(0, 120),
          logo: text.slice(0, 60),
          visibility: 'public',
          components: [{ name: text.slice(0, 120), about: text.slice(0, 500), group: text.slice(0, 120) }],
        }),
    },
  ];
}

export const pageScreens = ['/setup/status-pages', '/setup/status-pages/planted-0'];

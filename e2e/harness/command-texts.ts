/** Hostile texts in who leads an incident, what it is linked with, what was asked and reported of it. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

export function commandPlantings(soil: Soil): Planting[] {
  return [...leadPlantings(soil), ...reportPlantings(soil)];
}

/** The screens on which they stand. */
export function commandScreens(ref: string): string[] {
  return [`/incidents/${ref}?tab=people`, `/incidents/${ref}?tab=context`, '/report'];
}

function leadPlantings({ ask, asAda, drill }: Soil): Planting[] {
  return [
    {
      call: 'POST /api/v1/incidents/{ref}/roles',
      fields: ['reason'],
      plant: async (reason, i) => {
        const role = { role: 'scribe', person: i % 2 ? 'ben' : 'ada', reason };
        return ask('POST', `/api/v1/incidents/${await drill()}/roles`, role);
      },
    },
    {
      call: 'POST /api/v1/incidents/{ref}/handoffs',
      fields: ['brief', 'brief.*', 'missing.*'],
      // Taken back with the next one, so that the last of them stands on the screen.
      plant: async (text) => {
        const path = `/api/v1/incidents/${await drill()}/handoffs`;
        const { handoffs } = z
          .object({ handoffs: z.array(z.object({ id: z.string(), state: z.string() })) })
          .parse(await ask('GET', path.replace(/\/handoffs$/, '')));
        const open = handoffs.find((one) => one.state === 'offered');
        if (open) await ask('POST', `${path}/${open.id}/withdrawal`, { reason: text });
        return ask('POST', path, {
          to: 'ada',
          brief: { situation: text, limits: '' },
          missing: { limits: text },
        });
      },
    },
    {
      call: 'POST /api/v1/incidents/{ref}/links',
      fields: ['label'],
      plant: async (text) => {
        const link = { kind: 'other', to: 'https://example.org/', label: text.slice(0, 300) };
        return ask('POST', `/api/v1/incidents/${await drill()}/links`, link);
      },
    },
    {
      call: 'POST /api/v1/incidents/{ref}/questions',
      fields: ['text'],
      plant: async (text) => asAda('POST', `/api/v1/incidents/${await drill()}/questions`, { text }),
    },
  ];
}

/** Of each text one report stands at the incident, one was put aside, and one waits on the screen of everybody. */
function reportPlantings({ ask, asAda, drill }: Soil): Planting[] {
  const report = async (symptom: string) =>
    z.object({ id: z.string() }).parse(await asAda('POST', '/api/v1/reports', { symptom, service: 'ledger' }))
      .id;
  return [
    {
      call: 'POST /api/v1/reports',
      fields: ['symptom'],
      plant: async (symptom) => {
        await report(symptom);
        return ask('POST', `/api/v1/incidents/${await drill()}/reports`, {
          reports: [await report(symptom)],
        });
      },
    },
    {
      call: 'POST /api/v1/reports/dismissal',
      fields: ['reason'],
      plant: async (reason) =>
        ask('POST', '/api/v1/reports/dismissal', { reports: [await report('Slow')], reason }),
    },
  ];
}

/** Hostile texts in sessions and published reports: what a session says, what was decided, what was done about runbooks. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

let session = '';
let report = '';
let followUp = '';
export function sessionPlantings({ ask, asAda }: Soil): Planting[] {
  const made = z.object({ id: z.string() });
  const idOf = async (answer: Promise<unknown>) => made.parse(await answer).id;
  return [
    {
      call: 'PUT /api/v1/reports/{id}/runbook',
      fields: ['note'],
      plant: async (text) => {
        const body = { title: `Told ${text}`.slice(0, 300), kind: 'success' };
        report = await idOf(ask('POST', '/api/v1/retrospectives', body));
        const idea = { title: `Idea ${text}`.slice(0, 200), retrospective: report };
        followUp = await idOf(ask('POST', '/api/v1/follow-ups', idea));
        for (const to of ['in-review', 'reviewed', 'published'])
          await ask('POST', `/api/v1/retrospectives/${report}/steps`, { to });
        await ask('PUT', `/api/v1/reports/${report}/runbook`, {
          state: 'changed',
          note: text.slice(0, 2_000),
        });
      },
    },
    {
      call: 'POST /api/v1/sessions',
      fields: ['title', 'place'],
      plant: async (text) => {
        const startsAt = Temporal.Now.instant().add({ hours: 48 }).toString();
        const body = { title: text.slice(0, 200), place: text.slice(0, 500), startsAt, reports: [report] };
        session = await idOf(asAda('POST', '/api/v1/sessions', body));
      },
    },
    {
      call: 'PATCH /api/v1/sessions/{id}',
      fields: ['title', 'place', 'notes'],
      plant: (text) =>
        ask('PATCH', `/api/v1/sessions/${session}`, {
          title: `Now ${text}`.slice(0, 200),
          place: text.slice(0, 500),
          notes: text,
        }),
    },
    {
      call: 'POST /api/v1/sessions/{id}/decisions/{followUp}',
      fields: ['note', 'title'],
      plant: (text) =>
        ask('POST', `/api/v1/sessions/${session}/decisions/${followUp}`, {
          outcome: 'changed',
          note: text.slice(0, 1_000),
          title: `Then ${text}`.slice(0, 200),
        }),
    },
    {
      call: 'POST /api/v1/sessions/{id}/ideas',
      fields: ['text'],
      plant: (text) => ask('POST', `/api/v1/sessions/${session}/ideas`, { text: text.slice(0, 1_000) }),
    },
    {
      call: 'POST /api/v1/sessions/{id}/questions',
      fields: ['text'],
      plant: (text) => asAda('POST', `/api/v1/sessions/${session}/questions`, { text: text.slice(0, 1_000) }),
    },
  ];
}

/** The screens on which they stand. */
export const sessionScreens = () => [
  '/learn/sessions',
  `/learn/sessions/${session}`,
  `/learn/reports/${report}`,
];

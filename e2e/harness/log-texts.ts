/** Hostile texts in the log of an incident: lines of each kind, what is said beside them, how they end, names of files. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

const shown = z.object({ entries: z.array(z.object({ id: z.string() })) });

export function logPlantings({ asAda, drill, hour }: Soil): Planting[] {
  const on = async (method: string, rest: string, body: unknown) =>
    shown.parse(await asAda(method, `/api/v1/incidents/${await drill()}/entries${rest}`, body)).entries;
  const entry = async (body: object) => `/${(await on('POST', '', { text: 'A line', ...body }))[0]?.id}`;
  const address = '/api/v1/incidents/{ref}/entries';
  const parts = ['text', 'known', 'options[]', 'objections[]', 'meaning', 'step'];
  const decision = (text: string) => ({ known: text, options: [text], objections: [text] });
  const wire = (text: string) => ({ meaning: text, step: text });
  return [
    {
      call: `POST ${address}`,
      fields: [...parts, 'evidence'],
      plant: async (text) => {
        await on('POST', '', { text, evidence: text });
        await on('POST', '', { kind: 'decision', text, ...decision(text) });
        return on('POST', '', { kind: 'tripwire', text, ...wire(text) });
      },
    },
    {
      call: `PATCH ${address}/{id}`,
      fields: parts,
      plant: async (text) => {
        await on('PATCH', await entry({ kind: 'decision' }), { text, ...decision(text) });
        return on('PATCH', await entry({ kind: 'tripwire' }), { text, ...wire(text) });
      },
    },
    {
      call: `POST ${address}/{id}/settlement`,
      fields: ['text'],
      plant: async (text) => on('POST', `${await entry({ kind: 'question' })}/settlement`, { text }),
    },
    {
      call: `POST ${address}/{id}/evidence`,
      fields: ['text'],
      plant: async (text) =>
        on('POST', `${await entry({ kind: 'hypothesis' })}/evidence`, { for: false, text }),
    },
    {
      call: `POST ${address}/{id}/objections`,
      fields: ['text'],
      plant: async (text, i) => {
        const { start: dueAt } = await hour(i);
        return on('POST', `${await entry({ kind: 'decision', dueAt })}/objections`, { text });
      },
    },
    {
      call: `POST ${address}/{id}/files`,
      fields: [],
      plant: async (text) => {
        const content = Buffer.from(text).toString('base64');
        return on('POST', `${await entry({})}/files`, { name: text, content });
      },
    },
  ];
}

/** The parts of the command screen on which they stand. */
export function logScreens(ref: string): string[] {
  return [`/incidents/${ref}?tab=log`, `/incidents/${ref}?tab=hypotheses`, `/incidents/${ref}?kind=tripwire`];
}

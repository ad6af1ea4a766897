/** Hostile texts in the work of an incident: tasks, workstreams, claims, impact. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

const ids = z.array(z.object({ id: z.string() }));
const shown = z.object({ stopGaps: ids, tasks: ids, streams: ids, impact: ids });

/** `asAda` asks in the name of a person, as only people hold systems; `drill` is the incident that has it all. */
export function workPlantings({ asAda, drill }: Soil): Planting[] {
  const on = async (method: string, rest: string, body: unknown) =>
    shown.parse(await asAda(method, `/api/v1/incidents/${await drill()}${rest}`, body));
  const task = async () => {
    const { tasks } = await on('POST', '/tasks', { text: 'A task', person: 'ada', minutes: 20 });
    return `/tasks/${tasks.at(-1)?.id}`;
  };
  const stream = async (title: string) => {
    const { streams } = await on('POST', '/workstreams', { title, lead: 'ada', everyMinutes: 20 });
    return `/workstreams/${streams.at(-1)?.id}`;
  };
  const stopGap = async () => {
    const given = { reached: 'contained', stopGap: { what: 'The long way round' } };
    const { stopGaps } = await on('POST', '/containment', given);
    return `/stopgaps/${stopGaps.at(-1)?.id}`;
  };
  const address = '/api/v1/incidents/{ref}';
  return [
    {
      call: `POST ${address}/tasks`,
      fields: ['text'],
      plant: (text) => on('POST', '/tasks', { text }),
    },
    {
      call: `PATCH ${address}/tasks/{id}`,
      fields: ['text'],
      plant: async (text) => on('PATCH', await task(), { text }),
    },
    {
      call: `POST ${address}/tasks/{id}/end`,
      fields: ['result'],
      plant: async (result) => on('POST', `${await task()}/end`, { state: 'done', result }),
    },
    {
      call: `POST ${address}/containment`,
      fields: ['stopGap.what', 'stopGap.residual'],
      plant: (text) =>
        on('POST', '/containment', { reached: 'mitigated', stopGap: { what: text, residual: text } }),
    },
    {
      call: `PATCH ${address}/stopgaps/{id}`,
      fields: ['reason'],
      plant: async (reason) => on('PATCH', await stopGap(), { until: '2999-01-01T00:00:00Z', reason }),
    },
    {
      call: `POST ${address}/stopgaps/{id}/end`,
      fields: ['reason'],
      plant: async (reason) => on('POST', `${await stopGap()}/end`, { reason }),
    },
    {
      call: `POST ${address}/watch`,
      fields: ['reason'],
      plant: (reason) => on('POST', '/watch', { minutes: 60, reason }),
    },
    {
      call: `POST ${address}/watch/end`,
      fields: ['reason'],
      plant: async (reason) => {
        await on('POST', '/watch', { minutes: 60 });
        return on('POST', '/watch/end', { outcome: 'held', reason });
      },
    },
    {
      call: `POST ${address}/plan`,
      fields: ['text', 'options[]'],
      plant: (text) => on('POST', '/plan', { answer: 'changed', text, options: [text] }),
    },
    {
      call: `POST ${address}/claims`,
      fields: ['system', 'doing', 'anyway'],
      plant: (text, i) =>
        on('POST', '/claims', {
          system: `${i}${text}`.slice(0, 200),
          doing: text,
          minutes: 20,
          anyway: text,
        }),
    },
    {
      call: `POST ${address}/workstreams`,
      fields: ['title'],
      plant: (title) => stream(title),
    },
    {
      call: `POST ${address}/workstreams/{id}/reports`,
      fields: ['condition', 'actions', 'needs'],
      plant: async (text) => {
        const report = { condition: text, actions: text, needs: text };
        return on('POST', `${await stream('A part')}/reports`, report);
      },
    },
    {
      call: `POST ${address}/impacts`,
      fields: ['who'],
      plant: (who) => on('POST', '/impacts', { level: 'partial', who }),
    },
    {
      call: `PATCH ${address}/impacts/{id}`,
      fields: ['who'],
      plant: async (who) => {
        const { impact } = await on('POST', '/impacts', { level: 'degraded', who: 'Some' });
        return on('PATCH', `/impacts/${impact.at(-1)?.id}`, { who });
      },
    },
  ];
}

/** The parts of the command screen on which they stand. */
export function workScreens(ref: string): string[] {
  return [`/incidents/${ref}?tab=work`, `/incidents/${ref}?tab=impact`];
}

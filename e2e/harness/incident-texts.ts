/** Hostile texts in what belongs to an incident as a whole: what is declared, said of it, resolved and reopened. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

const declared = z.object({ ref: z.string() });
const stated = z.object({ impact: z.array(z.object({ id: z.string() })) });
const pages = z.object({ items: z.array(z.object({ id: z.string() })) });
const parts = z.array(z.looseObject({}));
const settings = z.looseObject({ severities: parts, statuses: parts, roles: parts, types: parts });

/** Drills, as they call nobody. One for each text, which is then changed, ended and begun again. */
export function incidentPlantings({ ask }: Soil): Planting[] {
  const refs = new Map<number, string>();
  const impacts = new Map<number, string>();
  const on = (i: number, rest = '') => `/api/v1/incidents/${refs.get(i)}${rest}`;
  return [
    {
      call: 'POST /api/v1/incidents',
      fields: ['title', 'summary', 'fields.*'],
      plant: async (text, i) => {
        const body = { title: text, summary: text, fields: { note: text }, kind: 'drill' };
        refs.set(i, declared.parse(await ask('POST', '/api/v1/incidents', body)).ref);
      },
    },
    {
      call: 'PATCH /api/v1/incidents/{ref}',
      fields: ['title', 'summary', 'plan', 'reason', 'fields.*', 'timesKnown.source'],
      plant: (text, i) => {
        const body = { title: `${text} `, plan: text, summary: `${text} `, fields: { more: text } };
        const known = {
          times: { impactStart: new Date(Date.now() - 60_000).toISOString() },
          timesKnown: { source: text.slice(0, 300), confidence: 'high' },
        };
        return ask('PATCH', on(i), { ...body, ...known, severity: 'critical', reason: text });
      },
    },
    {
      call: 'POST /api/v1/incidents/{ref}/resolution',
      fields: ['text'],
      plant: (text, i) => ask('POST', on(i, '/resolution'), { text }),
    },
    {
      call: 'PATCH /api/v1/incidents/{ref}',
      fields: ['exception'],
      plant: (exception, i) => ask('PATCH', on(i), { status: 'closed', exception }),
    },
    {
      // What was closed is edited: what stood there and the reason stand on it ever after.
      call: 'PATCH /api/v1/incidents/{ref}',
      fields: ['reason'],
      plant: (text, i) => ask('PATCH', on(i), { title: `${text}  .`, reason: text }),
    },
    {
      call: 'POST /api/v1/incidents/{ref}/impacts',
      fields: ['who', 'reason'],
      plant: async (text, i) => {
        const body = { level: 'partial', who: text, reason: text };
        impacts.set(i, stated.parse(await ask('POST', on(i, '/impacts'), body)).impact.at(-1)?.id ?? '');
      },
    },
    {
      call: 'PATCH /api/v1/incidents/{ref}/impacts/{id}',
      fields: ['who', 'reason'],
      plant: (text, i) =>
        ask('PATCH', on(i, `/impacts/${impacts.get(i)}`), { who: `${text}.`, reason: text }),
    },
    {
      call: 'POST /api/v1/incidents/{ref}/reopening',
      fields: ['reason'],
      plant: (reason, i) => ask('POST', on(i, '/reopening'), { reason }),
    },
    {
      // Nobody commands what was just reopened.
      call: 'POST /api/v1/incidents/{ref}/nudges/{id}/dismissal',
      fields: ['reason'],
      plant: (reason, i) => ask('POST', on(i, '/nudges/command:amber/dismissal'), { reason }),
    },
    {
      // What looks like a gap to be filled in stays a draft.
      call: 'POST /api/v1/incidents/{ref}/updates',
      fields: ['title', 'text', 'components[].name'],
      plant: (text, i) =>
        ask('POST', on(i, '/updates'), {
          audience: 'customers',
          title: text,
          text,
          publish: !/[{}]/.test(text),
          components: [{ name: text.slice(0, 120), state: 'operational' }],
        }),
    },
    {
      call: 'POST /api/v1/pages/{id}/prompt/refusal',
      fields: ['reason'],
      plant: async (reason, i) => {
        const { items } = pages.parse(await ask('GET', '/api/v1/pages?state=open&limit=200'));
        const page = items[i % items.length]?.id;
        return ask('POST', `/api/v1/pages/${page}/prompt/refusal`, { reason });
      },
    },
    {
      call: 'PUT /api/v1/respond/settings',
      fields: [
        'severities[].label',
        'severities[].meaning',
        'statuses[].label',
        'statuses[].meaning',
        'roles[].label',
        'roles[].duty',
        'types[].label',
        'types[].document',
        'types[].tasks[]',
        'types[].fields[].label',
        'statuses[].exit',
        'templates[].text',
      ],
      plant: async (text) => {
        const address = '/api/v1/respond/settings';
        const now = settings.parse(await ask('GET', address));
        const label = text.slice(0, 60);
        return ask('PUT', address, {
          ...now,
          severities: now.severities.map((one) => ({ ...one, label, meaning: text })),
          statuses: now.statuses.map((one) => ({ ...one, label, meaning: text, exit: text })),
          templates: [{ audience: 'staff', moment: 'first', text }],
          roles: now.roles.map((one) => ({ ...one, label, duty: text })),
          types: now.types.map((one) => ({
            ...one,
            label,
            document: text,
            tasks: [text],
            fields: [{ name: 'note', label, required: false }],
          })),
        });
      },
    },
  ];
}

/** The screens on which they stand. */
export async function incidentScreens({ ask }: Soil): Promise<string[]> {
  const list = z.object({ items: z.array(declared) });
  const { items } = list.parse(await ask('GET', '/api/v1/incidents?limit=3'));
  return [
    '/incidents',
    '/declare',
    '/setup/respond',
    ...items.flatMap(({ ref }) => [
      `/incidents/${ref}`,
      `/incidents/${ref}?tab=about`,
      `/incidents/${ref}?tab=document`,
      `/incidents/${ref}?tab=news`,
      `/incidents/${ref}/brief`,
    ]),
  ];
}

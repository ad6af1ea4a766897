/** Hostile texts in retrospectives: rows, factors, accounts, comments, and what a report says about itself. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

let report = '';
export function retrospectivePlantings({ ask, asAda }: Soil): Planting[] {
  const made = z.object({ id: z.string() });
  const at = '2026-03-02T10:00:00Z';
  const path = () => `/api/v1/retrospectives/${report}`;
  const parts: Record<string, string> = {};
  const sent = async (part: string, body: object) => {
    parts[part] = made.parse(await ask('POST', `${path()}/${part}`, body)).id;
  };
  return [
    {
      call: 'POST /api/v1/retrospectives',
      fields: ['title'],
      plant: async (text) => {
        const answer = await ask('POST', '/api/v1/retrospectives', {
          title: text.slice(0, 300),
          kind: 'near-miss',
        });
        report = made.parse(answer).id;
      },
    },
    {
      call: 'PATCH /api/v1/retrospectives/{id}',
      fields: [
        'title',
        'signal',
        ...['users', 'requests', 'money', 'supportCases', 'dataLoss'].map((one) => `numbers.${one}`),
      ],
      plant: (text) => {
        const number = text.slice(0, 200);
        const numbers = { users: number, requests: number, money: number, supportCases: number };
        return ask('PATCH', path(), {
          title: `Now ${text}`.slice(0, 300),
          signal: text.slice(0, 2_000),
          numbers: { ...numbers, dataLoss: number },
        });
      },
    },
    {
      call: 'POST /api/v1/retrospectives/{id}/timeline',
      fields: ['text', 'evidence'],
      plant: (text) => sent('timeline', { at, text, evidence: text.slice(0, 2_000) }),
    },
    {
      call: 'PATCH /api/v1/retrospectives/{id}/timeline/{row}',
      fields: ['text', 'evidence'],
      plant: (text) =>
        ask('PATCH', `${path()}/timeline/${parts.timeline}`, { text, evidence: text.slice(0, 2_000) }),
    },
    {
      call: 'POST /api/v1/retrospectives/{id}/factors',
      fields: ['text', 'evidence'],
      plant: (text) => sent('factors', { kind: 'change', text, evidence: text }),
    },
    {
      call: 'PUT /api/v1/retrospectives/{id}/factors/{factor}',
      fields: ['text', 'evidence'],
      plant: (text) =>
        ask('PUT', `${path()}/factors/${parts.factors}`, { kind: 'load', text, evidence: text }),
    },
    {
      call: 'PUT /api/v1/retrospectives/{id}/recollections/mine',
      fields: ['text'],
      plant: (text) => asAda('PUT', `${path()}/recollections/mine`, { text, shared: true }),
    },
    {
      call: 'PUT /api/v1/retrospectives/{id}/report-numbers',
      fields: ['name', 'unit'],
      plant: (text) =>
        ask('PUT', `${path()}/report-numbers`, {
          name: text.slice(0, 60),
          value: 1,
          unit: text.slice(0, 20),
        }),
    },
    {
      call: 'PUT /api/v1/retrospectives/{id}/scorecard/{question}',
      fields: ['note'],
      plant: (text) => ask('PUT', `${path()}/scorecard/runbook`, { answer: 'no', note: text.slice(0, 500) }),
    },
    {
      call: 'POST /api/v1/retrospectives/{id}/comments',
      fields: ['text'],
      plant: (text) => sent('comments', { text }),
    },
  ];
}

/** The screens on which they stand; the latest report last. */
export const retrospectiveScreens = () => ['/learn', '/learn/numbers', `/learn/retrospectives/${report}`];

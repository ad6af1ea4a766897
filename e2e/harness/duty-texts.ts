/** Hostile texts in duties to those outside: the rules of the company, and what an incident puts on record of them. */
import { z } from 'zod';
import type { Planting, Soil } from './planting.ts';

const shown = z.object({ obligations: z.array(z.object({ id: z.string() })).default([]) });
const at = '2026-01-01T00:00:00Z';
const hour = { count: 1, unit: 'hours' };
const plainRule = {
  label: 'A law',
  source: 'Article 1',
  sourceDate: '2026-01-01',
  note: '',
  active: true,
  zone: 'UTC',
  startsWhen: 'You know it.',
  movesToWorkingDay: false,
  owner: 'ada',
  deputy: null,
  holidays: { schedule: null, days: [] },
  suggest: { types: [], consequences: [] },
};
const step = {
  name: 'notice',
  label: 'Notice',
  to: 'Them',
  after: { fact: 'aware' },
  within: hour,
  dueAtTime: null,
  atLatest: null,
  optional: false,
};
const plainFact = { kind: 'aware', at, what: 'It was found', decidedBy: 'Ada', evidence: 'case 1' };

/** Each text gets a rule of its own, because a rule runs once in an incident. */
export function dutyPlantings({ asAda, ask, drill }: Soil): Planting[] {
  let count = 0;
  const ruleWith = async (given: object): Promise<string> => {
    count += 1;
    const name = `law-${count}`;
    await ask('PUT', `/api/v1/obligations/rules/${name}`, { ...plainRule, steps: [step], ...given });
    return name;
  };
  const on = async (rest: string, body: unknown) =>
    shown.parse(await asAda('POST', `/api/v1/incidents/${await drill()}${rest}`, body));
  const begun = async (fact: object = {}) => {
    const rule = await ruleWith({});
    const { obligations } = await on('/obligations', { rule, fact: { ...plainFact, ...fact } });
    return `/obligations/${obligations.at(-1)?.id}`;
  };
  const address = '/api/v1/incidents/{ref}';
  return [
    {
      call: 'PUT /api/v1/obligations/rules/{name}',
      fields: ['label', 'source', 'note', 'startsWhen', 'zone', 'steps[].label', 'steps[].to'],
      plant: (text) => {
        const short = text.slice(0, 120);
        const steps = [{ ...step, label: short, to: short }];
        return ruleWith({
          label: short,
          source: text.slice(0, 300),
          note: text,
          startsWhen: text.slice(0, 300),
          steps,
        });
      },
    },
    {
      call: `POST ${address}/obligations`,
      fields: ['fact.what', 'fact.decidedBy', 'fact.evidence'],
      plant: (text) => begun({ what: text, decidedBy: text.slice(0, 200), evidence: text }),
    },
    {
      call: `POST ${address}/obligations/{id}/facts`,
      fields: ['what', 'decidedBy', 'evidence'],
      plant: async (text) =>
        on(`${await begun()}/facts`, {
          ...plainFact,
          what: text,
          decidedBy: text.slice(0, 200),
          evidence: text,
        }),
    },
    {
      call: `POST ${address}/obligations/{id}/submissions`,
      fields: ['reference', 'lateReason'],
      plant: async (text) =>
        on(`${await begun()}/submissions`, {
          step: 'notice',
          at: '2026-01-02T00:00:00Z',
          reference: text.slice(0, 500),
          lateReason: text,
        }),
    },
    {
      call: `POST ${address}/obligations/{id}/waivers`,
      fields: ['reason', 'decidedBy'],
      plant: async (text) => {
        const rule = await ruleWith({ steps: [step, { ...step, name: 'final', label: 'Final report' }] });
        const { obligations } = await on('/obligations', { rule, fact: plainFact });
        return on(`/obligations/${obligations.at(-1)?.id}/waivers`, {
          step: 'final',
          reason: text,
          decidedBy: text.slice(0, 200),
        });
      },
    },
    {
      call: `POST ${address}/not-reportable`,
      fields: ['reason', 'decidedBy'],
      plant: async (text) =>
        on('/not-reportable', { rule: await ruleWith({}), reason: text, decidedBy: text.slice(0, 200) }),
    },
  ];
}

/** Where they stand. */
export function dutyScreens(ref: string): string[] {
  return ['/setup/obligations', `/incidents/${ref}?tab=news`];
}

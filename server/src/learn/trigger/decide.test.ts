import type { RetrospectiveSettings } from '@muster/contract/learn/triggers';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { reasonsDue, visibleMinutes } from './decide.ts';

const at = (clock: string) => `2026-03-02T${clock}:00.000Z`;
const felt = (from: string, until: string | null, level = 'partial', consequences: string[] = []) =>
  ({ from: at(from), until: until && at(until), level, consequences }) as IncidentState['impact'][number];
const calm = {
  kind: 'real',
  impact: [],
  consequences: [],
  pages: [],
  optionAt: null,
  stopGaps: [],
  source: null,
  declaredAt: at('10:00'),
  times: { resolved: at('10:20') },
} as unknown as IncidentState;
const none: RetrospectiveSettings = {
  visibleMinutes: null,
  resolveMinutes: null,
  dataLoss: false,
  intervention: false,
  monitoringMiss: false,
  holidays: null,
};
const all = { ...none, dataLoss: true, intervention: true, monitoringMiss: true };
const due = (change: Partial<IncidentState>, rules: Partial<RetrospectiveSettings>) =>
  reasonsDue({ ...calm, ...change }, { ...none, ...rules }, at('12:00'));

test('longer than the limit is due, exactly the limit is not, and the reason tells both', () => {
  const impact = [felt('10:00', '10:31')];
  expect(due({ impact }, { visibleMinutes: 30 })).toEqual([
    'Users noticed it for 31 minutes, which is more than 30.',
  ]);
  expect(due({ impact }, { visibleMinutes: 31 })).toEqual([]);
  const times = { impactStart: at('06:00'), resolved: at('10:01') };
  expect(due({ times }, { resolveMinutes: 240 })).toEqual(['It took 241 minutes, which is more than 240.']);
  expect(due({ times }, { resolveMinutes: 241 })).toEqual([]);
});

test('stretches that overlap count once, what nobody felt not at all, and what goes on until now', () => {
  const impact = [felt('10:10', '10:30'), felt('10:00', '10:20', 'major'), felt('10:30', '11:30', 'none')];
  expect(visibleMinutes({ impact, times: {} }, at('12:00'))).toBe(30);
  expect(visibleMinutes({ impact: [felt('11:00', null)], times: {} }, at('12:00'))).toBe(60);
  expect(
    visibleMinutes({ impact: [felt('11:00', null)], times: { resolved: at('11:05') } }, at('12:00')),
  ).toBe(5);
});

test.each<[string, Partial<IncidentState>, string]>([
  ['data by what was said of it', { consequences: ['data'] }, 'Data were lost or harmed.'],
  ['data by an impact', { impact: [felt('10:00', '10:01', 'none', ['data'])] }, 'Data were lost or harmed.'],
  [
    'a stop-gap after a page',
    { pages: ['p'], stopGaps: [{}] as IncidentState['stopGaps'] },
    'Somebody who was called had to step in by hand.',
  ],
  [
    'an attempt after a page',
    { pages: ['p'], optionAt: at('10:05') },
    'Somebody who was called had to step in by hand.',
  ],
  ['a customer who called', { source: 'customer' }, 'People noticed it, and no signal did.'],
  ['a colleague who saw it', { source: 'staff' }, 'People noticed it, and no signal did.'],
])('%s meets its rule, and only where the rule is set', (_, change, reason) => {
  expect(due(change, all)).toEqual([reason]);
  expect(due(change, {})).toEqual([]);
});

test('an alert that saw it, work without a page, drills and imports meet no rule', () => {
  expect(due({ source: 'alert' }, all)).toEqual([]);
  expect(due({ optionAt: at('10:05') }, all)).toEqual([]);
  for (const kind of ['drill', 'retroactive'] as const)
    expect(due({ kind, source: 'customer', consequences: ['data'] }, all)).toEqual([]);
});

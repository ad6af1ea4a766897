import type { ObligationRule } from '@muster/contract/respond/obligation-rules';
import { expect, test } from 'vitest';
import { draftOf, freshStep, sentOf } from './rule-draft.ts';

const rule: ObligationRule = {
  name: 'dora-19',
  label: 'DORA',
  source: 'Article 19',
  sourceDate: '2024-10-23',
  note: '',
  active: true,
  startsWhen: 'You know it.',
  zone: 'Europe/Brussels',
  movesToWorkingDay: true,
  holidays: { schedule: 'primary', days: ['2026-05-01', '2026-12-25'] },
  owner: 'ona',
  deputy: null,
  suggest: { types: ['security'], consequences: ['data'] },
  steps: [
    {
      name: 'initial',
      label: 'Initial',
      to: 'Them',
      after: { fact: 'classified' },
      optional: false,
      within: { count: 4, unit: 'hours' },
      dueAtTime: null,
      atLatest: { fact: 'aware', within: { count: 24, unit: 'hours' } },
    },
    {
      name: 'final',
      label: 'Final',
      to: 'Them',
      after: { step: 'initial' },
      optional: true,
      within: { count: 4, unit: 'businessDays' },
      dueAtTime: '17:30',
      atLatest: { fact: 'fixed', within: { count: 1, unit: 'months' } },
    },
    {
      name: 'persons',
      label: 'Persons',
      to: 'Them',
      after: { fact: 'aware' },
      optional: true,
      within: null,
      dueAtTime: null,
      atLatest: null,
    },
  ],
};

test('a rule that nobody touched is sent as it was, also what the form cannot show', () => {
  const { name: _, ...rest } = rule;
  expect(sentOf(draftOf(rule))).toEqual(rest);
});

test('days and kinds are words, each once; a step without a time has no clock', () => {
  const draft = { ...draftOf(rule), days: ' 2026-05-01,2026-05-01 \n2027-01-01', types: 'security  outage' };
  const sent = sentOf({ ...draft, steps: [{ ...freshStep(1), count: '' }] });
  expect(sent.holidays.days).toEqual(['2026-05-01', '2027-01-01']);
  expect(sent.suggest.types).toEqual(['security', 'outage']);
  expect(sent.steps).toMatchObject([{ name: 'step-1', after: { fact: 'aware' }, within: null }]);
});

/** The vectors of practice.md 6.6, on the rules as Muster comes with them. */
import { obligationRule } from '@muster/contract/respond/obligation-rules';
import { isFulfilled, remindersOf, timesOf } from '@muster/contract/respond/obligation-time';
import {
  type KeptRule,
  type Obligation,
  type ObligationFact,
  owedSteps,
  type Submission,
  suggestedRules,
} from '@muster/contract/respond/obligations';
import { expect, it, test } from 'vitest';
import { shippedRules } from './shipped.ts';

function ruleNamed(name: string, given: Partial<KeptRule> = {}): KeptRule {
  const found = shippedRules.find((one) => one.name === name);
  if (!found) throw new Error(`no rule ${name}`);
  return { ...found, version: 1, ...given };
}

const recorded = { recordedAt: '2026-06-02T13:15:00.000Z', recordedBy: 'rex' };
const factsOf = (facts: Partial<Record<ObligationFact['kind'], string>>) =>
  Object.entries(facts).map(
    ([kind, at]): ObligationFact => ({
      kind: kind as ObligationFact['kind'],
      at: new Date(at).toISOString(),
      what: 'It was found.',
      decidedBy: 'ona',
      evidence: 'case 1',
      ...recorded,
    }),
  );
const submissionsOf = (all: readonly (readonly [string, string])[]) =>
  all.map(
    ([step, at]): Submission => ({
      step,
      at: new Date(at).toISOString(),
      reference: 'r1',
      lateReason: null,
      ...recorded,
    }),
  );

type Case = [
  string,
  {
    rule: KeptRule;
    facts: Partial<Record<ObligationFact['kind'], string>>;
    sent?: readonly (readonly [string, string])[];
    step: string;
    due: string | null;
  },
];

const dora = ruleNamed('dora-19');
const aware = '2026-06-02T13:10Z';
const cases: Case[] = [
  [
    'DORA: four hours after classifying',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-02T16:00Z' },
      step: 'initial',
      due: '2026-06-02T20:00:00.000Z',
    },
  ],
  [
    'DORA: a day after it was known, where that is earlier',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-03T12:00Z' },
      step: 'initial',
      due: '2026-06-03T13:10:00.000Z',
    },
  ],
  [
    'DORA: four hours after classifying, where that came after the day',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-03T15:00Z' },
      step: 'initial',
      due: '2026-06-03T19:00:00.000Z',
    },
  ],
  [
    'DORA: while nobody has classified it, the day',
    { rule: dora, facts: { aware }, step: 'initial', due: '2026-06-03T13:10:00.000Z' },
  ],
  [
    'DORA: the intermediate report 72 hours after the initial one was submitted',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-02T16:00Z' },
      sent: [['initial', '2026-06-02T18:30Z']],
      step: 'intermediate',
      due: '2026-06-05T18:30:00.000Z',
    },
  ],
  [
    'DORA: on a Sunday, moved to noon of Monday on the spot',
    {
      rule: { ...dora, movesToWorkingDay: true },
      facts: { aware, classified: '2026-06-02T16:00Z' },
      sent: [['initial', '2026-06-04T10:00Z']],
      step: 'intermediate',
      due: '2026-06-08T10:00:00.000Z',
    },
  ],
  [
    'DORA: the same without moving, on Sunday',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-02T16:00Z' },
      sent: [['initial', '2026-06-04T10:00Z']],
      step: 'intermediate',
      due: '2026-06-07T10:00:00.000Z',
    },
  ],
  [
    'DORA: and past a holiday on that Monday',
    {
      rule: { ...dora, movesToWorkingDay: true, holidays: { schedule: null, days: ['2026-06-08'] } },
      facts: { aware, classified: '2026-06-02T16:00Z' },
      sent: [['initial', '2026-06-04T10:00Z']],
      step: 'intermediate',
      due: '2026-06-09T10:00:00.000Z',
    },
  ],
  [
    'DORA: the final report a month after the latest intermediate one',
    {
      rule: dora,
      facts: { aware, classified: '2026-06-02T16:00Z' },
      sent: [
        ['initial', '2026-06-02T18:30Z'],
        ['intermediate', '2026-06-05T09:00Z'],
        ['intermediate', '2026-06-09T09:00Z'],
      ],
      step: 'final',
      due: '2026-07-09T09:00:00.000Z',
    },
  ],
  ['DORA: nothing is due while nothing is known', { rule: dora, facts: {}, step: 'initial', due: null }],
  [
    'GDPR: 72 hours, weekends among them',
    { rule: ruleNamed('gdpr-33'), facts: { aware }, step: 'authority', due: '2026-06-05T13:10:00.000Z' },
  ],
  [
    'GDPR: without delay has no clock',
    { rule: ruleNamed('gdpr-33'), facts: { aware }, step: 'persons', due: null },
  ],
  [
    'NIS2: the early warning after a day',
    { rule: ruleNamed('nis2-23'), facts: { aware }, step: 'warning', due: '2026-06-03T13:10:00.000Z' },
  ],
  [
    'NIS2: trust services notify after a day',
    {
      rule: ruleNamed('nis2-23-trust'),
      facts: { aware },
      step: 'notification',
      due: '2026-06-03T13:10:00.000Z',
    },
  ],
  [
    'NIS2: the final report a month after the notification',
    {
      rule: ruleNamed('nis2-23'),
      facts: { aware },
      sent: [['notification', '2026-06-04T08:00Z']],
      step: 'final',
      due: '2026-07-04T08:00:00.000Z',
    },
  ],
  [
    'SEC: four business days, none of them a holiday, until half past five in New York',
    {
      rule: ruleNamed('sec-8k-105', { holidays: { schedule: null, days: ['2026-07-03'] } }),
      facts: { material: '2026-07-02T15:00Z' },
      step: 'form-8k',
      due: '2026-07-09T21:30:00.000Z',
    },
  ],
  [
    'NYDFS: a day after a ransom was paid',
    {
      rule: ruleNamed('nydfs-500'),
      facts: { aware, paid: '2026-06-04T10:00Z' },
      step: 'payment',
      due: '2026-06-05T10:00:00.000Z',
    },
  ],
  [
    'CRA: fourteen days after the fix, at the same time on the spot although clocks change',
    {
      rule: ruleNamed('cra-14-flaw'),
      facts: { aware: '2026-10-15T08:00Z', fixed: '2026-10-20T08:00Z' },
      step: 'final',
      due: '2026-11-03T09:00:00.000Z',
    },
  ],
];

test.each(cases)('%s', (_, { rule, facts, sent = [], step, due }) => {
  const times = timesOf({ rule, facts: factsOf(facts), submissions: submissionsOf(sent) });
  expect(times.find((one) => one.step === step)?.dueAt).toBe(due);
});

it.each([
  ['2026-01-31T10:00Z', '2026-02-28T10:00:00.000Z'],
  ['2028-01-31T10:00Z', '2028-02-29T10:00:00.000Z'],
  ['2026-03-10T10:00Z', '2026-04-10T09:00:00.000Z'],
])('a month after %s is %s', (at, due) => {
  const sent = submissionsOf([['notification', at]]);
  const times = timesOf({ rule: ruleNamed('nis2-23'), facts: [], submissions: sent });
  expect(times.find((one) => one.step === 'final')?.dueAt).toBe(due);
});

test('whatever the moment, business days end on a working day, and never sooner than hours would', () => {
  const rule = ruleNamed('sec-8k-105', { holidays: { schedule: null, days: ['2026-07-03', '2026-12-25'] } });
  for (let hour = 0; hour < 24 * 370; hour += 41) {
    const at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
    const [form] = timesOf({ rule, facts: factsOf({ material: at }), submissions: [] });
    const due = Temporal.Instant.from(form?.dueAt ?? '').toZonedDateTimeISO(rule.zone);
    expect(due.dayOfWeek).toBeLessThan(6);
    expect(rule.holidays.days).not.toContain(due.toPlainDate().toString());
    const from = Temporal.Instant.from(at).toZonedDateTimeISO(rule.zone).toPlainDate();
    const between = from.until(due.toPlainDate()).days;
    expect(between).toBeGreaterThanOrEqual(4);
    expect(between).toBeLessThanOrEqual(8);
  }
});

test('a later fact of the same kind puts the earlier one right', () => {
  const facts = [...factsOf({ aware }), ...factsOf({ aware: '2026-06-02T10:00Z' })];
  const [first] = timesOf({ rule: ruleNamed('gdpr-33'), facts, submissions: [] });
  expect(first?.dueAt).toBe('2026-06-05T10:00:00.000Z');
});

test('reminders come at a half, three quarters and nine tenths of the way', () => {
  const owed = { startedAt: '2026-06-02T00:00:00.000Z', dueAt: '2026-06-03T00:00:00.000Z' };
  expect(remindersOf(owed).map((one) => `${one.part} ${one.at.slice(8, 16)}`)).toEqual([
    '50 02T12:00',
    '75 02T18:00',
    '90 02T21:36',
  ]);
});

test('a duty is fulfilled when all that is asked came, and nothing that runs is open', () => {
  const rule = ruleNamed('nydfs-500');
  const fulfilled = (facts: Partial<Record<ObligationFact['kind'], string>>, sent: [string, string][]) =>
    isFulfilled(rule, timesOf({ rule, facts: factsOf(facts), submissions: submissionsOf(sent) }));
  expect(fulfilled({ aware }, [])).toBe(false);
  expect(fulfilled({ aware }, [['notice', '2026-06-03T00:00Z']])).toBe(true);
  expect(fulfilled({ aware, paid: '2026-06-03T00:00Z' }, [['notice', '2026-06-03T00:00Z']])).toBe(false);
});

test('a waived step is owed no more, what follows it counts from the decision, and it can be owed again', () => {
  const facts = factsOf({ aware, classified: '2026-06-02T16:00Z' });
  const submissions = submissionsOf([['initial', '2026-06-02T18:30Z']]);
  const decided = (waived: boolean, recordedAt: string) => ({
    step: 'intermediate',
    waived,
    reason: 'The authority asked for the final report only.',
    decidedBy: 'ona',
    recordedAt,
    recordedBy: 'rex',
  });
  const at = '2026-06-03T09:00:00.000Z';
  const after = (...waivers: ReturnType<typeof decided>[]) => {
    const steps = timesOf({ rule: dora, facts, submissions, waivers });
    const duty = { steps, state: 'running', rule: dora } as Obligation;
    return {
      owed: owedSteps({ obligations: [duty] }).map(({ step, dueAt }) => [step.step, dueAt]),
      isDone: isFulfilled(dora, steps),
    };
  };
  const open = { owed: [['intermediate', '2026-06-05T18:30:00.000Z']], isDone: false };
  expect(after()).toEqual(open);
  expect(after(decided(true, at))).toEqual({ owed: [['final', '2026-07-03T09:00:00.000Z']], isDone: false });
  expect(after(decided(true, at), { ...decided(true, at), step: 'final' })).toEqual({
    owed: [],
    isDone: true,
  });
  expect(after(decided(true, at), decided(false, '2026-06-03T10:00:00.000Z'))).toEqual(open);
});

test('a security incident, or an impact on data, makes people look at the rules that may hold', () => {
  const rules = shippedRules.map((one) => ruleNamed(one.name));
  const names = (type: string, consequences: string[]) =>
    suggestedRules({ type, impact: [{ consequences }] }, rules).map((one) => one.name);
  expect(names('security', [])).toEqual(['gdpr-33', 'nis2-23']);
  expect(names('default', ['data'])).toEqual(['gdpr-33']);
  expect(names('default', ['latency'])).toEqual([]);
  const [gdpr, ...others] = rules;
  const off = [...(gdpr ? [{ ...gdpr, active: false }] : []), ...others];
  expect(suggestedRules({ type: 'security', impact: [] }, off).map((one) => one.name)).toEqual(['nis2-23']);
});

test.each(shippedRules.map((one) => [one.name, one] as const))('%s holds together', (_, rule) => {
  expect(obligationRule.parse(rule)).toEqual(rule);
  const steps = rule.steps.map((one) => one.name);
  for (const { after } of rule.steps) if ('step' in after) expect(steps).toContain(after.step);
});

/** A rule as its form has it. Pure: fields are texts, and what is sent is made from them. */
import {
  type FactKind,
  factKinds,
  type ObligationRule,
  type ObligationStep,
  type Period,
  periodUnits,
} from '@muster/contract/respond/obligation-rules';

export interface StepDraft {
  name: string;
  label: string;
  to: string;
  /** `fact:<kind>` or `step:<name>`. */
  after: string;
  count: string;
  unit: Period['unit'];
  dueAtTime: string;
  /** Hours after it was known; empty for none. */
  backstop: string;
  optional: boolean;
  /** A latest moment that the form cannot show; it stays as it is. */
  kept: ObligationStep['atLatest'];
}

export interface RuleDraft
  extends Omit<ObligationRule, 'steps' | 'holidays' | 'suggest' | 'owner' | 'deputy'> {
  steps: StepDraft[];
  schedule: string;
  days: string;
  types: string;
  consequences: string[];
  owner: string;
  deputy: string;
}

export function draftOf({ steps, holidays, suggest, owner, deputy, ...rule }: ObligationRule): RuleDraft {
  return {
    ...rule,
    steps: steps.map(stepDraftOf),
    schedule: holidays.schedule ?? '',
    days: holidays.days.join(' '),
    types: suggest.types.join(' '),
    consequences: [...suggest.consequences],
    owner: owner ?? '',
    deputy: deputy ?? '',
  };
}

function stepDraftOf({ after, within, dueAtTime, atLatest, ...step }: ObligationStep): StepDraft {
  const isShown = atLatest?.fact === 'aware' && atLatest.within.unit === 'hours';
  return {
    ...step,
    after: 'fact' in after ? `fact:${after.fact}` : `step:${after.step}`,
    count: within ? String(within.count) : '',
    unit: within?.unit ?? 'hours',
    dueAtTime: dueAtTime ?? '',
    backstop: isShown ? String(atLatest.within.count) : '',
    kept: isShown ? null : atLatest,
  };
}

export function freshStep(n: number): StepDraft {
  return {
    name: `step-${n}`,
    label: '',
    to: '',
    after: 'fact:aware',
    count: '24',
    unit: 'hours',
    dueAtTime: '',
    backstop: '',
    optional: false,
    kept: null,
  };
}

/** As it is sent; the name stands in the address. */
export function sentOf({
  name: _,
  schedule,
  days,
  types,
  consequences,
  owner,
  deputy,
  steps,
  ...rule
}: RuleDraft): Omit<ObligationRule, 'name'> {
  return {
    ...rule,
    steps: steps.map(sentStep),
    holidays: { schedule: schedule || null, days: wordsIn(days) },
    suggest: { types: wordsIn(types), consequences },
    owner: owner || null,
    deputy: deputy || null,
  };
}

function sentStep({ after, count, unit, dueAtTime, backstop, kept, ...step }: StepDraft): ObligationStep {
  const [kind = '', named = ''] = after.split(':');
  return {
    ...step,
    after: kind === 'step' ? { step: named } : { fact: factNamed(named) },
    within: count === '' ? null : { count: Number(count), unit },
    dueAtTime: dueAtTime || null,
    atLatest: backstop === '' ? kept : { fact: 'aware', within: { count: Number(backstop), unit: 'hours' } },
  };
}

export function unitNamed(text: string): Period['unit'] {
  return periodUnits.find((one) => one === text) ?? 'hours';
}

function factNamed(text: string): FactKind {
  return factKinds.find((one) => one === text) ?? 'aware';
}

function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((one) => one !== ''))];
}

/**
 * The rules that Muster comes with: what each says, where it stands, and of which day that text is (practice.md 6.6).
 * They are a beginning, not legal advice: whoever answers for a company reads its own, and changes them. Those that
 * most companies have to look at are offered from the start.
 */
import type {
  FactKind,
  ObligationRule,
  ObligationStep,
  Period,
} from '@muster/contract/respond/obligation-rules';

const hours = (count: number): Period => ({ count, unit: 'hours' });
const days = (count: number): Period => ({ count, unit: 'days' });
const months = (count: number): Period => ({ count, unit: 'months' });
const fact = (kind: FactKind) => ({ fact: kind });
const submitted = (step: string) => ({ step });

type Part = Pick<ObligationStep, 'label' | 'to' | 'after' | 'within'> & Partial<ObligationStep>;
const step = (name: string, given: Part): ObligationStep => ({
  name,
  dueAtTime: null,
  atLatest: null,
  optional: false,
  ...given,
});

type Given = Pick<ObligationRule, 'name' | 'label' | 'source' | 'sourceDate' | 'startsWhen' | 'steps'> &
  Partial<ObligationRule>;
const rule = (given: Given): ObligationRule => ({
  note: '',
  active: false,
  zone: 'Europe/Brussels',
  movesToWorkingDay: false,
  holidays: { schedule: null, days: [] },
  owner: null,
  deputy: null,
  suggest: { types: [], consequences: [] },
  ...given,
});

const authority = 'The supervisory authority';
const csirt = 'The CSIRT or competent authority';
const competent = 'The competent authority';

const europe: ObligationRule[] = [
  rule({
    name: 'gdpr-33',
    label: 'GDPR, Article 33',
    active: true,
    source: 'Regulation (EU) 2016/679, Articles 33 and 34',
    sourceDate: '2016-04-27',
    startsWhen: 'You are reasonably certain that personal data were breached.',
    note: 'What is not known yet may follow in phases. A processor tells the controller without delay.',
    suggest: { types: ['security'], consequences: ['data', 'security'] },
    steps: [
      step('authority', {
        label: 'Notice to the authority',
        to: authority,
        after: fact('aware'),
        within: hours(72),
      }),
      step('controller', {
        label: 'Notice to the controller, as a processor',
        to: 'The controller',
        after: fact('aware'),
        within: null,
        optional: true,
      }),
      step('persons', {
        label: 'Notice to the persons, at high risk',
        to: 'The persons concerned',
        after: fact('aware'),
        within: null,
        optional: true,
      }),
    ],
  }),
  nis2('nis2-23', 'NIS2, Article 23', 72),
  nis2('nis2-23-trust', 'NIS2, Article 23, trust services', 24),
  rule({
    name: 'dora-19',
    label: 'DORA, Article 19',
    source: 'Regulation (EU) 2022/2554, Article 19; Delegated Regulation (EU) 2025/301, Article 5',
    sourceDate: '2024-10-23',
    startsWhen: 'You know of an ICT-related incident; it is due once you classify it as major.',
    note: 'Where the rule lets you, switch on that what falls due on a weekend or holiday moves to noon of the next working day. Some entities may not.',
    steps: [
      step('initial', {
        label: 'Initial notification',
        to: competent,
        after: fact('classified'),
        within: hours(4),
        atLatest: { fact: 'aware', within: hours(24) },
      }),
      step('intermediate', {
        label: 'Intermediate report',
        to: competent,
        after: submitted('initial'),
        within: hours(72),
      }),
      step('final', {
        label: 'Final report',
        to: competent,
        after: submitted('intermediate'),
        within: months(1),
      }),
    ],
  }),
  cra('cra-14-flaw', 'EU CRA, Article 14: exploited flaw', {
    startsWhen: 'You know that a flaw in your product is exploited.',
    last: { after: fact('fixed'), within: days(14) },
  }),
  cra('cra-14-incident', 'EU CRA, Article 14: severe incident', {
    startsWhen: 'You know of a severe incident that touches the security of your product.',
    last: { after: submitted('notification'), within: months(1) },
  }),
];

const america: ObligationRule[] = [
  rule({
    name: 'sec-8k-105',
    label: 'SEC Form 8-K, Item 1.05',
    source: 'SEC Release 33-11216; Form 8-K, Item 1.05',
    sourceDate: '2023-07-26',
    startsWhen: 'You decide that a cybersecurity incident is material.',
    zone: 'America/New_York',
    steps: [
      step('form-8k', {
        label: 'Form 8-K',
        to: 'The SEC',
        after: fact('material'),
        within: { count: 4, unit: 'businessDays' },
        dueAtTime: '17:30',
      }),
    ],
  }),
  rule({
    name: 'nydfs-500',
    label: 'NYDFS, 23 NYCRR 500.17',
    source: '23 NYCRR Part 500, Section 500.17, second amendment',
    sourceDate: '2023-11-01',
    startsWhen: 'You determine that a cybersecurity event occurred.',
    zone: 'America/New_York',
    steps: [
      step('notice', {
        label: 'Notice of the event',
        to: 'The superintendent',
        after: fact('aware'),
        within: hours(72),
      }),
      step('payment', {
        label: 'Notice of a ransom payment',
        to: 'The superintendent',
        after: fact('paid'),
        within: hours(24),
        optional: true,
      }),
    ],
  }),
  rule({
    name: 'circia',
    label: 'US CIRCIA',
    source: 'CIRCIA of 2022; proposed rule, 89 FR 23644',
    sourceDate: '2024-04-04',
    startsWhen: 'You reasonably believe that a covered cyber incident occurred.',
    note: 'The rule is pending. Look for its final text before you rely on this.',
    zone: 'America/New_York',
    steps: [
      step('report', { label: 'Report', to: 'CISA', after: fact('aware'), within: hours(72) }),
      step('payment', {
        label: 'Report of a ransom payment',
        to: 'CISA',
        after: fact('paid'),
        within: hours(24),
        optional: true,
      }),
    ],
  }),
];

export const shippedRules: readonly ObligationRule[] = [
  ...europe,
  ...america,
  rule({
    name: 'customer-contract',
    label: 'Customer contract',
    source: 'The contract with the customer',
    sourceDate: '2026-01-01',
    startsWhen: 'As agreed with the customer.',
    note: 'A template: fill in what was agreed, one rule for each customer.',
    steps: [],
  }),
];

function nis2(name: string, label: string, notificationHours: number): ObligationRule {
  const to = csirt;
  return rule({
    name,
    label,
    source: 'Directive (EU) 2022/2555, Article 23(4)',
    sourceDate: '2022-12-14',
    startsWhen: 'You know of a significant incident.',
    note: 'Each country has its own law from this directive: look at the one that binds you.',
    active: name === 'nis2-23',
    suggest: { types: name === 'nis2-23' ? ['security'] : [], consequences: [] },
    steps: [
      step('warning', { label: 'Early warning', to, after: fact('aware'), within: hours(24) }),
      step('notification', {
        label: 'Incident notification',
        to,
        after: fact('aware'),
        within: hours(notificationHours),
      }),
      step('request', {
        label: 'Report on request, or on progress',
        to,
        after: fact('aware'),
        within: null,
        optional: true,
      }),
      step('final', { label: 'Final report', to, after: submitted('notification'), within: months(1) }),
    ],
  });
}

function cra(
  name: string,
  label: string,
  { startsWhen, last }: { startsWhen: string; last: Pick<ObligationStep, 'after' | 'within'> },
): ObligationRule {
  const to = 'The CSIRT and ENISA';
  return rule({
    name,
    label,
    source: 'Regulation (EU) 2024/2847, Article 14',
    sourceDate: '2024-10-23',
    startsWhen,
    note: 'It holds from 11 September 2026.',
    steps: [
      step('warning', { label: 'Early warning', to, after: fact('aware'), within: hours(24) }),
      step('notification', { label: 'Notification', to, after: fact('aware'), within: hours(72) }),
      step('final', { label: 'Final report', to, ...last }),
    ],
  });
}

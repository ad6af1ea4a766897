/**
 * The sets of severities that Muster brings, and which of one set is which of another (practice.md 6.4). A company
 * begins with one and changes it as it likes.
 */
import type { Cadence, SeverityRule } from './settings.ts';

const every = (first: number | null, next: number | null): Cadence => ({ first, next });

/** What a severity implies, from the worst to the least: the sets differ in names and in how fine they are. */
const implied = {
  worst: {
    wakes: true,
    rolesRequired: ['commander', 'operations', 'communications'],
    cadence: {
      responders: every(10, 15),
      staff: every(5, 20),
      executives: every(15, 30),
      customers: { ...every(5, 20), second: 5, later: { after: 120, every: 60 } },
    },
    approval: { customers: 'commander', regulators: 'second' },
    mayLower: 'commander',
    retrospective: 'required',
    publicNotice: true,
    silentAfter: 10,
    impactWithin: 10,
    replanEvery: 30,
    watchMinutes: 120,
  },
  middle: {
    wakes: true,
    rolesRequired: ['commander', 'communications'],
    cadence: {
      responders: every(15, 30),
      staff: every(10, 30),
      executives: every(30, 60),
      customers: { ...every(15, 30), later: { after: 120, every: 60 } },
    },
    approval: { regulators: 'second' },
    mayLower: 'commander',
    retrospective: 'suggested',
    publicNotice: true,
    silentAfter: 20,
    impactWithin: 20,
    replanEvery: 30,
    watchMinutes: 60,
  },
  low: {
    wakes: false,
    rolesRequired: ['commander'],
    cadence: { responders: every(30, 60), staff: every(30, null) },
    mayLower: 'responder',
    retrospective: 'none',
    publicNotice: false,
    silentAfter: 60,
    impactWithin: 60,
    replanEvery: 60,
    watchMinutes: 30,
  },
  least: {
    wakes: false,
    rolesRequired: [],
    cadence: { responders: every(null, null) },
    mayLower: 'responder',
    retrospective: 'none',
    publicNotice: false,
    silentAfter: 480,
    impactWithin: 480,
    replanEvery: 480,
    watchMinutes: 30,
  },
} satisfies Record<string, Partial<SeverityRule>>;

const of = (
  kind: keyof typeof implied,
  [name, label, rank]: [string, string, number],
  meaning: string,
): SeverityRule => ({ name, label, rank, meaning, ...implied[kind] });

export const setNames = ['words', 'sev', 'priority'] as const;
export type SetName = (typeof setNames)[number];

export const severitySets: Readonly<Record<SetName, readonly SeverityRule[]>> = {
  words: [
    of('low', ['minor', 'Minor', 10], 'The core of the product works; something around it does not.'),
    of('middle', ['average', 'Average', 20], 'The product can be used, but worse than promised.'),
    of('worst', ['critical', 'Critical', 30], 'The product cannot be used, or hardly.'),
  ],
  sev: [
    of('least', ['sev5', 'SEV5', 10], 'Cosmetic: a ticket is enough.'),
    of('low', ['sev4', 'SEV4', 20], 'Minor: a few are bothered, and can go on.'),
    of('middle', ['sev3', 'SEV3', 30], 'Partial, or likely to grow: its owner is called now.'),
    of('worst', ['sev2', 'SEV2', 40], 'Major: most users notice it.'),
    of('worst', ['sev1', 'SEV1', 50], 'Critical: the public and the executives are told.'),
  ],
  priority: [
    of('least', ['p4', 'P4', 10], 'Little impact, and it can wait.'),
    of('low', ['p3', 'P3', 20], 'Some impact or some urgency.'),
    of('middle', ['p2', 'P2', 30], 'High impact or high urgency, and some of the other.'),
    of('worst', ['p1', 'P1', 40], 'High impact and high urgency.'),
  ],
};

/** Each line one meaning, in the order of the sets; the first line with a name tells its counterpart. */
const counterparts: readonly (readonly [string, string, string])[] = [
  ['critical', 'sev1', 'p1'],
  ['critical', 'sev2', 'p2'],
  ['average', 'sev3', 'p2'],
  ['minor', 'sev4', 'p3'],
  ['minor', 'sev5', 'p4'],
];

/** What a severity of any shipped set is called in another; null for a name that belongs to none. */
export function counterpart(name: string, to: SetName): string | null {
  const line = counterparts.find((one) => one.some((each) => each === name));
  return line?.[setNames.indexOf(to)] ?? null;
}

export const grades = ['high', 'medium', 'low'] as const;
export type Grade = (typeof grades)[number];

/** Impact by urgency: both high is P1, one less is P2, one less again is P3, the rest P4. */
export function priorityOf(impact: Grade, urgency: Grade): string {
  const steps = grades.indexOf(impact) + grades.indexOf(urgency);
  return `p${Math.min(4, steps + 1)}`;
}

/**
 * Rules by which somebody outside must be told of an incident: laws, and contracts with customers (practice.md 6.6).
 * They are data that a company edits, with the source of each and its date; none of it is legal advice. A duty that runs
 * keeps the rule as it was when it began.
 */
import { z } from 'zod';
import { line, name } from '../platform/wire.ts';

/** What somebody found or decided, by which a clock starts. Each is a fact of its own, with who decided it. */
export const factKinds = ['aware', 'classified', 'material', 'paid', 'fixed', 'agreed'] as const;
export const factKind = z.enum(factKinds);
export type FactKind = z.infer<typeof factKind>;

export const periodUnits = ['hours', 'days', 'businessDays', 'months'] as const;
/** Days and months keep the time of the day in the rule's zone; business days leave out weekends and holidays. */
export const period = z.strictObject({ count: z.int().min(1).max(1_000), unit: z.enum(periodUnits) });
export type Period = z.infer<typeof period>;

export const obligationStep = z.strictObject({
  name,
  label: line(120),
  /** Who is told. */
  to: line(120),
  /** It counts from a fact, or from the latest time that another step was submitted. */
  after: z.union([z.strictObject({ fact: factKind }), z.strictObject({ step: name })]),
  /** Null for "without delay": it has no clock of its own. */
  within: period.nullable(),
  /** The time of the day at which it is due, such as "17:30"; null for that at which it began. */
  dueAtTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 17:30')
    .nullable(),
  /** By when it is due all the same, counted from another fact, unless what it counts from came later. */
  atLatest: z.strictObject({ fact: factKind, within: period }).nullable(),
  /** Only where it comes to it: it keeps no duty open that has no clock. */
  optional: z.boolean(),
});
export type ObligationStep = z.infer<typeof obligationStep>;

export const day = z.iso.date();

export const obligationRule = z.strictObject({
  name,
  label: line(120),
  /** What it stands in, such as "Regulation (EU) 2016/679, Article 33", and of which day that text is. */
  source: line(300),
  sourceDate: day,
  /** What one should know about it; empty where there is nothing. */
  note: z.string().trim().max(2_000),
  /** Whether it is offered. Duties that run go on. */
  active: z.boolean(),
  /** When it begins, in words. */
  startsWhen: line(300),
  steps: z.array(obligationStep).max(12),
  /** The zone in which days and months are counted. */
  zone: z.string().min(1).max(64),
  /** Whether what falls due on a weekend or a holiday is due at noon of the next working day. */
  movesToWorkingDay: z.boolean(),
  /** Days on which nobody works beside weekends: those of a schedule's calendars, and those that are named. */
  holidays: z.strictObject({ schedule: name.nullable(), days: z.array(day).max(500) }),
  owner: name.nullable(),
  deputy: name.nullable(),
  /** Kinds of incident, and consequences of an impact, with which it is proposed. */
  suggest: z.strictObject({ types: z.array(name).max(40), consequences: z.array(name).max(10) }),
});
export type ObligationRule = z.infer<typeof obligationRule>;

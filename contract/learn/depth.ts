/**
 * How deep a retrospective goes (practice.md 5.2, P23): by what can be learnt, not by severity alone. The reasons are
 * shown, so that whoever decides otherwise knows what it is decided against.
 */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';

export const depths = ['quick', 'standard', 'deep'] as const;
export type Depth = (typeof depths)[number];

export const suggestion = z.object({
  /** The one that there is; null while nobody has begun it. */
  retrospective: id.nullable(),
  depth: z.enum(depths),
  /** In sentences; empty where nothing speaks for more than the quick one. */
  reasons: z.array(z.string()),
  /** By which rules of the company one is due, in sentences (P24); empty where none is. */
  due: z.array(z.string()),
  meetingDueAt: instant.nullable(),
  publishDueAt: instant.nullable(),
});
export type Suggestion = z.infer<typeof suggestion>;

export interface LearningValue {
  /** What the severity asks for. */
  asks: 'none' | 'suggested' | 'required';
  /** Whether an earlier incident was like it. */
  hasSimilar: boolean;
  people: number;
  minutes: number | null;
  /** The duration under which nine of ten earlier ones of the services stayed; null while there are too few. */
  usualMinutes: number | null;
  nearMiss: boolean;
  customersUpset: boolean;
  asked: boolean;
}

/** From so many people on the response itself is worth a look. */
const manyPeople = 8;

export function suggestDepth(value: LearningValue): { depth: Depth; reasons: string[] } {
  const reasons = [
    value.asks === 'required' && 'Its severity asks for a retrospective.',
    value.asks === 'suggested' && 'Its severity suggests a retrospective.',
    !value.hasSimilar && 'No earlier incident is like it: a new way to fail.',
    value.people > manyPeople && `${value.people} people worked on it.`,
    value.minutes !== null &&
      value.usualMinutes !== null &&
      value.minutes > value.usualMinutes &&
      `It took longer than nine of ten earlier ones: ${value.minutes} minutes.`,
    value.nearMiss && 'It was a near miss: what kept it small is worth knowing.',
    value.customersUpset && 'Customers noticed, and said so.',
    value.asked && 'Somebody asked for it.',
  ].filter((one) => one !== false);
  const weight = reasons.length + (value.asks === 'required' ? 1 : 0);
  return { depth: weight >= 4 ? 'deep' : weight >= 2 ? 'standard' : 'quick', reasons };
}

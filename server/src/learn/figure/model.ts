/** Numbers of a report: what the record gives, what stands in its impact, and what people add. */
import { type Figure, impactFigures, readNumber } from '@muster/contract/learn/figures';
import { coordinationOf, endOf } from '@muster/contract/respond/effort';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Call } from '../draft/calls.ts';
import { visibleMinutes } from '../trigger/decide.ts';

export type Measured = Omit<Figure, 'source'>;

/** So many of its own beside those of the record. */
export const mostFigures = 50;

/** What the record gives; a number that it does not know is not there, and is never zero. */
export function measuredOf(state: IncidentState, calls: readonly Call[], now: string): Measured[] {
  const cost = coordinationOf(state, now);
  const counted = state.impact.flatMap(({ count }) => count ?? []);
  const outside = calls.filter(({ inHours }) => !inHours);
  const found: [name: string, value: number | null, unit: string][] = [
    ['Minutes to resolve', minutesOf(state), 'min'],
    ['Minutes users noticed it', state.impact.length === 0 ? null : visibleMinutes(state, now), 'min'],
    [impactFigures.users.name, counted.length === 0 ? null : Math.max(...counted), impactFigures.users.unit],
    ['People paged', peopleIn(calls), 'people'],
    ['People paged after hours', peopleIn(outside), 'people'],
    ['People who responded', cost.people, 'people'],
    ['Minutes of everybody together', cost.personMinutes, 'min'],
  ];
  return found.flatMap(([name, value, unit]) => (value === null ? [] : [{ name, value, unit }]));
}

/** From its beginning, as far as it is known, to its end; null while it goes on. */
export function minutesOf(state: IncidentState): number | null {
  const end = endOf(state);
  if (end === null) return null;
  const start = state.times.impactStart ?? state.declaredAt;
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / 60_000));
}

function peopleIn(calls: readonly Call[]): number {
  return new Set(calls.map((one) => one.person)).size;
}

const names = ['users', 'requests', 'money', 'supportCases'] as const;
type Written = { [key in (typeof names)[number]]?: string | null | undefined };

/** What stands in the impact as a number; whatever is written in words stays in words. */
export function figuresOfImpact(numbers: Written): Measured[] {
  return names.flatMap((key) => {
    const text = numbers[key] ?? '';
    const value = readNumber(text);
    const { name, unit } = impactFigures[key];
    return value === null ? [] : [{ name, value, unit: key === 'money' ? currencyIn(text) : unit }];
  });
}

function currencyIn(text: string): string {
  return /[A-Z]{3}|[€$£¥]/.exec(text)?.[0] ?? '';
}

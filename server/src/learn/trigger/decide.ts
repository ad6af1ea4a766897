import type { RetrospectiveSettings } from '@muster/contract/learn/triggers';
import { endOf } from '@muster/contract/respond/effort';
import type { IncidentState } from '@muster/contract/respond/state';
import { lengthOf } from '../../platform/intervals.ts';

type Looked = Pick<
  IncidentState,
  'kind' | 'impact' | 'consequences' | 'pages' | 'optionAt' | 'stopGaps' | 'times' | 'declaredAt' | 'source'
>;

/** Why a retrospective of it is due, in sentences; none where it meets no rule (P24). Drills and imports meet none. */
export function reasonsDue(state: Looked, rules: RetrospectiveSettings, now: string): string[] {
  if (state.kind !== 'real') return [];
  const visible = visibleMinutes(state, now);
  const taken = minutesBetween(state.times.impactStart ?? state.declaredAt, endOf(state) ?? now);
  return [
    rules.visibleMinutes !== null &&
      visible > rules.visibleMinutes &&
      `Users noticed it for ${visible} minutes, which is more than ${rules.visibleMinutes}.`,
    rules.dataLoss && harmsData(state) && 'Data were lost or harmed.',
    rules.intervention && wasByHand(state) && 'Somebody who was called had to step in by hand.',
    rules.resolveMinutes !== null &&
      taken > rules.resolveMinutes &&
      `It took ${taken} minutes, which is more than ${rules.resolveMinutes}.`,
    rules.monitoringMiss && isMissed(state) && 'People noticed it, and no signal did.',
  ].filter((one) => one !== false);
}

/** How long users noticed it: stretches that overlap count once, what goes on counts until now. */
export function visibleMinutes({ impact, times }: Pick<Looked, 'impact' | 'times'>, now: string): number {
  const end = endOf({ times }) ?? now;
  const spans = impact
    .filter(({ level }) => level !== 'none' && level !== 'unknown')
    .map(({ from, until }) => ({ start: Date.parse(from), end: Date.parse(until ?? end) }));
  return Math.round(lengthOf(spans) / 60_000);
}

function harmsData({ consequences, impact }: Looked): boolean {
  return consequences.includes('data') || impact.some((one) => one.consequences.includes('data'));
}

function wasByHand({ pages, optionAt, stopGaps }: Looked): boolean {
  return pages.length > 0 && (optionAt !== null || stopGaps.length > 0);
}

/** Whoever told of it was a person; where nobody said how it was noticed, nothing was missed. */
export function isMissed({ source }: Pick<Looked, 'source'>): boolean {
  return source === 'support' || source === 'customer' || source === 'staff' || source === 'third-party';
}

function minutesBetween(from: string, until: string): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 60_000));
}

/**
 * What a route may do by itself, because the organisation file says so (R50): declare, join, and raise. It never
 * lowers, resolves or names anybody.
 */
import { cut } from '@muster/contract/platform/cut';
import type { NewEvent } from '@muster/contract/respond/events';
import type { RespondSettings, SeverityRule } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { usualSeverity } from '../settings/model.ts';

/** A group of alerts that opened on a route which declares. */
export interface DeclaringGroup {
  group: string;
  route: string;
  service: string;
  title: string;
  severity: string;
  mergeMinutes: number;
}

/** For so long after the last group another one is the same trouble, unless the route says otherwise. */
export const usualMergeMinutes = 30;

/** So many groups stand on the incident by themselves; of a flood the pages and the list of alerts tell the rest. */
const linkedAtMost = 100;

/** The severity of this name; the usual one where the settings have it no longer, because declaring goes on. */
export function severityFor(settings: RespondSettings, name: string): SeverityRule {
  return settings.severities.find((one) => one.name === name) ?? usualSeverity(settings);
}

/** Why it is there, in the words that stand on it. */
export function summaryOf({ route, severity }: DeclaringGroup, settings: RespondSettings): string {
  const rule = severityFor(settings, severity);
  const said = `Declared by the route "${route}", whose alerts declare by themselves.`;
  return rule.name === severity
    ? said
    : `${said} It asks for the severity "${severity}", which is not there; ${rule.label} holds instead.`;
}

/** The groups on record at the incident, and a higher severity where one of them asks for it (P16). */
export function decideJoined(
  state: IncidentState,
  groups: readonly DeclaringGroup[],
  settings: RespondSettings,
): NewEvent[] {
  const known = new Set(state.links.map((one) => one.id));
  const room = Math.max(0, linkedAtMost - state.links.filter((one) => one.kind === 'alert').length);
  const fresh = groups.filter((one) => !known.has(one.group));
  const [worst] = fresh
    .map((one) => ({ ...one, rule: severityFor(settings, one.severity) }))
    .sort((a, b) => b.rule.rank - a.rule.rank);
  const isWorse = worst !== undefined && worst.rule.rank > state.rule.rank;
  return [
    ...fresh.slice(0, room).map(
      ({ group, title }): NewEvent => ({
        type: 'linked',
        data: { id: group, kind: 'alert', to: group, label: cut(title, 300) },
      }),
    ),
    ...(isWorse
      ? [
          {
            type: 'severityChanged',
            data: {
              severity: worst.rule.name,
              rule: worst.rule,
              reason: cut(`The route "${worst.route}" asks for it: ${worst.title}`, 2_000),
            },
          } as const,
        ]
      : []),
  ];
}

/** The page by which people are called for one of its groups. */
export function decidePaged(state: IncidentState, page: string): NewEvent[] {
  return state.pages.includes(page) ? [] : [{ type: 'pageLinked', data: { page } }];
}

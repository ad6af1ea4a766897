/**
 * A past incident in the one form in which two are compared: instants in wire time, lists in order, and nothing that
 * follows from the rest. What is taken in and what is taken out meet here, so that a file that goes out comes in
 * unchanged.
 */
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { ImportedPart } from '@muster/contract/respond/imported';
import { type ImportedMoment, importedMoments, type importItem } from '@muster/contract/respond/imports';
import { type Audience, isOutside, isResolved } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import { wireTime } from '../../platform/wire-time.ts';

export interface PastImpact {
  start: string;
  end: string | null;
  level: IncidentState['impact'][number]['level'];
  weight?: number;
}

export interface PastUpdate {
  at: string;
  audience: Audience;
  text: string;
  state: string;
}

export interface PastIncident {
  sourceId: string;
  title: string;
  summary: string;
  severity: string;
  services: string[];
  impact: PastImpact[];
  times: Partial<Record<ImportedMoment, string>>;
  updates: PastUpdate[];
  kind: 'real' | 'drill';
  state: 'over' | 'open' | 'cancelled' | 'merged';
  private: boolean;
}

/** What was sent, in the one form. */
export function pastOf(item: z.output<typeof importItem>): PastIncident {
  return inOrder({
    sourceId: item.sourceId,
    title: item.title,
    summary: item.summary ?? '',
    severity: item.severity,
    services: [...new Set(item.services ?? [])],
    impact: item.impact.map(({ start, end, level, weight }) => ({
      start: wire(start),
      end: end === null ? null : wire(end),
      level: level ?? levelOf(weight),
      ...(weight === undefined ? {} : { weight }),
    })),
    times: momentsOf((name) => item.times[name]),
    updates: (item.updates ?? []).map(({ at, audience, text = '', state = '' }) => ({
      at: wire(at),
      audience,
      text,
      state,
    })),
    kind: item.kind ?? 'real',
    state: item.state ?? 'over',
    private: item.private ?? false,
  });
}

/** Where only a weight is told, the level is the nearest; where neither is, it was down. */
function levelOf(weight: number | undefined): PastImpact['level'] {
  if (weight === undefined || weight >= 1) return 'major';
  return weight === 0 ? 'degraded' : 'partial';
}

/** What is known beside the state: what was told, and when its pages went out and were answered. */
export interface Beside {
  updates: readonly IncidentEvent<'updatePublished'>[];
  pages: readonly { sentAt: string; acknowledgedAt: string | null }[];
}

/** What is on record, in the same form. What was declared here is known elsewhere by its id. */
export function recordedOf(state: IncidentState, { updates, pages }: Beside): PastIncident {
  const sent = earliest(pages.map((one) => one.sentAt));
  const answered = earliest(pages.map((one) => one.acknowledgedAt));
  const times: Readonly<Record<string, string>> = {
    ...(sent ? { firstSignal: sent, firstPageSent: sent } : {}),
    ...(answered ? { acknowledged: answered } : {}),
    ...state.times,
  };
  return inOrder({
    sourceId: state.imported?.sourceId ?? state.id,
    title: state.title,
    summary: state.summary,
    severity: state.severity,
    services: [...new Set(state.services)],
    impact: state.impact.map(({ from, until, level, weight }) => ({
      start: from,
      end: until,
      level,
      ...(weight === undefined ? {} : { weight }),
    })),
    times: momentsOf((name) => times[name]),
    updates: updates.map(({ at, statedAt, data }) => ({
      at: statedAt ?? at,
      audience: data.audience,
      text: data.text,
      state: data.state ?? '',
    })),
    kind: state.kind === 'drill' ? 'drill' : 'real',
    state: endOf(state),
    private: state.private,
  });
}

function endOf({ mergedInto, category }: IncidentState): PastIncident['state'] {
  if (mergedInto !== null) return 'merged';
  if (category === 'cancelled') return 'cancelled';
  return isResolved(category) ? 'over' : 'open';
}

function inOrder(past: PastIncident): PastIncident {
  const impact = past.impact.toSorted((a, b) => byText(a.start, b.start) || byText(a.end ?? '', b.end ?? ''));
  const updates = past.updates.toSorted((a, b) => byText(a.at, b.at));
  return { ...past, impact, updates, times: withoutDerived(past.times, impact, updates) };
}

/** A moment that follows from the impact or the news is the same whether it was told beside them or not. */
function withoutDerived(
  times: PastIncident['times'],
  impact: readonly PastImpact[],
  updates: readonly PastUpdate[],
): PastIncident['times'] {
  const hurting = impact.filter((one) => one.level !== 'none' && one.level !== 'unknown');
  const ends = hurting.map((one) => one.end ?? '');
  const derived: PastIncident['times'] = {
    impactStart: hurting[0]?.start ?? '',
    impactEnd: ends.includes('') ? '' : (ends.toSorted().at(-1) ?? ''),
    firstPublicNotice: updates.find((one) => isOutside(one.audience))?.at ?? '',
    firstInternalNotice: updates.find((one) => !isOutside(one.audience))?.at ?? '',
  };
  return momentsOf((name) => (times[name] === derived[name] ? undefined : times[name]));
}

function momentsOf(of: (name: ImportedMoment) => string | undefined): PastIncident['times'] {
  const known = importedMoments.flatMap((name) => {
    const moment = of(name);
    return moment === undefined ? [] : [[name, wire(moment)] as const];
  });
  return Object.fromEntries(known);
}

/** In which parts a record differs from what is taken in; the parts as the stream keeps them, but for the impact. */
export function differing(
  before: PastIncident,
  after: PastIncident,
): Omit<ImportedPart, 'sourceId' | 'impact' | 'severity'> & { severity: boolean; impact: boolean } {
  const times = importedMoments.flatMap((name) => {
    const [old, now] = [before.times[name], after.times[name]];
    return old === now ? [] : [[name, now ?? null] as const];
  });
  return {
    ...(before.title === after.title ? {} : { title: after.title }),
    ...(before.summary === after.summary ? {} : { summary: after.summary }),
    ...(isSame(before.services, after.services) ? {} : { services: after.services }),
    severity: before.severity !== after.severity,
    impact: !isSame(before.impact, after.impact),
    times: Object.fromEntries(times),
  };
}

/** News that are not on record yet. What was told stays told. */
export function newUpdates(before: PastIncident, after: PastIncident): PastUpdate[] {
  return after.updates.filter((one) => !before.updates.some((old) => isSame(old, one)));
}

/** Both were made here, with their members in the same order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function wire(moment: string): string {
  return wireTime(Temporal.Instant.from(moment));
}

function earliest(moments: readonly (string | null)[]): string | undefined {
  return moments.flatMap((one) => one ?? []).sort()[0];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What stood around an incident when it was declared (R25), as lines for people: taken once, by Muster, and never
 * mended later, because it tells what could be known then. A part that could not be read says so.
 */
import { statedGap } from '@muster/contract/detect/stated-time';
import { cut } from '@muster/contract/platform/cut';
import type { IncidentState, snapshotPart } from '@muster/contract/respond/state';
import type { z } from 'zod';

export type SnapshotPart = z.infer<typeof snapshotPart>;

interface Alert {
  service: string;
  title: string;
  severity: string;
  firstAt: Temporal.Instant;
  /** As its sender said. */
  startsAt: Temporal.Instant;
}

/** What was read; null where reading failed. */
export interface Surroundings {
  pages:
    | { title: string; state: string; owner: string | null; called: readonly string[]; openedAt: string }[]
    | null;
  pageAlerts: Alert[] | null;
  alerts: Alert[] | null;
  changes: { title: string; state: string; service: string; at: Temporal.Instant }[] | null;
  /** Whom the policies of the services call first now. */
  onShift: { service: string; policy: string | null; people: readonly string[] }[] | null;
  neighbours: { service: string; needs: readonly string[]; neededBy: readonly string[] }[] | null;
  others: Pick<IncidentState, 'ref' | 'title' | 'services'>[] | null;
}

/** So many lines of a part stand there; the screens of the things themselves have the rest. */
export const mostLines = 20;
const longestLine = 400;

/** Whoever declares a thing of the past, or practises, learns nothing from what stands around it now. */
export function wantsContext({ kind, snapshot }: Pick<IncidentState, 'kind' | 'snapshot'>): boolean {
  return kind === 'real' && snapshot === null;
}

/** Parts without anything to tell say that, too: nothing found is an answer. */
export function partsOf(read: Surroundings): SnapshotPart[] {
  return [
    part('What led here', leading(read)),
    part('Alerts that are open', read.alerts?.map(alertLine) ?? null),
    part(
      'Changed in the last 24 hours',
      read.changes?.map((one) => `${clock(one.at)} ${one.service}: ${one.title}${stateOf(one.state)}`) ??
        null,
    ),
    part('On shift', read.onShift?.map(shiftLine) ?? null),
    part('What depends on what', read.neighbours?.flatMap(neighbourLines) ?? null),
    part(
      'Other open incidents',
      read.others?.map(
        (one) => `${one.ref} ${one.title}${one.services.length > 0 ? ` (${one.services.join(', ')})` : ''}`,
      ) ?? null,
    ),
  ];
}

function part(title: string, lines: readonly string[] | null): SnapshotPart {
  if (lines === null) return { title, lines: [], missing: true };
  const shown = lines.slice(0, mostLines).map((one) => cut(one, longestLine));
  return { title, lines: [...shown, ...(lines.length > mostLines ? ['and more'] : [])], missing: false };
}

function leading({ pages, pageAlerts }: Surroundings): string[] | null {
  if (pages === null || pageAlerts === null) return null;
  return [
    ...pages.map(
      (one) =>
        `Page "${one.title}", ${one.state} since ${one.openedAt.slice(11, 16)} UTC: ${
          one.owner === null ? `calls ${listOf(one.called)}` : `${one.owner} has it`
        }`,
    ),
    ...pageAlerts.map(alertLine),
  ];
}

/** By our clock, with the moment that its sender stated where the two are apart. */
function alertLine({ service, title, severity, firstAt, startsAt }: Alert): string {
  const gap = statedGap({ firstAt: firstAt.toString(), startsAt: startsAt.toString() });
  const said = gap === null ? '' : `, which its sender says began at ${clock(startsAt)}`;
  return `${clock(firstAt)} ${service}: ${title} (${severity})${said}`;
}

function shiftLine({ service, policy, people }: NonNullable<Surroundings['onShift']>[number]): string {
  if (policy === null) return `${service}: it has no escalation policy, so nobody is called`;
  return `${service}: ${listOf(people)} (${policy})`;
}

function neighbourLines({
  service,
  needs,
  neededBy,
}: NonNullable<Surroundings['neighbours']>[number]): string[] {
  return [
    ...(needs.length > 0 ? [`${service} needs ${needs.join(', ')}`] : []),
    ...(neededBy.length > 0 ? [`${service} is needed by ${neededBy.join(', ')}`] : []),
  ];
}

function listOf(people: readonly string[]): string {
  return people.length > 0 ? people.join(', ') : 'nobody';
}

function stateOf(state: string): string {
  return state === '' ? '' : ` (${state})`;
}

function clock(at: Temporal.Instant): string {
  const text = at.toString();
  return `${text.slice(5, 10)} ${text.slice(11, 16)}`;
}

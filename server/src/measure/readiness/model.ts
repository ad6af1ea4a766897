/**
 * Readiness of a service in five kinds (practice.md R70), decided from what the stages know of it. A kind is ready when
 * one thing of it holds; following up is ready when nothing that was promised is late.
 */
import type { Evidence, ReadinessItem, ReadinessKind } from '@muster/contract/measure/readiness';
import { isBefore } from '../../platform/instants.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';

/** A sender that said nothing for longer than this may be gone without anybody noticing. */
export const quietDays = 30;
const mostShown = 20;

export interface Known {
  integrations: readonly { name: string; lastEventAt: Temporal.Instant | null }[];
  /** Routes that lead alerts of other senders here. */
  routes: readonly string[];
  policy: string | null;
  /** Whom its policy would call first now. */
  called: readonly string[];
  team: { name: string; members: number } | null;
  lists: readonly { id: string; name: string; members: number }[];
  components: readonly { page: string; title: string; component: string }[];
  followUps: { overdue: number };
}

export function readinessOf(known: Known, now: Temporal.Instant): ReadinessItem[] {
  const { policy, called, team } = known;
  return [
    anyOf('see', [
      ...known.integrations.map(({ name, lastEventAt }) =>
        one('integration', name, { at: lastEventAt, holds: isHeard(lastEventAt, now) }),
      ),
      ...known.routes.map((name) => one('route', name)),
    ]),
    anyOf('act', [
      ...(policy === null ? [] : [one('policy', policy, { holds: called.length > 0 })]),
      ...called.map((name) => one('person', name)),
    ]),
    anyOf('organise', team ? [one('team', team.name, { n: team.members, holds: team.members > 1 })] : []),
    anyOf('communicate', [
      ...known.lists.map(({ id, name, members }) =>
        one('list', id, { label: name, n: members, holds: members > 0 }),
      ),
      ...known.components.map(({ page, title, component }) =>
        one('status-page', page, { label: `${component}, ${title}` }),
      ),
    ]),
    promises(known.followUps.overdue),
  ];
}

function promises(overdue: number): ReadinessItem {
  return anyOf('follow-up', [one('follow-ups', 'follow-ups', { n: overdue, holds: overdue === 0 })]);
}

function isHeard(at: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return at !== null && !isBefore(at, now.subtract({ hours: 24 * quietDays }));
}

function anyOf(kind: ReadinessKind, evidence: Evidence[]): ReadinessItem {
  return {
    kind,
    isReady: evidence.some((piece) => piece.holds),
    evidence: evidence.slice(0, mostShown),
  };
}

function one(
  of: Evidence['of'],
  name: string,
  {
    label = name,
    at = null,
    n = null,
    holds = true,
  }: { label?: string; at?: Temporal.Instant | null; n?: number | null; holds?: boolean } = {},
): Evidence {
  return { of, name, label, at: wireTimeOrNull(at), n, holds };
}

/** Pure: what the four answers are made of. */
import type { Incident } from '@muster/contract/respond/incidents';
import type { Audience } from '@muster/contract/respond/settings';
import type { Impact } from '@muster/contract/respond/state';

const worst: readonly Impact['level'][] = ['major', 'partial', 'degraded', 'unknown', 'none'];

/** The worst impact that goes on, or the latest one that is known; none while nobody stated any. */
export function impactNow({ impact }: Pick<Incident, 'impact'>): Impact | undefined {
  const running = impact.filter((one) => one.until === null);
  const byWorst = running.toSorted((a, b) => worst.indexOf(a.level) - worst.indexOf(b.level));
  return byWorst[0] ?? impact.at(-1);
}

type Staff = Pick<Incident, 'assignments' | 'responders' | 'tasks' | 'category'>;

/** Who holds which role beside command, how many people work on it, and how many tasks have nobody. */
export function whoDoesWhat({ assignments, responders, tasks, category }: Staff) {
  const held = assignments.filter((one) => one.until === null);
  const roles = [...new Set(held.map((one) => one.role))].filter((role) => role !== 'commander');
  const open = tasks.filter((one) => one.state === 'open');
  const here = responders.filter((one) => one.releasedAt === null).map((one) => one.person);
  return {
    others: roles.map((role) => ({
      role,
      names: held.filter((one) => one.role === role).map((one) => one.person),
    })),
    people: new Set([...here, ...held.map((one) => one.person)]).size,
    open: open.length,
    unowned: open.filter((one) => one.person === null).length,
    running: category === 'triage' || category === 'active' || category === 'paused',
  };
}

export interface News {
  audience: Audience;
  dueAt: string | null;
  lastAt: string | null;
}

/** For each audience that was promised or told something: the earliest promise first, then what is only past. */
export function newsOf({ nextUpdates, updates }: Pick<Incident, 'nextUpdates' | 'updates'>): News[] {
  const audiences = [...new Set([...Object.keys(nextUpdates), ...Object.keys(updates)])].map(asAudience);
  return audiences
    .map((audience) => ({
      audience,
      dueAt: nextUpdates[audience] ?? null,
      lastAt: updates[audience]?.at ?? null,
    }))
    .sort((a, b) => ((a.dueAt ?? 'z') < (b.dueAt ?? 'z') ? -1 : 1));
}

/** The keys of `updates` and `nextUpdates` are audiences by their schema. */
function asAudience(name: string): Audience {
  return name as Audience;
}

/**
 * The health strip (R39): how well the response itself goes, worked out from the record and the time alone, so that
 * the server and every browser say the same. Each sign says why, since when, and what would help. A sign lasts exactly
 * as long as its cause; putting it aside takes it out of the whole, never off the strip. It proposes; it never acts.
 */
import { looks, type SignName, signNames } from './health-causes.ts';
import { type Cause, type Level, levels } from './health-look.ts';
import { openWatch } from './health-watch.ts';
import { owedSteps } from './obligations.ts';
import type { IncidentState } from './state.ts';

export type { SignName } from './health-causes.ts';
export { signNames } from './health-causes.ts';

export { type Level, levels };

export interface Sign {
  /** Of a nudge that can be put aside: the name and the level; it is raised again by a new cause, or by getting worse. */
  id: string;
  name: SignName;
  level: Level;
  /** Since when its cause has lasted; null where all is well. */
  since: string | null;
  why: string;
  /** What would help; where all is well, what would keep it so, or nothing. */
  propose: string;
  dismissed: { by: string; at: string; reason: string } | null;
}

export interface Health {
  /** The worst of what nobody put aside. */
  level: Level;
  /** Why, in a sentence; empty where all is well. */
  why: string;
  signs: Sign[];
}

/** Signs of a response that goes on, worst first; of one that rests its news; of one that is over what it still owes. */
export function healthOf(state: IncidentState, now: string): Health {
  const at = Date.parse(now);
  const signs = namesFor(state).map((name) => signOf(state, name, at));
  signs.sort((a, b) => weight(b) - weight(a));
  const [worst] = signs;
  if (!worst || weight(worst) < 1) return { level: 'ok', why: '', signs };
  return { level: worst.level, why: worst.why, signs };
}

/** The next instant after `now` at which a sign turns red, for another cause or anew; null when none will by itself. */
export function nextRed(state: IncidentState, now: string): string | null {
  const at = Date.parse(now);
  const moments = namesFor(state).flatMap((name) => looks[name].causes(state).map((one) => one.redAt));
  const next = Math.min(...moments.filter((one) => one > at));
  return Number.isFinite(next) ? new Date(next).toISOString() : null;
}

/** The latest instant up to `now` at which a cause made this sign red; null where it is not red. */
export function reddenedAt(state: IncidentState, name: SignName, now: string): string | null {
  if (!namesFor(state).includes(name)) return null;
  const at = Date.parse(now);
  const reds = looks[name].causes(state).flatMap((one) => (one.redAt <= at ? one.redAt : []));
  return reds.length === 0 ? null : new Date(Math.max(...reds)).toISOString();
}

/** Duties to those outside last as long as they are owed, a watch until it ends, and no longer are they signs. */
function namesFor(state: IncidentState): readonly SignName[] {
  const absent = [
    ...(owedSteps(state).length > 0 ? [] : ['obligations']),
    ...(openWatch(state) === undefined ? ['watch'] : []),
  ];
  return responseSigns(state).filter((one) => !absent.includes(one));
}

/** Of what is over, only what came back is told, not that nothing did. */
function responseSigns(state: IncidentState): readonly SignName[] {
  const { category, watch } = state;
  if (category === 'triage' || category === 'active') return signNames;
  const back: SignName[] = (watch?.recurrences ?? []).length > 0 ? ['watch'] : [];
  return category === 'paused' ? ['updates', ...back, 'obligations'] : [...back, 'obligations'];
}

function signOf(state: IncidentState, name: SignName, at: number): Sign {
  const look = looks[name];
  const active = look.causes(state).filter((one) => one.amberAt <= at);
  const red = active.filter((one) => one.redAt <= at);
  if (active.length === 0) {
    const { why, propose = '' } = look.well(state, at);
    return { id: `${name}:ok`, name, level: 'ok', since: null, why, propose, dismissed: null };
  }
  const level = red.length > 0 ? 'red' : 'amber';
  const id = `${name}:${level}`;
  const since = new Date(Math.min(...active.map((one) => one.since))).toISOString();
  const dismissed = dismissedOf(state, id, level === 'red' ? red : active);
  return { id, name, level, since, ...look.tell(active, at, state), dismissed };
}

/** Whoever put it aside knew what lasted then, and nothing of what came later. */
function dismissedOf({ dismissed }: IncidentState, id: string, lasting: readonly Cause[]): Sign['dismissed'] {
  const latest = Math.max(...lasting.map((one) => (id.endsWith(':red') ? one.redAt : one.amberAt)));
  const found = dismissed.findLast((one) => one.nudge === id && Date.parse(one.at) >= latest);
  return found ? { by: found.by, at: found.at, reason: found.reason } : null;
}

function weight({ level, dismissed }: Sign): number {
  const worth = levels.indexOf(level);
  return dismissed ? worth / 10 : worth;
}

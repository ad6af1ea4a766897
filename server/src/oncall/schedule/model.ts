/**
 * Who is on call: a schedule is a definition (layers of rotations, restrictions, overrides), and the
 * answer is computed from it alone, by the rules S1 to S9 of the conformance page. Nothing is stored,
 * so the same definition gives the same answer on every node, for the past as for the future.
 *
 * The order of work is S9: rotation, effective window, restrictions, scoped overrides, stacking, unscoped
 * overrides, merging. Each layer answers for itself and says until when its answer holds at least; the
 * sweep in `resolve` goes from change to change, so its cost grows with the changes, not with the minutes.
 */
import type { Schedule, Segment } from '@muster/contract/oncall/definition';
import { instantOf, instantText, readBy } from './local-time.ts';
import {
  applyOverride,
  type LayerPlan,
  layerAt,
  NOBODY,
  type OverridePlan,
  type Plan,
  planOf,
  sameUsers,
  stack,
  type Users,
} from './plan.ts';

/**
 * Who is on call in [from, until), as segments that cover the span without holes: gaps are segments with
 * nobody, neighbours differ, the first and the last are clipped. An empty or reversed span gives no segment.
 */
export function resolve(schedule: Schedule, from: Temporal.Instant, until: Temporal.Instant): Segment[] {
  const end = until.epochMilliseconds;
  const sweep = startSweep(planOf(schedule, from.epochMilliseconds, end), end);
  const runs: { start: number; users: Users }[] = [];
  for (let t = from.epochMilliseconds; t < end; t = nextChange(sweep)) {
    refresh(sweep, t);
    const users = applyAll(stack(sweep.layers), sweep.overrides, t);
    const last = runs.at(-1);
    if (!last || !sameUsers(last.users, users)) runs.push({ start: t, users });
  }
  const bounds = [...runs.map(({ start }) => start), end].map(instantText);
  return runs.map(({ users }, index) => ({
    start: bounds[index] ?? '',
    end: bounds[index + 1] ?? '',
    onCall: [...users],
  }));
}

/** Who is on call at the instant; sorted by character code, empty when nobody is. */
export function onCallAt(schedule: Schedule, at: Temporal.Instant): string[] {
  const t = at.epochMilliseconds;
  const plan = planOf(schedule, t, t + 1);
  const layers = plan.layers.map((layer) => ({
    level: layer.level,
    users: applyAll(layerAt(layer, readBy(layer.zone, t)).users, layer.overrides, t),
  }));
  return [...applyAll(stack(layers), plan.overrides, t)];
}

interface Sweep {
  readonly end: number;
  readonly layers: LayerSweep[];
  readonly overrides: readonly OverridePlan[];
  /** The starts and ends of overrides, ascending, and how many have been passed. */
  readonly edges: readonly number[];
  passed: number;
}

interface LayerSweep {
  readonly plan: LayerPlan;
  readonly level: number;
  /** Before and after scoped overrides. */
  yielded: Users;
  users: Users;
  /** The instant (epoch ms) at which `yielded` has to be asked for again. */
  next: number;
}

function startSweep(plan: Plan, end: number): Sweep {
  const all = [...plan.overrides, ...plan.layers.flatMap((layer) => layer.overrides)];
  return {
    end,
    layers: plan.layers.map((layer) => ({
      plan: layer,
      level: layer.level,
      yielded: NOBODY,
      users: NOBODY,
      next: -Infinity,
    })),
    overrides: plan.overrides,
    edges: [...new Set(all.flatMap(({ start, end: stop }) => [start, stop]))].sort((a, b) => a - b),
    passed: 0,
  };
}

/** Brings every layer up to the instant `t`. */
function refresh(sweep: Sweep, t: number): void {
  const edge = sweep.edges[sweep.passed];
  const crossed = edge !== undefined && edge <= t;
  while ((sweep.edges[sweep.passed] ?? Infinity) <= t) sweep.passed += 1;
  for (const layer of sweep.layers) {
    const due = layer.next <= t;
    if (due) ask(layer, t, sweep.end);
    const scoped = layer.plan.overrides;
    if (scoped.length === 0) layer.users = layer.yielded;
    else if (due || crossed) layer.users = applyAll(layer.yielded, scoped, t);
  }
}

function ask(layer: LayerSweep, t: number, end: number): void {
  const { plan } = layer;
  const answer = layerAt(plan, readBy(plan.zone, t));
  layer.yielded = answer.users;
  // What the wall will not have shown by the end is no concern; so far futures cost nothing.
  layer.next = answer.until <= readBy(plan.zone, end) ? instantOf(plan.zone, answer.until) : Infinity;
}

function nextChange(sweep: Sweep): number {
  let next = sweep.edges[sweep.passed] ?? Infinity;
  for (const layer of sweep.layers) if (layer.next < next) next = layer.next;
  return next;
}

/** S8: the overrides active at `t`, one after the other, each on the result of the one before. */
function applyAll(users: Users, overrides: readonly OverridePlan[], t: number): Users {
  let result = users;
  for (const { start, end, rule } of overrides) {
    if (start <= t && t < end) result = applyOverride(result, rule);
  }
  return result;
}

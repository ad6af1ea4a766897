/**
 * Why somebody is on call: the work of `onCallAt` in the order of S9, with what every layer and every
 * override had to say. It asks the same compiled plan, so it cannot tell another story than the answer.
 */
import type { Override, Schedule } from '@muster/contract/oncall/definition';
import { instantOf, readBy } from './local-time.ts';
import { applyOverride, type LayerPlan, layerAt, type OverridePlan, planOf, stack, usersOf } from './plan.ts';
import { memberOf, type Turn, turnAt } from './turns.ts';
import { hoursAt } from './windows.ts';

/** Positions of layers, members and overrides count from 0, as in the definition; so does the turn number. */
export type ExplanationStep =
  | {
      readonly kind: 'layer';
      readonly layer: number;
      readonly level: number;
      readonly users: string[];
      readonly because: LayerReason;
      /** Absent for a static layer and where no turn runs. `startsAt` and `endsAt` as if unrestricted. */
      readonly turn?: { number: number; member: number | null; startsAt: string; endsAt: string };
    }
  | {
      readonly kind: 'override';
      readonly override: number;
      /** The layer to which it was applied, or null for the stacked result. */
      readonly layer: number | null;
      readonly does: Override['kind'];
      readonly before: string[];
      readonly after: string[];
    }
  | {
      /** The layers that count after stacking (S7); empty when no layer yields anybody. */
      readonly kind: 'stack';
      readonly layers: number[];
      readonly users: string[];
    };

export type LayerReason =
  | 'always'
  | 'turn'
  | 'emptyTurn'
  | 'emptyRing'
  | 'beforeStart'
  | 'betweenShifts'
  | 'beforeEffectiveWindow'
  | 'afterEffectiveWindow'
  | 'restricted';

export interface Explanation {
  readonly onCall: string[];
  readonly steps: ExplanationStep[];
}

/** Who is on call at the instant, and every step that led there; overrides appear only while they are active. */
export function explainAt(schedule: Schedule, at: Temporal.Instant): Explanation {
  const t = at.epochMilliseconds;
  const plan = planOf(schedule, t, t + 1);
  const steps: ExplanationStep[] = [];
  const yields = plan.layers.map((layer) => {
    const step = explainLayer(layer, readBy(layer.zone, t));
    steps.push(step);
    const users = explainOverrides(step.users, layer.overrides, layer.index, steps);
    return { index: layer.index, level: layer.level, users };
  });
  const stacked = [...stack(yields)];
  const top = yields.find(({ users }) => users.length > 0)?.level;
  const counting = yields.filter(({ level, users }) => level === top && users.length > 0);
  steps.push({ kind: 'stack', layers: counting.map(({ index }) => index), users: stacked });
  return { onCall: explainOverrides(stacked, plan.overrides, null, steps), steps };
}

type LayerStep = Extract<ExplanationStep, { kind: 'layer' }>;

function explainLayer(layer: LayerPlan, local: number): LayerStep {
  const { index, level, source } = layer;
  const users = [...layerAt(layer, local).users];
  const turn = 'turns' in source ? turnAt(source.turns, local) : null;
  const step = { kind: 'layer', layer: index, level, users, because: reasonOf(layer, local, turn) } as const;
  if (turn === null || turn.number === null || !('turns' in source)) return step;
  const text = (boundary: number) =>
    Temporal.Instant.fromEpochMilliseconds(instantOf(layer.zone, boundary)).toString();
  const member = memberOf(source.turns, turn.number);
  const span = { startsAt: text(turn.since), endsAt: text(turn.until) };
  return { ...step, turn: { number: turn.number, member, ...span } };
}

function reasonOf(layer: LayerPlan, local: number, turn: Turn | null): LayerReason {
  if (local < layer.from) return 'beforeEffectiveWindow';
  if (local >= layer.until) return 'afterEffectiveWindow';
  if (layer.hours && !hoursAt(layer.hours, local).open) return 'restricted';
  if (turn === null || !('turns' in layer.source)) return 'always';
  const { turns } = layer.source;
  if (turn.number === null) return local < turns.start ? 'beforeStart' : 'betweenShifts';
  if (turns.members.length === 0) return 'emptyRing';
  return usersOf(turns, turn).length === 0 ? 'emptyTurn' : 'turn';
}

function explainOverrides(
  users: readonly string[],
  overrides: readonly OverridePlan[],
  layer: number | null,
  steps: ExplanationStep[],
): string[] {
  // The plan was made for this instant alone, so each override in it is active.
  return overrides.reduce(
    (before, { index, rule }) => {
      const after = [...applyOverride(before, rule)];
      steps.push({ kind: 'override', override: index, layer, does: rule.kind, before, after });
      return after;
    },
    [...users],
  );
}

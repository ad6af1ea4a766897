/**
 * A schedule made ready for questions: times parsed, rotations and restrictions compiled, overrides
 * split by scope. Making one costs microseconds, so nobody needs to keep it; a definition stays the
 * only truth.
 */
import type { Layer, Override, Schedule } from '@muster/contract/oncall/definition';
import { parseLocal, type Zone, zoneOf } from './local-time.ts';
import { compileRotation, memberOf, sorted, type Turn, type Turns, turnAt } from './turns.ts';
import { compileWindows, hoursAt, type WeekHours } from './windows.ts';

export type Users = readonly string[];
export const NOBODY: Users = [];

export interface LayerPlan {
  /** Position in the definition. */
  readonly index: number;
  readonly level: number;
  readonly zone: Zone;
  readonly source: { readonly turns: Turns } | { readonly users: Users };
  /** The effective window (S5), local minutes. */
  readonly from: number;
  readonly until: number;
  /** null = unrestricted. */
  readonly hours: WeekHours | null;
  readonly overrides: readonly OverridePlan[];
}

export interface OverridePlan {
  /** Position in the definition, which is the order of creation. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly rule: Override;
}

export interface Plan {
  /** By level, the highest first. */
  readonly layers: readonly LayerPlan[];
  /** Without scope, in order of creation. */
  readonly overrides: readonly OverridePlan[];
}

/** Plans a schedule for questions about [from, until) in epoch ms; overrides outside it are left out. */
export function planOf(schedule: Schedule, from: number, until: number): Plan {
  const overrides: OverridePlan[] = [];
  schedule.overrides?.forEach((rule, index) => {
    const start = Temporal.Instant.from(rule.start).epochMilliseconds;
    if (start >= until) return;
    const end = Temporal.Instant.from(rule.end).epochMilliseconds;
    if (end > from) overrides.push({ index, start, end, rule });
  });
  const layers = schedule.layers.map((layer, index) => planLayer(schedule, layer, index, overrides));
  layers.sort((a, b) => b.level - a.level);
  return { layers, overrides: overrides.filter(({ rule }) => rule.layers === undefined) };
}

/** Whom a layer yields at a local minute before overrides, and until which local minute at least that holds. */
export function layerAt(layer: LayerPlan, local: number): { users: Users; until: number } {
  if (local < layer.from) return { users: NOBODY, until: layer.from };
  if (local >= layer.until) return { users: NOBODY, until: Infinity };
  const hours = layer.hours && hoursAt(layer.hours, local);
  if (hours && !hours.open) return { users: NOBODY, until: hours.until };
  const end = hours ? Math.min(hours.until, layer.until) : layer.until;
  if ('users' in layer.source) return { users: layer.source.users, until: end };
  const turn = turnAt(layer.source.turns, local);
  return { users: usersOf(layer.source.turns, turn), until: Math.min(end, turn.until) };
}

export function usersOf(turns: Turns, turn: Turn): Users {
  if (turn.number === null) return NOBODY;
  const member = memberOf(turns, turn.number);
  return member === null ? NOBODY : (turns.members[member] ?? NOBODY);
}

/** S7: of the layers that yield somebody, those with the highest level, united. Layers come highest first. */
export function stack(layers: readonly { level: number; users: Users }[]): Users {
  let level: number | null = null;
  let result = NOBODY;
  for (const layer of layers) {
    if (level !== null && layer.level < level) break;
    if (layer.users.length === 0) continue;
    result = level === null ? layer.users : union(result, layer.users);
    level = layer.level;
  }
  return result;
}

/** S8: what one override makes of a set. Returns the very same set when it has no effect. */
export function applyOverride(users: Users, rule: Override): Users {
  if (rule.kind === 'set') return sameUsers(users, rule.users) ? users : sorted(rule.users);
  if (rule.kind === 'add') {
    return rule.users.every((user) => users.includes(user)) ? users : union(users, rule.users);
  }
  if (rule.kind === 'remove') {
    return rule.users.some((user) => users.includes(user))
      ? users.filter((user) => !rule.users.includes(user))
      : users;
  }
  if (!users.includes(rule.user)) return users;
  return sorted(users.map((user) => (user === rule.user ? rule.with : user)));
}

/** Whether two sorted sets are equal. */
export function sameUsers(a: Users, b: Users): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

function planLayer(
  schedule: Schedule,
  layer: Layer,
  index: number,
  overrides: readonly OverridePlan[],
): LayerPlan {
  const zone = zoneOf(layer.timeZone ?? schedule.timeZone);
  const { id, rotation, restrictions } = layer;
  return {
    index,
    level: layer.level ?? index,
    zone,
    source: rotation ? { turns: compileRotation(rotation, zone) } : { users: sorted(layer.users ?? []) },
    from: layer.from === undefined ? -Infinity : parseLocal(layer.from),
    until: layer.until === undefined ? Infinity : parseLocal(layer.until),
    hours: restrictions?.length ? compileWindows(restrictions) : null,
    overrides: id === undefined ? [] : overrides.filter(({ rule }) => rule.layers?.includes(id)),
  };
}

function union(a: Users, b: Users): Users {
  return sorted([...a, ...b]);
}

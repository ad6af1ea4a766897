import type { Incident } from '@muster/contract/respond/incidents';
import { commanderRole } from '@muster/contract/respond/roles';
import type { RoleDefinition } from '@muster/contract/respond/settings';
import type { Assignment } from '@muster/contract/respond/state';

export interface RoleLine {
  definition: RoleDefinition;
  held: Assignment[];
  /** Whether the severity asks for it. */
  isNeeded: boolean;
}

/** Every role with who holds it: command first, what the severity asks for, what is held, then the others. */
export function roleLines(
  { assignments, rule }: Pick<Incident, 'assignments' | 'rule'>,
  roles: readonly RoleDefinition[],
): RoleLine[] {
  const known = new Set(roles.map((one) => one.name));
  const now = assignments.filter((one) => one.until === null);
  const strangers = [...new Set(now.map((one) => one.role))].filter((role) => !known.has(role));
  const lines = [...roles, ...strangers.map(unknownRole)].map((definition) => ({
    definition,
    held: now.filter((one) => one.role === definition.name),
    isNeeded: rule.rolesRequired.includes(definition.name),
  }));
  return lines.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Whether there is still something to lead. */
export function goesOn({ category, kind }: Pick<Incident, 'category' | 'kind'>): boolean {
  return kind !== 'retroactive' && (category === 'triage' || category === 'active' || category === 'paused');
}

function placeOf({ definition, held, isNeeded }: RoleLine): number {
  if (definition.name === commanderRole) return 0;
  if (isNeeded) return 1;
  return held.length > 0 ? 2 : 3;
}

/** A role that the settings do not know any more, and that somebody still holds. */
function unknownRole(name: string): RoleDefinition {
  return { name, label: name, many: true, reportsTo: commanderRole, duty: '' };
}

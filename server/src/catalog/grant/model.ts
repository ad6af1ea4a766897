/**
 * A grant is what belonging to groups of the directory gives here: an access level and places in teams. The directory
 * decides only about what a mapping names: teams that no mapping names, and the access where none names one, stay as
 * people set them here.
 */
import type { GroupMapping } from '@muster/contract/catalog/sso';
import type { Access } from '@muster/contract/platform/endpoint';

export interface Grant {
  /** Null: access is not decided by groups. */
  access: Access | null;
  /** Of each team that a mapping names: whether the person belongs to it. */
  teams: ReadonlyMap<string, boolean>;
}

/** The widest first: of several that were given, it counts. */
const widest: readonly Access[] = ['admin', 'responder', 'auditor', 'support', 'stakeholder'];

/** What these groups give. `otherwise` is the access of whoever is in no group that gives one. */
export function grantFor(
  mappings: readonly GroupMapping[],
  groups: readonly string[],
  otherwise: Access,
): Grant {
  const own = new Set(groups);
  const held = mappings.filter((mapping) => own.has(mapping.group));
  const given = new Set(held.map((mapping) => mapping.access));
  const decides = mappings.some((mapping) => mapping.access !== null);
  const teams = new Map<string, boolean>();
  for (const { team } of mappings) if (team !== null) teams.set(team, false);
  for (const { team } of held) if (team !== null) teams.set(team, true);
  return { access: decides ? (widest.find((level) => given.has(level)) ?? otherwise) : null, teams };
}

/** Pure: what happens to settings while they are edited. */

import type {
  IncidentType,
  RespondSettings,
  RoleDefinition,
  SeverityRule,
  Status,
  StoredSettings,
} from '@muster/contract/respond/settings';
import { counterpart, type SetName, severitySets } from '@muster/contract/respond/severity-sets';

/** The settings with another set of severities; kinds keep theirs under its new name, or begin with the usual one. */
export function withSet(settings: RespondSettings, set: SetName): RespondSettings {
  const roles = new Set(settings.roles.map((one) => one.name));
  return {
    ...settings,
    severities: severitySets[set].map((one) => ({
      ...one,
      rolesRequired: one.rolesRequired.filter((role) => roles.has(role)),
    })),
    types: settings.types.map((one) => ({
      ...one,
      severity: one.severity === null ? null : counterpart(one.severity, set),
    })),
  };
}

/** How the severities that are there are called in a set; those of one's own are not in it. */
export function mappingTo(settings: RespondSettings, set: SetName): { from: string; to: string }[] {
  return settings.severities.flatMap((one) => {
    const other = counterpart(one.name, set);
    const to = severitySets[set].find((each) => each.name === other)?.label;
    return to === undefined || other === one.name ? [] : [{ from: one.label, to }];
  });
}

/**
 * What somebody changed, put onto what somebody else has stored meanwhile. `both` names the parts that both changed:
 * there the own ones stand, and whoever saves them is told.
 */
export function ontoTheirs(
  mine: StoredSettings,
  { basis, theirs }: { basis: StoredSettings; theirs: StoredSettings },
): { value: StoredSettings; both: string[] } {
  const old = new Map(Object.entries(basis));
  const stored = new Map(Object.entries(theirs));
  const isOther = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const own = Object.entries(mine).filter(([part, given]) => isOther(given, old.get(part)));
  const both = own.filter(([part, given]) => {
    const stands = stored.get(part);
    return isOther(stands, old.get(part)) && isOther(stands, given);
  });
  return { value: { ...theirs, ...Object.fromEntries(own) }, both: both.map(([part]) => part) };
}

export function replaced<T>(all: readonly T[], at: number, part: Partial<T>): T[] {
  return all.map((one, i) => (i === at ? { ...one, ...part } : one));
}

export function without<T>(all: readonly T[], at: number): T[] {
  return all.filter((_, i) => i !== at);
}

/** A whole number, or what stands for an empty field. */
export function numberOr<T>(text: string, empty: T): number | T {
  return text.trim() === '' ? empty : Math.round(Number(text));
}

export const fresh = {
  severity: (settings: RespondSettings): SeverityRule => ({
    ...(settings.severities[0] ?? (severitySets.words[0] as SeverityRule)),
    name: '',
    label: '',
    meaning: '',
    rank: Math.max(0, ...settings.severities.map((one) => one.rank)) + 10,
  }),
  status: (): Status => ({ name: '', label: '', category: 'active' }),
  role: (): RoleDefinition => ({ name: '', label: '', many: false, reportsTo: 'commander', duty: '' }),
  type: (): IncidentType => ({
    name: '',
    label: '',
    severity: null,
    private: false,
    roles: [],
    tasks: [],
    fields: [],
    document: '## What we know\n\n## What we do next\n\n## Who does what\n\n## Links\n',
  }),
};

/** What the form of one thing of a list is given. */
export interface EditProps<T> {
  value: T;
  /** Whether it was there before: then its short name stands fast. */
  isStored: boolean;
  isWrong: boolean;
  errorOf: (member: string) => string | undefined;
  onChange: (part: Partial<T>) => void;
  onRemove: () => void;
}

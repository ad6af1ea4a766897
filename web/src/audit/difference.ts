/** Pure: what an entry says of a change, for people to see at a glance. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** The members that differ, by name; one nameless difference where the sides are no objects. */
export function differences(before: unknown, after: unknown): Difference[] {
  if (before === undefined && after === undefined) return [];
  const [old, fresh] = [membersOf(before), membersOf(after)];
  if (old === null || fresh === null) return differ(before, after) ? [one('', before, after)] : [];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return names
    .filter((name) => differ(old[name], fresh[name]))
    .map((name) => one(name, old[name], fresh[name]));
}

/** What else there is to tell: every member of the detail but the two sides of a change. */
export function factsOf(detail: Record<string, unknown>): [name: string, value: string][] {
  return Object.entries(detail)
    .filter(([name]) => name !== 'before' && name !== 'after')
    .map(([name, value]) => [name, textOf(value) ?? '–']);
}

function one(field: string, before: unknown, after: unknown): Difference {
  return { field, before: textOf(before), after: textOf(after) };
}

/** A side that is not there has no members; one that is no object has none that could be compared. */
function membersOf(value: unknown): Record<string, unknown> | null {
  if (value === undefined || value === null) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
}

function differ(a: unknown, b: unknown): boolean {
  return textOf(a) !== textOf(b);
}

/** Null for what is not there. Lists of plain things in one line, everything else as it is. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return value.join(', ');
  return JSON.stringify(value, null, Array.isArray(value) || typeof value === 'object' ? 1 : 0);
}

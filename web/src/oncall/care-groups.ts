/** Pure: what has the same reason is said once. */
export interface Group {
  reason: string;
  names: string[];
}

/** Gathers names by the text of their reason, in order of first appearance. */
export function byReason(all: { name: string; reason: string }[]): Group[] {
  const groups = new Map<string, string[]>();
  for (const { name, reason } of all) {
    const names = groups.get(reason);
    if (names) names.push(name);
    else groups.set(reason, [name]);
  }
  return Array.from(groups, ([reason, names]) => ({ reason, names }));
}

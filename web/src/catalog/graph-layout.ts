/**
 * Pure: a layered picture of what depends on what. A service stands one column left of everything it needs; cycles
 * are broken where they are met, so that every graph has a picture.
 */
export interface Node {
  name: string;
  dependsOn: string[];
}

export interface Placed {
  name: string;
  column: number;
  row: number;
}

export interface Layout {
  nodes: Placed[];
  edges: { from: string; to: string }[];
  columns: number;
  rows: number;
}

/** Places the given services and the edges between them; edges to services that are not given are left out. */
export function layoutOf(services: Node[]): Layout {
  const known = new Map(services.map((one) => [one.name, one]));
  const depth = new Map<string, number>();
  for (const one of services) depthOf(one.name, known, depth, new Set());
  const columns = Math.max(0, ...depth.values()) + 1;
  const filled = new Map<number, number>();
  const nodes = [...services]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name }) => {
      const column = columns - 1 - (depth.get(name) ?? 0);
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      return { name, column, row };
    });
  const edges = services.flatMap((one) =>
    one.dependsOn.filter((to) => known.has(to)).map((to) => ({ from: one.name, to })),
  );
  return { nodes, edges, columns, rows: Math.max(0, ...filled.values()) };
}

/** The longest way from here to something that needs nothing. */
function depthOf(
  name: string,
  known: Map<string, Node>,
  depth: Map<string, number>,
  path: Set<string>,
): number {
  const before = depth.get(name);
  if (before !== undefined) return before;
  if (path.has(name)) return 0;
  path.add(name);
  const below = (known.get(name)?.dependsOn ?? []).filter((to) => known.has(to) && !path.has(to));
  const own = below.length === 0 ? 0 : 1 + Math.max(...below.map((to) => depthOf(to, known, depth, path)));
  path.delete(name);
  depth.set(name, own);
  return own;
}

/**
 * Pure: a layered picture of what depends on what. A service stands right of everything that needs it, as far left
 * as it can; cycles are broken where they are met, so that every graph has a picture. A line that passes a column
 * gets a place of its own in it, so that it never runs through a box.
 */
export interface Node {
  name: string;
  dependsOn: string[];
}

export interface Place {
  column: number;
  row: number;
}

export interface Layout {
  nodes: (Place & { name: string })[];
  /** Each line with all places it runs through, its two ends included. */
  edges: { from: string; to: string; via: Place[] }[];
  columns: number;
  rows: number;
}

/** One cell of a column while rows are being found: a service, or a line that passes. */
interface Cell {
  key: string;
  before: string[];
}

/** Places the given services and the edges between them; edges to services that are not given are left out. */
export function layoutOf(services: Node[]): Layout {
  const known = new Set(services.map((one) => one.name));
  const needs = new Map(services.map((one) => [one.name, one.dependsOn.filter((to) => known.has(to))]));
  const column = columnsOf(needs);
  const lines = [...needs].flatMap(([from, all]) =>
    all.map((to) => ({ from, to, keys: keysOf(from, to, column) })),
  );
  const places = rowsOf(cellsOf(needs, lines, column));
  const at = (key: string) => places.get(key) ?? { column: 0, row: 0 };
  const all = [...places.values()];
  return {
    nodes: [...known].sort().map((name) => ({ name, ...at(name) })),
    edges: lines.map(({ from, to, keys }) => ({ from, to, via: keys.map(at) })),
    columns: Math.max(0, ...all.map((place) => place.column + 1)),
    rows: Math.max(0, ...all.map((place) => place.row + 1)),
  };
}

/** The column of each service: one more than the rightmost that needs it. */
function columnsOf(needs: Map<string, string[]>): Map<string, number> {
  const column = new Map<string, number>();
  const neededBy = new Map<string, string[]>();
  for (const [from, all] of needs)
    for (const to of all) neededBy.set(to, [...(neededBy.get(to) ?? []), from]);
  const visit = (name: string, path: Set<string>): number => {
    const known = column.get(name);
    if (known !== undefined) return known;
    path.add(name);
    const above = (neededBy.get(name) ?? []).filter((from) => !path.has(from));
    const own = Math.max(0, ...above.map((from) => visit(from, path) + 1));
    path.delete(name);
    column.set(name, own);
    return own;
  };
  for (const name of [...needs.keys()].sort()) visit(name, new Set());
  return column;
}

/** The cells a line runs through from left to right; a line of a cycle may run from right to left, directly. */
function keysOf(from: string, to: string, column: Map<string, number>): string[] {
  const [start, end] = [column.get(from) ?? 0, column.get(to) ?? 0];
  const between = Array.from(
    { length: Math.max(0, end - start - 1) },
    (_, step) => `${from} ${to} ${start + 1 + step}`,
  );
  return [from, ...between, to];
}

function cellsOf(
  needs: Map<string, string[]>,
  lines: { keys: string[] }[],
  column: Map<string, number>,
): Cell[][] {
  const columns: Cell[][] = [];
  const before = new Map<string, string[]>();
  const put = (key: string, at: number) => {
    columns[at] ??= [];
    if (!columns[at].some((cell) => cell.key === key)) columns[at].push({ key, before: [] });
  };
  for (const name of [...needs.keys()].sort()) put(name, column.get(name) ?? 0);
  for (const { keys } of lines) {
    keys.slice(1, -1).forEach((key, step) => put(key, (column.get(keys[0] ?? '') ?? 0) + 1 + step));
    keys.slice(1).forEach((key, step) => before.set(key, [...(before.get(key) ?? []), keys[step] ?? '']));
  }
  return columns.map((cells) => cells.map(({ key }) => ({ key, before: before.get(key) ?? [] })));
}

/** Rows from left to right: each cell as near as can be to the middle of those that lead to it. */
function rowsOf(columns: Cell[][]): Map<string, Place> {
  const places = new Map<string, Place>();
  columns.forEach((cells, column) => {
    const wish = ({ before }: Cell) => {
      const rows = before.map((key) => places.get(key)?.row).filter((row) => row !== undefined);
      return rows.length === 0
        ? Number.POSITIVE_INFINITY
        : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    const sorted = cells
      .map((cell) => ({ key: cell.key, wish: wish(cell) }))
      .sort((a, b) => a.wish - b.wish || 0);
    sorted.forEach(({ key }, row) => places.set(key, { column, row }));
  });
  return places;
}

import { expect, test } from 'vitest';
import { layoutOf } from './graph-layout.ts';

const columns = (layout: ReturnType<typeof layoutOf>) =>
  Object.fromEntries(layout.nodes.map((one) => [one.name, one.column]));

test('what is needed stands right of what needs it, as far left as it can', () => {
  const layout = layoutOf([
    { name: 'web', dependsOn: ['checkout', 'search'] },
    { name: 'checkout', dependsOn: ['ledger'] },
    { name: 'ledger', dependsOn: [] },
    { name: 'search', dependsOn: [] },
  ]);
  expect(columns(layout)).toEqual({ web: 0, checkout: 1, ledger: 2, search: 1 });
  expect(layout).toMatchObject({ columns: 3, rows: 2 });
  expect(layout.edges).toHaveLength(3);
});

test('a line that passes a column has a place of its own in it', () => {
  const layout = layoutOf([
    { name: 'a', dependsOn: ['b', 'c'] },
    { name: 'b', dependsOn: ['c'] },
    { name: 'c', dependsOn: [] },
  ]);
  const long = layout.edges.find((edge) => edge.from === 'a' && edge.to === 'c');
  const box = layout.nodes.find((node) => node.name === 'b');
  expect(long?.via.map((place) => place.column)).toEqual([0, 1, 2]);
  expect(long?.via[1]?.row).not.toBe(box?.row);
});

test('no two boxes share a place', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const { nodes } = layoutOf(names.map((name, at) => ({ name, dependsOn: names.slice(at + 1) })));
  expect(new Set(nodes.map((one) => `${one.column} ${one.row}`)).size).toBe(5);
});

test('a cycle still has a picture', () => {
  const layout = layoutOf([
    { name: 'a', dependsOn: ['b'] },
    { name: 'b', dependsOn: ['a'] },
  ]);
  expect(layout.nodes).toHaveLength(2);
  expect(layout.columns).toBe(2);
});

test('services outside the picture are left out of it', () => {
  expect(layoutOf([{ name: 'a', dependsOn: ['elsewhere'] }])).toEqual({
    nodes: [{ name: 'a', column: 0, row: 0 }],
    edges: [],
    columns: 1,
    rows: 1,
  });
  expect(layoutOf([])).toMatchObject({ nodes: [], rows: 0 });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditEntry } from './audit.ts';
import { beginning, canonicalForm, createWalk, linkHash } from './audit-chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const entryOf = (n: number): AuditEntry => ({
  id: `0199-${n}`,
  at: `2026-03-02T10:00:${String(n).padStart(2, '0')}.000000Z`,
  actorKind: 'person',
  actor: 'ada',
  how: 'session',
  address: '192.0.2.1',
  action: 'oncall.acknowledgePage',
  subject: `page:${n}`,
  detail: { before: 'triggered', after: 'acknowledged' },
  requestId: null,
  outcome: 'done',
  count: 1,
  place: null,
  hash: null,
});

type Linked = AuditEntry & { place: number; hash: string };

function chainOf(length: number): Linked[] {
  const out: Linked[] = [];
  let previous = beginning.hash;
  for (let place = 1; place <= length; place += 1) {
    const entry = entryOf(place);
    previous = linkHash(sha256, previous, entry);
    out.push({ ...entry, place, hash: previous });
  }
  return out;
}

function walked(entries: readonly AuditEntry[], needs: Partial<Parameters<typeof createWalk>[0]> = {}) {
  const walk = createWalk({ sha256, ...needs });
  for (const entry of entries) walk.follow(entry);
  return walk;
}

const kinds = (entries: readonly AuditEntry[]) =>
  walked(entries)
    .findings()
    .findings.map(({ kind, place }) => [kind, place]);

test('a chain as it was written has no findings', () => {
  const chain = chainOf(10);
  const walk = walked(chain);
  expect(walk.findings()).toEqual({ findings: [], more: 0 });
  expect(walk.at()).toEqual({ place: 10, hash: chain[9]?.hash });
  expect(walk.entries()).toBe(10);
});

const changed: Record<keyof Omit<AuditEntry, 'place' | 'hash'>, Partial<AuditEntry>> = {
  id: { id: '0199-x' },
  at: { at: '2026-03-02T10:00:05.000001Z' },
  actorKind: { actorKind: 'system' },
  actor: { actor: 'rex' },
  how: { how: 'token' },
  address: { address: null },
  action: { action: 'oncall.resolvePage' },
  subject: { subject: 'page:6' },
  detail: { detail: { before: 'triggered', after: 'resolved' } },
  requestId: { requestId: 'r' },
  outcome: { outcome: 'refused' },
  count: { count: 2 },
};

test.each(Object.entries(changed))('an edit of %s is found, and only there', (_, change) => {
  const chain = chainOf(10).map((entry) => (entry.place === 5 ? { ...entry, ...change } : entry));
  expect(kinds(chain)).toEqual([['edited', 5]]);
});

test('an edit with the right hash of its own is found at the next entry', () => {
  const chain = chainOf(10);
  const forged = { ...entryOf(5), actor: 'rex' };
  const hash = linkHash(sha256, chain[3]?.hash ?? '', forged);
  expect(kinds(chain.map((entry) => (entry.place === 5 ? { ...forged, place: 5, hash } : entry)))).toEqual([
    ['edited', 6],
  ]);
});

test('what is taken out is missing; renumbered, the next one does not fit', () => {
  const chain = chainOf(10);
  expect(kinds(chain.filter(({ place }) => place < 4 || place > 6))).toEqual([['missing', 4]]);
  const renumbered = chain
    .filter(({ place }) => place !== 5)
    .map((entry) => (entry.place > 5 ? { ...entry, place: entry.place - 1 } : entry));
  expect(kinds(renumbered)).toEqual([['edited', 5]]);
});

test.each([
  [2, 6],
  [5, 6],
  [1, 9],
])('entries %i and %i in each other’s place are found', (a, b) => {
  const places = new Map([
    [a, b],
    [b, a],
  ]);
  const swapped = chainOf(10)
    .map((entry) => ({ ...entry, place: places.get(entry.place) ?? entry.place }))
    .sort((x, y) => x.place - y.place);
  const found = kinds(swapped);
  expect(found[0]).toEqual(['moved', a]);
  expect(found.every(([kind]) => kind === 'moved')).toBe(true);
});

test('contents in each other’s place, places and hashes left, are found', () => {
  const chain = chainOf(10);
  const swapped = chain.map((entry) =>
    entry.place === 3 || entry.place === 7
      ? { ...entryOf(10 - entry.place), place: entry.place, hash: entry.hash }
      : entry,
  );
  expect(kinds(swapped)).toEqual([
    ['moved', 3],
    ['moved', 7],
  ]);
});

test.each([
  ['a hash of nothing', () => 'f'.repeat(64)],
  ['a hash that follows', (previous: string) => linkHash(sha256, previous, entryOf(50))],
])('an entry put in with %s is found', (_, hashOf) => {
  const chain = chainOf(10);
  const put = { ...entryOf(50), place: 5, hash: hashOf(chain[3]?.hash ?? '') };
  const later = chain.slice(4).map((entry) => ({ ...entry, place: entry.place + 1 }));
  expect(kinds([...chain.slice(0, 4), put, ...later])).toEqual([['inserted', 5]]);
});

test('two entries of one place are found', () => {
  const chain = chainOf(4);
  const again = { ...entryOf(50), place: 3, hash: 'f'.repeat(64) };
  expect(kinds([...chain.slice(0, 3), again, ...chain.slice(3)])).toEqual([['doubled', 3]]);
});

test('a tail that was cut off fits by itself; a hash written down before tells', () => {
  const chain = chainOf(10);
  const written = new Set([chain[9]?.hash ?? '']);
  expect(walked(chain, { sought: written }).met()).toEqual([...written]);
  const cut = walked(chain.slice(0, 7), { sought: written });
  expect(cut.findings().findings).toEqual([]);
  expect(cut.met()).toEqual([]);
});

test('a chain that was made anew from somewhere on is other than its anchor', () => {
  const old = chainOf(10);
  const anchors = new Map([[10, { day: '2026-03-02', hash: old[9]?.hash ?? '' }]]);
  const anew: Linked[] = [];
  let previous = beginning.hash;
  for (const { place, hash: _, ...entry } of old) {
    const forged = { ...entry, place: null, hash: null, actor: place === 4 ? 'rex' : entry.actor };
    previous = linkHash(sha256, previous, forged);
    anew.push({ ...forged, place, hash: previous });
  }
  expect(walked(anew, { anchors }).findings().findings).toMatchObject([{ kind: 'anchor', place: 10 }]);
});

test('a walk that starts later takes what is before it as it is', () => {
  const chain = chainOf(10);
  const from = { place: 6, hash: chain[5]?.hash ?? '' };
  expect(walked(chain.slice(6), { from }).findings().findings).toEqual([]);
});

test('findings are bounded, and the rest is counted', () => {
  const chain = chainOf(300).map((entry) => ({ ...entry, actor: 'rex' }));
  const { findings, more } = walked(chain).findings();
  expect(findings).toHaveLength(100);
  expect(more).toBe(200);
});

test('the canonical form does not depend on the order of members, and tells every difference', () => {
  const of = (detail: Record<string, unknown>) => canonicalForm({ ...entryOf(1), detail });
  expect(of({ b: [{ y: 1, x: 2 }], a: null })).toBe(of({ a: null, b: [{ x: 2, y: 1 }] }));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, other] = [of({ a }), of({ a: b })];
      expect(one === other).toBe(JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b)));
    }),
    { seed: 7 },
  );
});

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { members: members.map(([key, inner]) => [key, inOrder(inner)]) };
}

import { createHash } from 'node:crypto';
import { type AuditEntry, exportAudit, listAudit, verifyAudit } from '@muster/contract/platform/audit';
import { beginning, linkHash } from '@muster/contract/platform/audit-chain';
import { expect, test } from 'vitest';
import { aProblem, eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const entry: AuditEntry = {
  id: '0199-1',
  at: '2026-11-20T09:48:00.000000Z',
  actorKind: 'person',
  actor: 'ana',
  how: 'session:1',
  address: '192.0.2.1',
  action: 'catalog.deactivatePerson',
  subject: 'person:ben',
  detail: { reason: 'left\u001b[31m us' },
  requestId: 'r',
  outcome: 'done',
  count: 1,
  place: 1,
  hash: 'a'.repeat(64),
};

function chain(length: number): AuditEntry[] {
  let previous = beginning.hash;
  return Array.from({ length }, (_, index) => {
    const one = { ...entry, id: `0199-${index}`, place: index + 1 };
    previous = linkHash((text) => createHash('sha256').update(text).digest('hex'), previous, one);
    return { ...one, hash: previous };
  });
}

const linesOf = (entries: readonly AuditEntry[]) => entries.map((one) => `${JSON.stringify(one)}\n`).join('');

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('audit list asks with the filters and shows an entry on one plain line', async () => {
  server.on(listAudit, () => ({ items: [entry], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('audit', 'list', '--actor', 'ana', '--from', '2026-11-20T00:00:00+01:00')).toBe(0);
  expect(server.asked[0]?.query).toEqual({ actor: 'ana', from: '2026-11-19T23:00:00.000Z', limit: 50 });
  expect(t.text().split('\n')[1]).toBe(
    '2026-11-20 10:48 +01:00  ana  catalog.deactivatePerson  person:ben  192.0.2.1  left us',
  );
});

test('audit list says what was refused, and when there are more', async () => {
  server.on(listAudit, () => ({
    items: [{ ...entry, outcome: 'refused' as const, count: 12 }],
    nextCursor: 'c',
  }));
  const t = terminal({ env });
  await t.muster('audit', 'list');
  expect(t.text()).toContain('catalog.deactivatePerson (refused)');
  expect(t.text()).toContain('12 times');
  expect(t.text()).toContain('There are more');
});

test('audit export writes what comes to the file', async () => {
  server.on(exportAudit, () => 'whatever comes');
  const t = terminal({ env });
  expect(await t.muster('audit', 'export', 'log.jsonl', '--outcome', 'refused')).toBe(0);
  expect(server.asked[0]?.query).toEqual({ outcome: 'refused' });
  expect(server.asked[0]?.headers.authorization).toBe('Bearer secret');
  expect(t.written).toEqual([{ path: 'log.jsonl', text: '"whatever comes"' }]);
});

test('audit export by somebody who may not is refused, and writes nothing', async () => {
  server.on(exportAudit, () => aProblem(403, 'forbidden', 'Your access does not allow this.'));
  const t = terminal({ env });
  expect(await t.muster('audit', 'export', 'log.jsonl')).toBe(1);
  expect(t.written).toEqual([]);
  expect(t.err.join()).toContain('Your access does not allow this.');
});

test('audit verify walks all pieces and tells where the chain ends', async () => {
  const piece = { entries: 5, findings: [], moreFindings: 0, met: [] };
  server.on(verifyAudit, ({ query }) =>
    JSON.stringify(query) === '{"after":0}'
      ? { ...piece, upTo: { place: 5, hash: 'b' }, next: 5 }
      : { ...piece, upTo: { place: 10, hash: 'c' }, next: null },
  );
  const t = terminal({ env });
  expect(await t.muster('audit', 'verify')).toBe(0);
  expect(t.text()).toBe('Unbroken: 10 entries, the last is entry 10 with the hash c.');
});

test('audit verify fails with its findings, and with an anchor that is not met', async () => {
  const finding = { kind: 'missing', place: 4, id: null, text: 'Entry 4 is missing.' } as const;
  server.on(verifyAudit, () => ({
    entries: 9,
    findings: [finding],
    moreFindings: 0,
    met: [],
    upTo: { place: 10, hash: 'c' },
    next: null,
  }));
  const t = terminal({ env });
  const anchor = `2026-11-19:${'d'.repeat(64)}`;
  expect(await t.muster('audit', 'verify', '--anchor', anchor)).toBe(1);
  expect(t.text()).toContain('Entry 4 is missing.');
  expect(t.text()).toContain(`does not go through the anchor ${anchor}`);
  expect(await t.muster('audit', 'verify', '--anchor', 'yesterday')).toBe(2);
});

test('audit verify proves an exported file without any server', async () => {
  const entries = chain(20);
  const anchor = `2026-11-19:${entries[9]?.hash}`;
  const t = terminal({ files: { 'log.jsonl': linesOf(entries) } });
  expect(await t.muster('audit', 'verify', '--file', 'log.jsonl', '--anchor', anchor)).toBe(0);
  expect(t.text()).toContain('Unbroken: 20 entries, the last is entry 20');
});

test.each<[string, (entries: AuditEntry[]) => AuditEntry[], string]>([
  [
    'edited',
    (all) => all.map((one) => (one.place === 7 ? { ...one, actor: 'x' } : one)),
    'Entry 7 does not fit',
  ],
  ['cut in the middle', (all) => all.filter((one) => one.place !== 7), 'Entry 7 is missing.'],
  ['cut at the end', (all) => all.slice(0, 12), 'does not go through the anchor'],
])('audit verify finds that a file was %s', async (_, spoil, told) => {
  const entries = chain(20);
  const t = terminal({ files: { 'log.jsonl': linesOf(spoil(entries)) } });
  const anchor = `2026-11-19:${entries[19]?.hash}`;
  expect(await t.muster('audit', 'verify', '--file', 'log.jsonl', '--anchor', anchor)).toBe(1);
  expect(t.text()).toContain(told);
});

test('audit verify says which line is no entry', async () => {
  const t = terminal({ files: { 'log.jsonl': `${linesOf(chain(1))}{"id": 1}\n` } });
  expect(await t.muster('audit', 'verify', '--file', 'log.jsonl')).toBe(2);
  expect(t.err.join()).toContain('Line 2 is not an entry');
});

import { auditState, exportAudit, listAudit, verifyAudit } from '@muster/contract/platform/audit';
import { createToken } from '@muster/contract/catalog/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

test('an entry tells who, by what, from where, what and when', async () => {
  await slice.as('responder')(createToken, { body: { label: 'mine' } });
  const { items } = await slice.as('auditor')(listAudit, { query: { action: 'catalog.createToken', actor: 'rex' } });
  expect(items[0]).toMatchObject({ actorKind: 'person', actor: 'rex', address: '127.0.0.1', outcome: 'done', count: 1 });
  expect(items[0]?.how).toMatch(/^token:/);
});

test('what waits is chained and verified', async () => {
  slice.clock.advance({ seconds: 40 });
  await slice.app.settled();
  const state = await slice.as('auditor')(auditState);
  expect(state.waiting).toBe(0);
  const found = await slice.as('auditor')(verifyAudit);
  expect(found).toMatchObject({ findings: [], next: null });
  expect(found.entries).toBe(state.head?.place);
  const file = await slice.http('GET', exportAudit.path, { token: slice.tokens.auditor });
  expect(file.status).toBe(200);
});

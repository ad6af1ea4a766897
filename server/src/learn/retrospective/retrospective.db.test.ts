import * as endpoints from '@muster/contract/learn/retrospectives';
import { addEntry } from '@muster/contract/respond/entries';
import { declareIncident, resolveIncident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

async function resolved(title: string, more: { private?: boolean; severity?: string } = {}) {
  const rex = slice.as('responder');
  const { id, ref } = await rex(declareIncident, {
    body: { title, services: ['checkout'], command: true, ...more },
  });
  await rex(addEntry, {
    params: { ref },
    body: { kind: 'attempt', text: 'Restarted the pool', result: 'worse' },
  });
  await rex(resolveIncident, { params: { ref }, body: { text: 'Rolled back' } });
  await slice.app.settled();
  return { id, ref };
}

test('the end of a response that asks for it begins the report, drafted from the record', async () => {
  const { ref } = await resolved('Checkout fails', { severity: 'critical' });
  const rex = slice.as('responder');
  const one = await rex(endpoints.getIncidentRetrospective, { params: { ref } });
  expect(one).toMatchObject({ ref, state: 'draft', owner: 'rex', kind: 'incident', factors: [] });
  expect(one.timeline.map((row) => row.text)).toContain('Restarted the pool');
  expect(one.timeline.every((row) => row.event !== null)).toBe(true);
  expect(one.record.effects).toMatchObject([{ text: 'Restarted the pool' }]);
  expect(one.meetingDueAt).toBe('2026-03-05T10:00:00.000Z');
});

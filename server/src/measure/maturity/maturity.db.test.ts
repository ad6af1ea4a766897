import { type PracticeCheck, practiceCheck } from '@muster/contract/measure/maturity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const start = Temporal.Instant.from('2026-01-20T09:00:00Z');

/** A past that was taken in: noticed after so many minutes, one a day. */
function past(noticed: readonly number[]) {
  return noticed.map((minutes, i) => {
    const begun = start.add({ hours: 24 * i });
    const at = (after: number) => begun.add({ minutes: after }).toString();
    return {
      sourceId: `P-${i}`,
      title: `Past ${i}`,
      severity: 'average',
      services: ['ledger'],
      impact: [{ start: at(0), end: at(60), level: 'partial' }],
      times: {
        firstSignal: at(minutes),
        detected: at(minutes),
        declared: at(minutes + 6),
        resolved: at(60),
        firstPageSent: at(minutes),
        acknowledged: at(minutes + 1),
      },
    };
  });
}

async function check(): Promise<PracticeCheck> {
  await slice.app.settled();
  const { json } = await slice.http('GET', '/api/v1/practice', { token: slice.tokens.responder });
  return practiceCheck.parse(json);
}
const figure = ({ practices }: PracticeCheck, name: string) =>
  practices.find((one) => one.name === name)?.now;

test('figures come from what happened in the quarter, and too little is not told', async () => {
  expect((await check()).score.now.told).toBe(2);
  await slice.http('POST', '/api/v1/incidents/import', {
    token: slice.tokens.responder,
    body: { items: past([2, 3, 4, 20, 31, 1]) },
  });
  slice.clock.advance({ minutes: 1 });
  const found = await check();
  expect(figure(found, 'noticed-soon')).toEqual({ value: 4 / 6, n: 6, standing: 'short' });
  expect(figure(found, 'declared-soon')).toEqual({ value: 1, n: 6, standing: 'held' });
  // What was written down afterwards tells nothing about answering.
  expect(figure(found, 'answered-soon')).toEqual({ value: null, n: 0, standing: 'untold' });
  expect(figure(found, 'done-in-time')).toEqual({ value: null, n: 0, standing: 'untold' });
  expect(found.steps).toContain('noticed-soon');
  expect(found.quarter).toMatchObject({
    from: '2026-01-01T00:00:00.000Z',
    before: '2025-10-01T00:00:00.000Z',
  });
});

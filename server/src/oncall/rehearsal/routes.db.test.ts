import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

test('a policy shows whom it reaches at an instant', async () => {
  const { status, json } = await slice.http('GET', '/api/v1/policies/high/path?at=2026-03-02T10:00:00Z');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    steps: [{ step: 1, targets: [{ kind: 'schedule', name: 'primary', people: ['rex'] }] }],
    services: [{ name: 'checkout' }, { name: 'ledger', urgency: 'low' }],
    findings: expect.arrayContaining([expect.objectContaining({ code: 'onePerson' })]),
  });
  expect((await slice.http('GET', '/api/v1/policies/none/path')).status).toBe(404);
});

test('a night is rehearsed on the real schedules and on drafts, and leaves nothing behind', async () => {
  const at = '2026-03-02T02:00:00Z';
  const ask = (body: object) => slice.http('POST', '/api/v1/policies/high/rehearsal', { body });
  // Whoever is on call is told by the one rule, five minutes after, in each of the two passes.
  expect((await ask({ at, service: 'checkout' })).json).toMatchObject({
    urgency: 'high',
    told: [
      { minute: 5, person: 'ada', via: 'mail', kind: 'email' },
      { minute: 10, person: 'ada', pass: 2 },
    ],
    escalation: 'exhausted',
  });
  const draft = { repeat: 0, steps: [{ escalateAfter: 5, targets: [{ team: 'payments' }] }] };
  expect((await ask({ at, policy: draft })).json).toMatchObject({
    told: [{ person: 'ada' }, { person: 'rex' }],
  });
  const unknown = { repeat: 0, steps: [{ escalateAfter: 5, targets: [{ schedule: 'none' }] }] };
  expect((await ask({ at, policy: unknown })).status).toBe(422);
  expect((await ask({ at, service: 'none' })).status).toBe(422);
  expect(await slice.rows(sql`select 1 from oncall.pages`)).toEqual([]);
});

test('quiet hours of a person are kept with their rules, and the rehearsal obeys them', async () => {
  const quiet = { timeZone: 'Europe/Madrid', windows: [{ from: '22:00', to: '07:00' }] };
  const rules = { high: [{ after: 0, via: 'mail' }], low: [{ after: 0, via: 'mail' }], quiet };
  const saved = await slice.http('PUT', '/api/v1/people/ada/rules', { body: rules });
  expect(saved.json).toMatchObject({ rules: { quiet } });
  const ask = { at: '2026-03-02T02:00:00Z', service: 'checkout' };
  const rehearsed = (urgency: string) =>
    slice.http('POST', '/api/v1/policies/high/rehearsal', { body: { ...ask, urgency } });
  // It is three at night in Madrid, so seven is four hours away.
  expect((await rehearsed('low')).json).toMatchObject({ told: [{ minute: 240, person: 'ada' }] });
  expect((await rehearsed('high')).json).toMatchObject({ told: [{ minute: 0 }, { minute: 5 }] });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const load = (token: string, query = '') => slice.http('GET', `/api/v1/measures/load${query}`, { token });

test('a page counts for whoever was told while on call, and only those who look after the rota see people', async () => {
  await slice.http('PUT', '/api/v1/people/rex/rules', { body: { high: [{ after: 0, via: 'mail' }] } });
  const body = { title: 'Down', service: 'checkout', urgency: 'high' };
  const { json } = await slice.http('POST', '/api/v1/pages', { body });
  const id = String(inside(json, 'id'));
  await expect
    .poll(() => slice.rows(sql`select 1 from oncall.pages where id = ${id} and notified <> '{}'`))
    .toHaveLength(1);
  slice.clock.advance({ minutes: 1 });
  // The rota belongs to nobody, so responders look after it.
  expect((await load(slice.tokens.responder)).json).toMatchObject({
    rotas: [
      {
        schedule: 'primary',
        n: 2,
        people: [
          { person: 'ada', pages: 0 },
          { person: 'rex', pages: 1 },
        ],
      },
    ],
  });
  expect((await load(slice.tokens.stakeholder)).json).toMatchObject({ rotas: [{ n: 2, people: [] }] });
  expect((await load(slice.tokens.admin, '?schedule=none')).json).toMatchObject({ rotas: [], value: null });
  const backwards = '?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z';
  expect((await load(slice.tokens.admin, backwards)).status).toBe(422);
});

/** After an hour of work on a page somebody is asked whether it is an incident (R13). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

interface Shown {
  id: string;
  raisedAt: string | null;
  refused: { by: string; reason: string } | null;
}
/** The tests read only what they name, and compare it. */
const asShown = (json: unknown) => json as Shown;
async function send(method: string, path: string, body?: object) {
  const { status, json } = await slice.http(method, `/api/v1${path}`, {
    token: slice.tokens.responder,
    body,
  });
  return { status, json: asShown(json) };
}

/** A page by hand that rex has in hand. */
async function taken(title: string): Promise<string> {
  const { json } = await send('POST', '/pages', { title, people: ['rex'] });
  await send('POST', `/pages/${json.id}/acknowledgement`);
  await slice.app.settled();
  return json.id;
}
async function passes(minutes: number): Promise<void> {
  slice.clock.advance({ minutes });
  await slice.app.settled();
}
const questions = () =>
  slice.rows<{ title: string }>(
    sql`select title from oncall.pages where title like 'Is it an incident?%' order by id`,
  );

test('its owner is asked once, an hour after taking it', async () => {
  const id = await taken('Disk is full');
  await passes(59);
  expect((await send('GET', `/pages/${id}/prompt`)).json).toEqual({ raisedAt: null, refused: null });
  await passes(1);
  expect((await send('GET', `/pages/${id}/prompt`)).json.raisedAt).toBe('2026-03-02T11:00:00.000Z');
  expect(await questions()).toEqual([{ title: 'Is it an incident? Disk is full' }]);
  await passes(120);
  expect(await questions()).toHaveLength(1);
});

test('nobody is asked of what is solved, of what an incident has, or of what was refused', async () => {
  const before = (await questions()).length;
  const solved = await taken('Solved');
  await send('POST', `/pages/${solved}/resolution`);
  const declared = await taken('Declared');
  await send('POST', '/incidents', { title: 'Declared', page: declared });
  const refused = await taken('Refused');
  expect((await send('POST', `/pages/${refused}/prompt/refusal`, { reason: ' ' })).status).toBe(422);
  const answer = await send('POST', `/pages/${refused}/prompt/refusal`, { reason: 'one disk, ours alone' });
  expect(answer.json.refused).toMatchObject({ by: 'rex', reason: 'one disk, ours alone' });
  await passes(61);
  expect(await questions()).toHaveLength(before);
  expect((await send('POST', `/pages/${solved}/prompt/refusal`, { reason: 'x' })).status).toBe(409);
  expect((await send('GET', '/pages/0198a0c0-0000-7000-8000-000000000000/prompt')).status).toBe(404);
});

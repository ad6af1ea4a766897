/** What ties incidents to one another, and people to them: merges, links, questions of those who wait. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
const ask = async (method: string, path: string, body?: object, token = slice.tokens.responder) => {
  const { status, json } = await slice.http(method, `/api/v1/incidents${path}`, {
    token,
    ...(body ? { body } : {}),
  });
  return { status, json: Object(json) as Json };
};
const declare = async (title: string, over: object = {}) =>
  String((await ask('POST', '', { title, ...over })).json['ref']);

describe('merging', () => {
  test('one goes on in the other, both say so, and apart again each is what it was', async () => {
    const one = await declare('Carts are empty');
    const other = await declare('Checkout fails');
    await ask('POST', `/${one}/tasks`, { text: 'Look at the cart' });
    const was = (await ask('GET', `/${one}`)).json;
    const merged = await ask('POST', `/${one}/merges`, { into: other, reason: 'one cause' });
    expect(merged).toMatchObject({
      status: 201,
      json: { mergedInto: other, category: 'merged', clocks: [] },
    });
    expect((await ask('GET', `/${other}`)).json['absorbed']).toEqual([one]);
    const list = await ask('GET', `/${other}/merges`);
    expect(list.json['items']).toMatchObject([
      { ref: one, reason: 'one cause', by: { name: 'rex' }, openTasks: [{ text: 'Look at the cart' }] },
    ]);
    expect((await ask('POST', `/${one}/tasks`, { text: 'Late' })).status).toBe(409);
    expect((await ask('POST', `/${one}/merges`, { into: other })).status).toBe(409);
    slice.clock.advance({ minutes: 2 });
    const apart = await ask('DELETE', `/${one}/merges?reason=two+causes`);
    expect(apart.json).toMatchObject({ mergedInto: null, status: was['status'], tasks: was['tasks'] });
    expect((await ask('GET', `/${other}`)).json['absorbed']).toEqual([]);
  });

  test('into itself, into nothing, or across the private border it is refused, and nothing is written', async () => {
    const one = await declare('Odd one');
    const hidden = await declare('Leaked key', { type: 'security' });
    await slice.app.settled();
    const before = (await ask('GET', `/${one}`)).json['version'];
    const wishes: [string, number][] = [
      [one, 409],
      ['INC-999999', 404],
      [hidden, 409],
      ["'; drop table respond.incidents; --", 404],
    ];
    for (const [into, status] of wishes)
      expect((await ask('POST', `/${one}/merges`, { into })).status, into).toBe(status);
    // For whoever is outside there is no such incident, and they are told just that.
    const outside = await ask('POST', `/${one}/merges`, { into: hidden }, slice.tokens.admin);
    const nothing = await ask('POST', `/${one}/merges`, { into: 'PRV-NOTTHERE' }, slice.tokens.admin);
    expect([outside.status, outside.json['detail']]).toEqual([404, nothing.json['detail']]);
    expect((await ask('GET', `/${one}`)).json['version']).toBe(before);
  });

  test('two who merge crosswise at once: one succeeds, the other is told, and no one waits for ever', async () => {
    const [a, b] = [await declare('Left'), await declare('Right')];
    const answers = await Promise.all([
      ask('POST', `/${a}/merges`, { into: b }),
      ask('POST', `/${b}/merges`, { into: a }),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });
});

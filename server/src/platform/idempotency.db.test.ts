import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, inside, openSlice, type Slice } from '../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const headers = { 'idempotency-key': 'the-same' };
const keyIn = ({ json }: Answer) => inside(json, 'key');

async function serviceToken(label: string): Promise<string> {
  const body = { kind: 'service', label, about: 'a pipeline', access: 'responder' };
  return String(inside((await slice.http('POST', '/api/v1/tokens', { body })).json, 'secret'));
}

test('of two tokens with one label, one is not shown the secret of the other', async () => {
  const [first, second] = [await serviceToken('deploy'), await serviceToken('deploy')];
  const create = (token: string) =>
    slice.http('POST', '/api/v1/integrations', {
      token,
      headers,
      body: { name: 'of-the-first', door: 'generic', service: 'ledger' },
    });
  const made = await create(first);
  expect(keyIn(await create(first))).toBe(keyIn(made));
  const other = await create(second);
  expect([other.status, keyIn(other)]).toEqual([409, undefined]);
});

test('who has the words of a sign-in and its key gets no session by them', async () => {
  const link = await slice.http('POST', '/api/v1/people/rex/sign-in-link');
  const token = new URL(String(inside(link.json, 'url'))).searchParams.get('token');
  const body = { token, password: 'a pass phrase that nobody guesses' };
  const use = () => slice.http('POST', '/api/v1/session/link', { token: null, headers, body });
  const [first, again] = [await use(), await use()];
  expect([first.status, first.headers.get('set-cookie') !== null]).toEqual([201, true]);
  expect([again.status, again.headers.get('set-cookie')]).toEqual([403, null]);
});

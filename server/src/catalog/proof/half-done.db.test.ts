import { finishSignIn } from '@muster/contract/catalog/proofs';
import { signIn } from '@muster/contract/catalog/session';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApp, pagesUrl, signedIn, visitorWith } from '../../../test/harness/signed-in.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { hashPassword } from '../../platform/password.ts';
import { setPassword } from '../person/store.ts';

const old = 'the old password of rex';
let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ settings: { url: pagesUrl } });
  const hash = await hashPassword(old);
  await byItself(slice.platform, 'test', (act) => setPassword(act.tx, 'rex', hash));
});
afterAll(() => slice.stop());

test('a sign-in that was begun with the old password is not finished after a new one was set', async () => {
  const app = await addApp(slice, await signedIn(slice, 'rex'));
  const thief = visitorWith(slice, '');
  const begun = await thief.call(signIn, { body: { email: 'rex@example.org', password: old } });
  if (!('secondFactor' in begun)) throw new Error('no second factor was asked for');
  const link = await slice.http('POST', '/api/v1/people/rex/sign-in-link');
  const token = new URL(String(inside(link.json, 'url'))).searchParams.get('token');
  const body = { token, password: 'a new pass phrase of his own' };
  expect((await slice.http('POST', '/api/v1/session/link', { token: null, body })).status).toBe(201);
  slice.clock.advance({ seconds: 60 });
  const { ticket } = begun.secondFactor;
  await expect(thief.call(finishSignIn, { body: { ticket, code: app.code() } })).rejects.toMatchObject({
    problem: { status: 403 },
  });
});

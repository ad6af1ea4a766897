import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, organisation, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  const ian = {
    name: 'ian',
    fullName: 'Ian',
    email: 'iiii@example.org',
    timeZone: 'UTC',
    access: 'responder',
  };
  const file = { ...organisation(), people: [ian] };
  await slice.http('PUT', '/api/v1/organisation', { body: file });
});
afterAll(() => slice.stop());

const signIn = async (email: string) =>
  (await slice.http('POST', '/api/v1/session', { token: null, body: { email, password: 'wrong' } })).status;

test('an address in letters that the database folds into others is nobody’s, and so no further guess', async () => {
  // The capital I with a dot is an i to PostgreSQL, and two characters to us.
  await signIn('i\u0130ii@example.org');
  const [entry] = await slice
    .http('GET', '/api/v1/audit?action=catalog.signIn&limit=1')
    .then(({ text }) => JSON.parse(text).items);
  expect(entry.subject).toBe('');
  await signIn(' IIII@example.org ');
  const [own] = await slice
    .http('GET', '/api/v1/audit?action=catalog.signIn&limit=1')
    .then(({ text }) => JSON.parse(text).items);
  expect(own.subject).toBe('person:ian');
});

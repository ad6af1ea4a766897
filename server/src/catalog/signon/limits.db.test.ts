import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  // A stranger may then ask six times within a minute.
  slice = await openSlice({ settings: { apiRate: 60 } });
});
afterAll(() => slice.stop());

test('a stranger neither makes Muster ask providers nor guesses tokens of the directory without end', async () => {
  const asked = ['/sso/corp/callback?state=x', '/sso/corp/start', '/scim/v2/Users'];
  const answers: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const path of asked) {
      const token = path.startsWith('/scim') ? `msc_guess-${round}` : null;
      answers.push((await slice.http('GET', path, { token })).status);
    }
  }
  expect(answers.slice(0, 6)).toEqual([303, 404, 401, 303, 404, 401]);
  expect(new Set(answers.slice(6))).toEqual(new Set([429]));
  const late = await slice.http('GET', '/scim/v2/Users', { token: 'msc_guess-again' });
  expect([late.headers.get('content-type'), Number(late.headers.get('retry-after')) > 0]).toEqual([
    'application/scim+json; charset=utf-8',
    true,
  ]);
});

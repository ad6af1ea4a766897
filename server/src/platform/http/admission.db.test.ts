import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

/** The first line of the answer to a request whose body is announced and never comes. */
function headOnly(call: string, headers: readonly string[] = []): Promise<string> {
  const { port, hostname } = new URL(slice.app.address());
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    const length = 'Content-Length: 900000';
    socket.write([`${call} HTTP/1.1`, 'Host: x', 'X-Muster: 1', length, ...headers, '', ''].join('\r\n'));
  });
}

test.each([
  ['PUT /api/v1/organisation', []],
  ['POST /api/v1/tokens', ['Authorization: Bearer mst_guessed-guessed']],
  ['POST /scim/v2/Users', []],
  ['PATCH /scim/v2/Users/1', ['Authorization: Bearer msc_guessed-guessed']],
])('%s from a stranger is refused before its body is read', async (call, headers) => {
  expect(await headOnly(call, headers)).toBe('HTTP/1.1 401 Unauthorized');
});

test('a program that would rather speak HTTP/2 gets its answer all the same', async () => {
  const wish = ['Connection: Upgrade', 'Upgrade: h2c'];
  expect(await headOnly('POST /api/v1/tokens', wish)).toBe('HTTP/1.1 401 Unauthorized');
});

test('what somebody may not call is refused before its body is read', async () => {
  const authorization = `Authorization: Bearer ${slice.tokens.stakeholder}`;
  expect(await headOnly('PUT /api/v1/organisation', [authorization])).toBe('HTTP/1.1 403 Forbidden');
});

test.each(['/sso/%00/start', '/sso/%00/callback?state=x', '/calendar/%00.ics', '/a/%00.x'])(
  '%s leads nowhere, and is no fault',
  async (path) => {
    expect((await slice.http('GET', path, { token: null })).status).toBe(404);
  },
);

test('a wrong token leaves a trace wherever it is tried', async () => {
  await slice.http('GET', '/scim/v2/Users', { token: 'msc_nobodys-token' });
  await slice.http('GET', '/api/v1/live', { token: 'mst_nobodys-token' });
  await slice.http('GET', '/metrics', { token: 'mst_nobodys-token' });
  const audit = await slice.http('GET', '/api/v1/audit?action=platform.useToken&limit=50');
  const subjects = [0, 1, 2, 3, 4, 5].map((at) => inside(audit.json, 'items', at, 'subject'));
  expect(subjects).toEqual(expect.arrayContaining(['SCIM', 'GET /api/v1/live', 'GET /metrics']));
});

test.each(['/metrics', '/api/v1/live'])('whoever guesses tokens at %s is made to wait', async (path) => {
  const node = await openSlice({ settings: { apiRate: 60 }, database: slice.database, organised: false });
  const answers: number[] = [];
  for (let i = 0; i < 8; i += 1)
    answers.push((await node.http('GET', path, { token: `mst_guess-${i}` })).status);
  await node.stop();
  expect(answers).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
});

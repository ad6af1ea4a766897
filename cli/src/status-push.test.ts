import { pushNow } from '@muster/contract/inform/push';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('pushing a page says how it went in each place', async () => {
  const at = '2026-03-02T10:00:00.000Z';
  const one = { id: '1', triedAt: at, files: 12 };
  server.on(pushNow, () => ({
    items: [
      { ...one, kind: 'directory' as const, place: 'shop', doneAt: at, problem: null },
      {
        ...one,
        kind: 's3' as const,
        place: 's3.example.org/pages/',
        doneAt: null,
        problem: { text: 'The receiver answered 403.', since: at },
      },
    ],
  }));
  const t = terminal({ env });
  expect(await t.muster('status', 'push', 'shop')).toBe(0);
  expect(server.asked[0]?.params).toEqual({ name: 'shop' });
  expect(t.text()).toMatch(/s3\.example\.org\/pages\/ +s3 +12 +never +The receiver answered 403\./);
});

test('a page that is put nowhere else says so', async () => {
  server.on(pushNow, () => ({ items: [] }));
  const t = terminal({ env });
  expect(await t.muster('status', 'push', 'shop')).toBe(0);
  expect(t.text()).toContain('The files of this page are put nowhere else.');
});

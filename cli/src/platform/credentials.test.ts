import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  credentialsPath,
  currentCredentials,
  serverUrl,
  storeCredentials,
  storedCredentials,
} from './credentials.ts';
import { UsageError } from './failure.ts';

let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-cli-'));
  env = { XDG_CONFIG_HOME: folder };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file can be read by its owner alone, also when it was wider before', async () => {
  const path = await storeCredentials(env, { url: 'http://a.example', token: 't' });
  writeFileSync(path, '{}', { mode: 0o644 });
  await storeCredentials(env, { url: 'http://a.example', token: 't' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await storedCredentials(env)).toEqual({ url: 'http://a.example', token: 't' });
});

test('without XDG_CONFIG_HOME the file lies below ~/.config', () => {
  expect(credentialsPath({ HOME: '/srv/ana' })).toBe('/srv/ana/.config/muster/credentials.json');
});

test('a stored token goes only to the server it was stored for', async () => {
  await storeCredentials(env, { url: 'http://a.example', token: 'secret' });
  expect(await currentCredentials(env)).toEqual({ url: 'http://a.example', token: 'secret' });
  await expect(currentCredentials({ ...env, MUSTER_URL: 'http://other.example' })).rejects.toThrow(
    UsageError,
  );
  expect(await currentCredentials({ ...env, MUSTER_URL: 'http://a.example/' })).toMatchObject({
    token: 'secret',
  });
});

test('the environment comes before the file', async () => {
  const found = await currentCredentials({ ...env, MUSTER_URL: 'http://b.example', MUSTER_TOKEN: 'other' });
  expect(found).toEqual({ url: 'http://b.example', token: 'other' });
});

test('a file that was damaged is said to be so', async () => {
  const path = await storeCredentials(env, { url: 'http://a.example', token: 't' });
  writeFileSync(path, '{"url":');
  await expect(storedCredentials(env)).rejects.toThrow('cannot be read');
});

test.each(['ftp://a.example', 'muster', ''])('%j is no address of a server', (text) => {
  expect(() => serverUrl(text)).toThrow(UsageError);
});

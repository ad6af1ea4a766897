/** Sites are answered from memory: a public one without the database, the engine, or anybody who knows who asks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOnHost } from '../sites/host.ts';
import { openSites, type Sites } from '../sites/sites.ts';
import { sitesPlugin } from './sites.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-served-'));
const asked: string[] = [];
let sites: Sites;
let server: FastifyInstance;

beforeAll(async () => {
  sites = openSites(folder);
  const files = [{ path: 'index.html', type: 'text/html; charset=utf-8', body: '<h1>Everything works</h1>' }];
  await sites.write({ name: 'acme', isPublic: true, host: 'status.acme.example', policy: 'p' }, files);
  await sites.write({ name: 'inside', isPublic: false, host: null, policy: 'p' }, files);
  server = Fastify();
  // After a restart, too: what is served is what lies on the disk.
  sitesPlugin(openSites(folder), away('who asks'), away('limits'))(server, away('platform'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands for a part that is away: whoever touches it is noted, and fails. */
function away<T extends object>(what: string): T {
  const refuse = () => {
    asked.push(what);
    throw new Error(`${what} is away`);
  };
  return new Proxy(refuse, { get: refuse, apply: refuse }) as unknown as T;
}

test('with the database and everything else away, a public page is read as before', async () => {
  for (const url of ['/status/acme', '/status/acme/', '/status/acme/index.html']) {
    const { statusCode, body } = await server.inject({ url });
    expect([statusCode, body]).toEqual([200, '<h1>Everything works</h1>']);
  }
  const zipped = await server.inject({ url: '/status/acme', headers: { 'accept-encoding': 'br, gzip' } });
  expect([zipped.headers['content-encoding'], zipped.headers['content-security-policy']]).toEqual([
    'gzip',
    'p',
  ]);
  expect(asked).toEqual([]);
});

test('one for inside is not given to anybody while it cannot be known who asks', async () => {
  const { statusCode, body } = await server.inject({ url: '/status/inside' });
  expect([statusCode, body.includes('Everything works')]).toEqual([500, false]);
});

test.each([
  ['status.acme.example', '/', '/status/acme/'],
  ['STATUS.acme.example:443', '/feed.atom?x=1', '/status/acme/feed.atom?x=1'],
  ['status.acme.example', '/status/acme', '/status/acme'],
  ['status.acme.example', '/status/acme-two', '/status/acme/status/acme-two'],
  ['status.acme.example', '/api/v1/session', '/status/acme/api/v1/session'],
  ['muster.example.org', '/api/v1/session', '/api/v1/session'],
  [undefined, '/', '/'],
])('on %s, %s leads to %s', (host, url, address) => expect(addressOnHost(sites, host, url)).toBe(address));

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendSafeHeaders } from './headers.ts';
import { servePages } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-pages-'));
let server: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(
    'index.html',
    '<meta nonce="MUSTER_NONCE"><script nonce="MUSTER_NONCE" src="/assets/a-1.js"></script>',
  );
  write('assets/a-1.js', 'export {};');
  writeFileSync(join(folder, 'assets/a-1.js.br'), brotliCompressSync('export {};'));
  write('sw.js', 'self;');
  write('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  server = Fastify();
  sendSafeHeaders(server, 'https://muster.example.org');
  servePages(server, pathToFileURL(`${folder}/`));
  await server.ready();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const nonceIn = (policy: unknown) =>
  /script-src 'nonce-([A-Za-z0-9+/=]{22,})'/.exec(String(policy))?.[1] ?? '';

test.each(['/', '/index.html', '/setup/people?x=1', '/on-call/primary'])(
  'the first page at %s has a nonce of its own in its policy and on every script, and is not kept',
  async (url) => {
    const [one, other] = [await get(url, { accept: 'text/html' }), await get(url, { accept: 'text/html' })];
    const nonces = [one, other].map((answer) => nonceIn(answer.headers['content-security-policy']));
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(one.body).toBe(
      `<meta nonce="${nonces[0]}"><script nonce="${nonces[0]}" src="/assets/a-1.js"></script>`,
    );
    expect(one.headers['cache-control']).toBe('no-store');
  },
);

test('its policy allows nothing from elsewhere and nothing inline', async () => {
  const policy = String((await get('/')).headers['content-security-policy']);
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  expect(rules.get('default-src')).toEqual(["'none'"]);
  expect(rules.get('frame-ancestors')).toEqual(["'none'"]);
  expect(rules.get('base-uri')).toEqual(["'none'"]);
  expect(rules.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(rules.get('report-uri')).toEqual(['/reports/content']);
  expect(rules.get('script-src')).toHaveLength(1);
  expect(rules.get('style-src')).toHaveLength(1);
  expect(policy).not.toMatch(/unsafe|https?:|\*|blob:/);
});

test('hashed files are kept for ever, the rest is asked for again, and the worker may ask this server only', async () => {
  const asset = await get('/assets/a-1.js');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await get('/icon.svg')).headers['cache-control']).toBe('no-cache');
  expect((await get('/icon.svg')).headers['content-security-policy']).toContain('sandbox');
  const worker = String((await get('/sw.js')).headers['content-security-policy']);
  expect(worker).toContain("connect-src 'self'");
  expect(worker).not.toContain('sandbox');
});

test('what the build has pressed is sent as it is, to browsers that read it', async () => {
  const pressed = await get('/assets/a-1.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(pressed.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringMatching(/^(text|application)\/javascript/),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringMatching(/accept-encoding/i),
  });
  expect(brotliDecompressSync(pressed.rawPayload).toString()).toBe('export {};');
  const plain = await get('/assets/a-1.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe('export {};');
});

test('every answer of it says the rest, what is not there included', async () => {
  for (const url of [
    '/',
    '/assets/a-1.js',
    '/assets/none.js',
    '/api/v1/none',
    '/sw.js',
    '/../x',
    '/%2e%2e/x',
  ]) {
    const { headers } = await get(url);
    expect(headers, url).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  // A script that is gone is not answered with the page, which a browser would try to run.
  expect((await get('/assets/none.js', { accept: 'text/html' })).headers['content-type']).not.toContain(
    'html',
  );
});

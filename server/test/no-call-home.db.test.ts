/**
 * Muster calls nobody: no licence server, no statistics, no search for updates, no font or script of somebody else.
 * It connects to its database and to whom its operator named. Seen at the one place where every connection of a
 * Node process is made, over a start, an alert, a page and two days; and in the files that browsers are given.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfChanged } from '../../scripts/build-web.ts';
import { keys, openSlice, type Slice } from './harness/slice.ts';

const root = join(import.meta.dirname, '../..');

/** Where connections went since the test began: a path of a socket, or host and port. */
const called: string[] = [];
const connect = Socket.prototype.connect;
let slice: Slice;

beforeAll(async () => {
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    called.push(targetOf(args));
    return Reflect.apply(connect, this, args) as Socket;
  };
  slice = await openSlice();
});
afterAll(async () => {
  Socket.prototype.connect = connect;
  await slice.stop();
});

/** connect() is given a path, a port with perhaps a host, or options; net's own functions give a list of these. */
function targetOf(args: unknown[]): string {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'string') return first;
  if (typeof first === 'number') return `${typeof args[1] === 'string' ? args[1] : 'localhost'}:${first}`;
  const told = (name: string) => Reflect.get(Object(first), name) as unknown;
  const path = told('path');
  return typeof path === 'string' && told('port') == null
    ? path
    : `${String(told('host') ?? 'localhost')}:${String(told('port'))}`;
}

test('over a start, an alert, its page and two days it connects to its database and nowhere else', async () => {
  await slice.http('POST', '/ingest/v1/alerts', {
    token: keys.native,
    body: { title: 'It burns', dedupKey: 'x' },
  });
  await slice.app.settled();
  for (let hours = 0; hours < 48; hours += 6) {
    slice.clock.advance({ hours: 6 });
    await slice.app.settled();
  }
  const own = new URL(slice.app.address()).host;
  const { host, port } = slice.database.config;
  const database = `${host}/.s.PGSQL.${port}`;
  // The test's own requests and the database's connections are seen: so the watch works.
  expect(called).toEqual(expect.arrayContaining([own, database]));
  expect(called.filter((one) => one !== own && one !== database)).toEqual([]);
});

/** Names of formats, and addresses in words of libraries: texts that nothing fetches. */
const neverFetched = [
  /^http:\/\/www\.w3\.org\/(1998|1999|2000|XML)\//,
  /^https:\/\/react\.dev\/errors\//,
  /^https:\/\/tailwindcss\.com$/,
  /^https:\/\/simplewebauthn\.dev\/docs\//,
  // Where the live document's libraries explain a misuse in the browser's console.
  /^https:\/\/prosemirror\.net\/docs\/guide\/$/,
  /^https:\/\/github\.com\/yjs\/yjs\/issues\/438$/,
  // How the issuers of well-known providers look, beside the field in which an administrator writes one.
  /^https:\/\/ntfy\.example\.org\//,
  /^https:\/\/(accounts\.google\.com|login\.microsoftonline\.com\/|gitlab\.com)$/,
];

test('what browsers are given names no outside address', () => {
  buildWebIfChanged(root);
  const dist = join(root, 'web/dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|svg|webmanifest)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((name) =>
    [...readFileSync(join(dist, name), 'utf8').matchAll(/\b(?:https?|wss?):\/\/[\w-]+\.[\w./-]+/g)].map(
      (match) => match[0],
    ),
  );
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter((one) => !neverFetched.some((known) => known.test(one)))).toEqual([]);
});

/**
 * Examples in words for people, and a name that the issuer of a sign-in is compared with: nothing calls them. And the
 * providers that an administrator may set up: called with what stands there, and never before.
 */
const onlyWords = [
  /\.invalid$/,
  /(^|\.)example\.(org|com|net)\.?$/,
  /^127\.0\.0\.1$/,
  /^login\.microsoftonline\.com$/,
  /^(api\.twilio\.com|api\.nexmo\.com|api\.telegram\.org)$/,
  // The address at which a person's own browser opens Telegram.
  /^t\.me$/,
];

test('the server knows no address by heart', () => {
  const folder = join(root, 'server/src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(100);
  const hosts = sources.flatMap((name) =>
    [
      ...withoutNamespaces(readFileSync(join(folder, name), 'utf8')).matchAll(
        /\bhttps?:\/\/([\w-]+(?:\.[\w-]+)+\.?)/g,
      ),
    ].map((match) => match[1] ?? ''),
  );
  expect(hosts.filter((host) => !onlyWords.some((known) => known.test(host)))).toEqual([]);
});

/** The name of a format says which one it is, and nobody asks there. Any other mention of the same host is an address. */
function withoutNamespaces(source: string): string {
  return source.replaceAll(/\bxmlns(?::\w+)?="[^"]*"/g, '');
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSite, listStatusPages, type StatusPage } from '@muster/contract/inform/status-pages';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

let server: StubServer;
let env: Record<string, string>;
let folder = '';
beforeEach(async () => {
  server = new StubServer();
  env = { MUSTER_URL: await server.start(), MUSTER_TOKEN: 'secret' };
  folder = mkdtempSync(join(tmpdir(), 'muster-render-'));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page: StatusPage = {
  id: 'p',
  name: 'acme',
  title: 'Acme\u001b[31m',
  visibility: 'public',
  host: null,
  colour: null,
  logo: '',
  twoPersons: false,
  follows: 'nothing',
  indicator: 'major',
  waiting: 0,
  problem: null,
  version: '1',
  url: 'https://muster.example.org/status/acme',
  components: [
    { id: 'c', name: 'Checkout', about: '', group: null, services: [], state: 'partial_outage' },
    { id: 'd', name: 'Search', about: '', group: null, services: [], state: 'operational' },
  ],
};

test('status shows how each page stands, and what is not well', async () => {
  server.on(listStatusPages, () => ({ items: [page] }));
  const t = terminal({ env });
  expect(await t.muster('status')).toBe(0);
  expect(t.text().split('\n')[1]).toBe(
    'acme  Acme   public  major  Checkout  https://muster.example.org/status/acme',
  );
});

test('status render writes the files of a page into a folder', async () => {
  const body = '<h1>Everything works</h1>';
  server.on(getSite, () => ({ files: [{ path: 'a/index.html', type: 'text/html', body }] }));
  const t = terminal({ env });
  expect(await t.muster('status', 'render', 'acme', '--to', folder)).toBe(0);
  expect(readFileSync(join(folder, 'a/index.html'), 'utf8')).toBe(body);
});

test('a file that would lead out of the folder is not written', async () => {
  server.on(getSite, () => ({ files: [{ path: '../out.html', type: 'text/html', body: 'x' }] }));
  const t = terminal({ env });
  expect(await t.muster('status', 'render', 'acme', '--to', folder)).toBe(1);
  expect(() => readFileSync(join(folder, '../out.html'))).toThrow('ENOENT');
});

/** Static sites on a real disk: whoever reads sees one whole version, whenever the writer is killed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSites } from './sites.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-sites-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const head = { name: 'acme', isPublic: true, host: 'status.acme.example', policy: "default-src 'none'" };
const texts = (text: string) => [
  { path: 'index.html', type: 'text/html', body: `<p>${text}</p>` },
  { path: 'api/v2/status.json', type: 'application/json', body: `{"is":"${text}"}` },
  { path: 'same.txt', type: 'text/plain', body: 'same' },
];
const onDisk = (path: string) => readFileSync(join(folder, 'acme/current', path), 'utf8');
const both = (path: string) => [onDisk('index.html'), onDisk(path)];

test('what is written is served from memory, lies on the disk, and is there after a restart', async () => {
  const sites = openSites(folder);
  expect(await sites.write(head, texts('one'))).toBe(true);
  expect(await sites.write(head, texts('one'))).toBe(false);
  expect(sites.get('acme')?.files.get('index.html')?.plain.toString()).toBe('<p>one</p>');
  expect(both('api/v2/status.json')).toEqual(['<p>one</p>', '{"is":"one"}']);
  expect(gunzipSync(readFileSync(join(folder, 'acme/current/index.html.gz'))).toString()).toBe('<p>one</p>');
  const again = openSites(folder);
  expect(again.ofHost('status.acme.example')?.head).toEqual(head);
  expect(again.get('acme')?.version).toBe(sites.get('acme')?.version);
});

/** The writer stops ahead of its nth step, as a kill does; the process that follows reads what it left. */
async function killedAt(step: number): Promise<string[]> {
  rmSync(join(folder, 'acme'), { recursive: true, force: true });
  await openSites(folder).write(head, texts('one'));
  let steps = 0;
  const dying = openSites(folder, (name) => {
    steps += 1;
    if (steps === step) throw new Error(`killed before ${name}`);
  });
  const outcome = await dying.write(head, texts('two')).then(
    () => 'done',
    (error: unknown) => String(error),
  );
  const [html, json] = both('api/v2/status.json');
  const served = openSites(folder).get('acme')?.files.get('index.html')?.plain.toString();
  return [outcome, html ?? '', json ?? '', served ?? ''];
}

test('killed at any step, the old version stays whole, and the next write goes through', async () => {
  const kills: string[] = [];
  for (let step = 1; ; step += 1) {
    const [outcome = '', ...seen] = await killedAt(step);
    if (outcome === 'done') break;
    kills.push(outcome);
    expect(seen).toEqual(['<p>one</p>', '{"is":"one"}', '<p>one</p>']);
  }
  expect(kills.map((one) => one.replace(/^.*before /, ''))).toEqual([
    'clear',
    'index.html',
    'api/v2/status.json',
    'same.txt',
    'site.json',
    'name',
    'point',
    'turn',
  ]);
  expect(both('api/v2/status.json')).toEqual(['<p>two</p>', '{"is":"two"}']);
  expect(readdirSync(join(folder, 'acme'))).toHaveLength(3);
});

test('what somebody has changed on the disk is not served, and is written anew', async () => {
  await openSites(folder).write(head, texts('one'));
  writeFileSync(join(folder, 'acme/current/index.html'), '<p>forged</p>');
  const sites = openSites(folder);
  expect(sites.get('acme')).toBeUndefined();
  expect(await sites.write(head, texts('one'))).toBe(true);
  expect(onDisk('index.html')).toBe('<p>one</p>');
});

test('a site that is gone is gone from memory and disk, and the others stay', async () => {
  const sites = openSites(folder);
  await sites.write(head, texts('one'));
  await sites.write({ ...head, name: 'other', host: null }, texts('other'));
  await sites.keepOnly(['other']);
  expect([sites.get('acme'), sites.ofHost('status.acme.example')]).toEqual([undefined, undefined]);
  expect([readdirSync(folder), sites.get('other')?.head.name]).toEqual([['other'], 'other']);
});

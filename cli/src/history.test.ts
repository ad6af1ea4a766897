import { importIncidents, readTable } from '@muster/contract/respond/imports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

let server: StubServer;
let url = '';
beforeEach(async () => {
  server = new StubServer();
  url = await server.start();
});
afterEach(() => server.stop());

const withFile = (name: string, text: string) =>
  terminal({ env: { MUSTER_URL: url, MUSTER_TOKEN: 'mst_abc' }, files: { [name]: text } });

const counts = (created: number) => ({ created, updated: 0, unchanged: 0, rejected: [] });

test('a file of JSON is taken in, and what is refused is told with its place', async () => {
  const t = withFile('past.json', JSON.stringify({ items: [{ sourceId: 'a' }, {}] }));
  server.on(importIncidents, () => ({
    ...counts(1),
    rejected: [{ index: 1, message: 'title: \u001b[2Jno' }],
  }));
  expect(await t.muster('incidents', 'import', 'past.json', '--create-services')).toBe(1);
  expect(server.asked.at(-1)).toMatchObject({
    query: { createServices: 'true', dryRun: 'false' },
    body: { items: [{ sourceId: 'a' }, {}] },
  });
  expect(t.text()).toContain('1 created, 0 updated, 0 unchanged.\nitem 1: title:');
  expect(t.text()).not.toContain('\u001b');
});

test('a table is read by the server first, and its lines are told', async () => {
  const t = withFile('past.csv', 'id,title\n1,Down');
  server.on(readTable, () => ({
    columns: [],
    unknown: [],
    rejected: [{ line: 3, message: 'no time' }],
    items: [{ line: 2, item: { sourceId: '1' } }],
  }));
  server.on(importIncidents, () => counts(1));
  expect(await t.muster('incidents', 'import', 'past.csv', '--zone', 'Europe/Madrid', '--dry-run')).toBe(1);
  expect(server.asked.at(-2)?.body).toMatchObject({ zone: 'Europe/Madrid' });
  expect(server.asked.at(-1)?.query).toMatchObject({ dryRun: 'true' });
  expect(t.text()).toContain('Would be 1 created');
  expect(t.text()).toContain('line 3: no time');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  const declared = await post('incidents', { title: 'Checkout answers 502', services: ['checkout'] });
  const path = `incidents/${String(declared.ref)}`;
  await post(`${path}/entries`, { text: 'The connection pool of the Zürich replica is exhausted' });
  await post('incidents', { title: 'Stolen signing key', type: 'security', summary: 'quetzalcoatl' });
  await post('incidents/import', {
    items: [
      {
        sourceId: 'OLD',
        title: 'Mails were late',
        severity: 'minor',
        times: { declared: '2020-05-01T00:00:00Z' },
      },
    ],
  });
  await post('follow-ups', { title: 'Watch the size of the pool', kind: 'detect' });
  await indexed();
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
type As = 'responder' | 'auditor' | 'admin';
async function post(path: string, body: object): Promise<Json> {
  const { status, json } = await slice.http('POST', `/api/v1/${path}`, {
    token: slice.tokens.responder,
    body,
  });
  expect(status, JSON.stringify(json)).toBeLessThan(300);
  return json as Json;
}
async function indexed(): Promise<void> {
  await slice.app.settled();
  slice.clock.advance({ seconds: 6 });
  await slice.app.settled();
}
async function ask(q: string, more = '', as: As = 'responder') {
  const path = `/api/v1/search?q=${encodeURIComponent(q)}${more}`;
  return slice.http('GET', path, { token: slice.tokens[as] });
}
async function find(q: string, more = '', as: As = 'responder'): Promise<Json[]> {
  const { status, json } = await ask(q, more, as);
  expect(status, JSON.stringify(json)).toBe(200);
  return (json as { items: Json[] }).items;
}
const kinds = (items: Json[]) => items.map((one) => String(one.kind));

test('titles, lines of the log, what was taken in, follow-ups and services are found', async () => {
  expect(await find('502')).toMatchObject([{ kind: 'incident', title: 'Checkout answers 502' }]);
  expect(await find('pool exhausted')).toMatchObject([
    {
      kind: 'log',
      snippet: expect.arrayContaining([
        { text: 'pool', hit: true },
        { text: 'exhausted', hit: true },
      ]),
    },
  ]);
  expect(kinds(await find('pool')).toSorted()).toEqual(['follow-up', 'log']);
  expect(await find('mails')).toMatchObject([{ at: '2020-05-01T00:00:00.000Z' }]);
  expect(kinds(await find('checkout'))).toEqual(['service', 'incident']);
});

test('what stood there before there was a search is read as well, from one incident to the next', async () => {
  await slice.app.settled();
  await slice.rows(sql`delete from learn.search_texts where incident is not null`);
  await slice.rows(sql`delete from learn.search_begun`);
  await post('follow-ups', { title: 'Look at the replica', kind: 'detect' });
  await indexed();
  expect(kinds(await find('502'))).toEqual(['incident']);
  expect(await find('mails')).toHaveLength(1);
});

test('going on from an incident takes nothing of it away, also once it was read itself', async () => {
  await slice.app.settled();
  await slice.rows(sql`
    insert into learn.search_due (kind, subject, due_at)
    select 'incidents-after', subject, ${slice.clock.now()} from learn.search_texts
    where kind = 'incident' and title = 'Checkout answers 502'`);
  slice.clock.advance({ minutes: 1 });
  await indexed();
  expect(await slice.rows(sql`select kind from learn.search_due`)).toEqual([]);
  expect(kinds(await find('502'))).toEqual(['incident']);
  expect(kinds(await find('exhausted'))).toEqual(['log']);
});

test('a search that is made anew is as it was, and what is no more is found no more', async () => {
  const kept = async () => {
    await slice.app.settled();
    const texts = await slice.rows(sql`
      select kind, subject, part, ref, incident, title, body, services, at, words::text from learn.search_texts
      order by kind, subject, part`);
    return { texts, words: await slice.rows(sql`select word from learn.search_words order by word`) };
  };
  const before = await kept();
  await slice.rows(sql`delete from learn.search_texts where kind in ('log', 'follow-up')`);
  await slice.rows(
    sql`update learn.search_texts set title = 'Something else', body = '' where kind = 'incident'`,
  );
  await slice.rows(sql`
    insert into learn.search_texts (kind, subject, part, ref, title, body, services, at, words)
    values ('follow-up', gen_random_uuid(), 0, 'F-0', 'A stray', '', '{}', '2020-01-01T00:00:00Z', 'stray')`);
  await slice.rows(sql`insert into learn.search_words (word) values ('astray')`);
  const answer = await slice.http('POST', '/api/v1/search/rebuild', {});
  expect(answer.status).toBe(200);
  await indexed();
  expect(await kept()).toEqual(before);
});

test('a slip of the keyboard, the beginning of a word, and letters without their marks find it as well', async () => {
  for (const q of ['conection', 'exhuasted', 'connec', 'zurich', 'ZÜRICH'])
    expect(kinds(await find(q)), q).toEqual(['log']);
  expect(await find('nothinglikethis')).toEqual([]);
});

test('filters narrow it, and pages follow each other without a gap', async () => {
  expect(kinds(await find('pool', '&kind=follow-up'))).toEqual(['follow-up']);
  expect(kinds(await find('pool', '&service=checkout'))).toEqual(['log']);
  expect(await find('mails', '&from=2021-01-01T00:00:00Z')).toEqual([]);
  expect(await find('mails', '&until=2021-01-01T00:00:00Z')).toHaveLength(1);
  const first = (await ask('pool', '&limit=1')).json as { items: Json[]; nextCursor: string };
  const second = (await ask('pool', `&limit=1&cursor=${first.nextCursor}`)).json as {
    items: Json[];
    nextCursor: null;
  };
  expect(kinds([...first.items, ...second.items]).toSorted()).toEqual(['follow-up', 'log']);
  expect(second.nextCursor).toBeNull();
  expect((await ask('pool', '&cursor=eyJ9')).status).toBe(422);
});

test('a private incident is found by its members, and helps nobody else, not even to spell', async () => {
  expect(await find('stolen')).toMatchObject([{ title: 'Stolen signing key' }]);
  for (const as of ['auditor', 'admin'] as const) {
    expect(await find('stolen', '', as)).toEqual([]);
    expect(await find('quetzalcoatl', '', as)).toEqual([]);
  }
  expect(await slice.rows(sql`select word from learn.search_words where word = 'quetzalcoatl'`)).toEqual([]);
});

test.each([
  ['per cent', '%'],
  ['a line', '_'],
  ['ten thousand letters', 'x'.repeat(10_240)],
  ['a page of words', 'the of '.repeat(500)],
  ['only small words', 'the of and'],
  ['open quotation marks', '"pool'],
  ['signs of a question', "pool & | ! ( ) :* <-> \\ '"],
  ['nothing', ''],
])('%s is a question like any other', async (_, q) => {
  expect((await ask(q)).status).toBe(200);
});

test('what is new is found at once, and what changes again a few seconds later', async () => {
  const { ref } = await post('incidents', { title: 'Newly zebra-striped' });
  await slice.app.settled();
  expect(kinds(await find('zebra'))).toEqual(['incident']);
  await slice.http('PATCH', `/api/v1/incidents/${String(ref)}`, { body: { title: 'Newly giraffe-spotted' } });
  await slice.app.settled();
  expect(kinds(await find('giraffe'))).toEqual([]);
  await indexed();
  expect(kinds(await find('giraffe'))).toEqual(['incident']);
});

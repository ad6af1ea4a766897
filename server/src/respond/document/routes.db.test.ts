import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { signOut } from '@muster/contract/catalog/session';
import { closeCodes, encodeFrame } from '@muster/contract/platform/live-document';
import { declareIncident } from '@muster/contract/respond/incidents';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { agree, closed, type Node, refusalOf, saved, serve, shown } from '../../../test/harness/documents.ts';
import { type Door, type Editor, openEditor } from '../../../test/harness/editor.ts';
import { signedIn } from '../../../test/harness/signed-in.ts';
import { inside, openSlice, type Slice, send } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { pause } from '../../platform/clock.ts';
import { sql } from '../../platform/db.ts';
import { shortenDocuments } from './actions.ts';
import type { OfIncident } from './model.ts';
import { ofIncident } from './views.ts';

const url = 'https://muster.example.org';

/** People who were sent away from every incident. */
const sentAway = new Set<string>();
const access: OfIncident = {
  ...ofIncident,
  mayEdit: async (platform, actor, incident) =>
    !sentAway.has(actorName(actor)) && ofIncident.mayEdit(platform, actor, incident),
};

let first: Node;
let second: Node;
let cookies: { rex: string; ada: string; sten: string };
let administrator: pg.Client;
beforeAll(async () => {
  first = await nodeOf(await openSlice({ settings: { url } }));
  second = await nodeOf(
    await openSlice({ settings: { url }, database: first.slice.database, clock: first.slice.clock }),
  );
  const cookieOf = async (person: string) => (await signedIn(first.slice, person)).cookie;
  cookies = { rex: await cookieOf('rex'), ada: await cookieOf('ada'), sten: await cookieOf('sten') };
  administrator = new pg.Client(first.slice.database.config);
  await administrator.connect();
});
afterAll(async () => {
  await administrator.end();
  for (const { http, slice } of [second, first]) {
    await http.close();
    await slice.stop();
  }
});

async function anIncident(more: { private?: boolean } = {}): Promise<string> {
  const { id } = await first.slice.as('admin')(declareIncident, {
    body: { title: 'Checkout fails', ...more },
  });
  return id;
}

const nodeOf = (slice: Slice) => serve(slice, access);

type At = { node?: Node; cookie?: string };

function doorOf({ node = first, cookie = cookies.rex }: At = {}): Door {
  return { address: node.address, headers: { cookie, origin: url } };
}

async function opened(incident: string, at?: At): Promise<Editor> {
  const editor = await openEditor(() => doorOf(at), incident);
  onTestFinished(editor.close);
  return editor;
}

function stored(incident: string) {
  return first.slice.rows<{ seq: number; people: string[] }>(sql`
    select seq, people from respond.document_updates where about = ${incident} order by seq`);
}

const refusal = (incident: string, headers: Record<string, string>) =>
  refusalOf({ address: first.address, headers }, incident);

function read(incident: string, at?: Temporal.Instant) {
  const query = at ? `?at=${at}` : '';
  return send(first.address, 'GET', `/api/v1/incidents/${incident}/document${query}`, {
    token: first.slice.tokens.responder,
  });
}

test('two who write at once have the same text, and it began with the template once', async () => {
  const incident = await anIncident();
  const [rex, ada] = await Promise.all([opened(incident), opened(incident, { cookie: cookies.ada })]);
  let last = { rex: 0, ada: 0 };
  for (let i = 0; i < 20; i += 1) last = { rex: rex.write(`rex ${i}`), ada: ada.write(`ada ${i}`) };
  await Promise.all([saved(rex, last.rex), saved(ada, last.ada)]);
  await agree(rex, ada);
  expect(rex.text().match(/What we know/g)).toHaveLength(1);
  expect(rex.text()).toContain('ada 19');
  const rows = await stored(incident);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i));
  expect([...new Set(rows.flatMap(({ people }) => people))].sort()).toEqual(['ada', 'rex']);
});

test('what is called saved is there for whoever reads it, and edits that came together share a commit', async () => {
  const incident = await anIncident();
  const rex = await opened(incident);
  const numbers = Array.from({ length: 50 }, (_, i) => rex.write(`line ${i}`));
  for (const number of numbers) await saved(rex, number);
  expect(inside((await read(incident)).json, 'markdown')).toContain('line 49');
  expect((await stored(incident)).length).toBeLessThan(20);
});

test('two nodes see what is written on the other', async () => {
  const incident = await anIncident();
  const [here, there] = [await opened(incident), await opened(incident, { node: second })];
  here.write('from the first node');
  await shown('from the first node', there);
  there.write('from the second node');
  await shown('from the second node', here);
  for (let i = 0; i < 10; i += 1) {
    here.write(`here ${i}`);
    there.write(`there ${i}`);
  }
  await shown('there 9', here);
  await shown('here 9', there);
  await agree(here, there);
});

test('what was written without a connection is merged when it is back', async () => {
  const incident = await anIncident();
  const [rex, ada] = [await opened(incident), await opened(incident, { cookie: cookies.ada })];
  rex.cut();
  await vi.waitFor(() => expect(rex.isOnline()).toBe(false));
  const mine = rex.write('written on the train');
  const theirs = ada.write('written meanwhile');
  await saved(ada, theirs);
  await rex.again();
  await saved(rex, mine);
  await agree(rex, ada);
  expect(rex.text()).toContain('written meanwhile');
  expect(ada.text()).toContain('written on the train');
});

test('an edit whose commit fails is not called saved, and is not lost', async () => {
  const incident = await anIncident();
  const [rex, ada] = [await opened(incident), await opened(incident, { cookie: cookies.ada })];
  await saved(rex, rex.write('before'));
  await shown('before', ada);
  // Somebody else holds the document, so that the edit is taken and its commit does not come.
  await administrator.query('begin');
  await administrator.query('select from respond.documents where about = $1 for update', [incident]);
  const lost = rex.write('in between');
  await vi.waitFor(async () => expect(await endWaiting()).toBe(1), { interval: 5, timeout: 3_000 });
  await closed(rex, closeCodes.tryAgain);
  expect([...rex.saved]).not.toContain(lost);
  expect(ada.text()).not.toContain('in between');
  await administrator.query('rollback');
  expect(await stored(incident)).toHaveLength(2);
  await rex.again();
  await saved(rex, lost);
  await agree(rex, ada);
  expect(ada.text()).toContain('in between');
});

/** Ends the connections that wait for a lock; answers how many there were. */
async function endWaiting(): Promise<number> {
  const { rowCount } = await administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

test('a node that dies takes nothing along that it has called saved', async () => {
  const incident = await anIncident();
  const dying = await nodeOf(
    await openSlice({ settings: { url }, database: first.slice.database, clock: first.slice.clock }),
  );
  const at = { node: dying };
  const editor = await openEditor(() => doorOf(at), incident);
  onTestFinished(editor.close);
  const kept = editor.write('called saved');
  await saved(editor, kept);
  await administrator.query('begin');
  await administrator.query('select from respond.documents where about = $1 for update', [incident]);
  const unsaved = editor.write('taken and not saved');
  await waitsForLock();
  editor.cut();
  await endWaiting();
  await dying.http.close();
  await dying.slice.stop();
  await administrator.query('rollback');
  expect(inside((await read(incident)).json, 'text')).toContain('called saved');
  expect(inside((await read(incident)).json, 'text')).not.toContain('taken and not saved');
  at.node = first;
  await editor.again();
  await saved(editor, unsaved);
  expect(inside((await read(incident)).json, 'text')).toContain('taken and not saved');
});

function waitsForLock(): Promise<void> {
  return vi.waitFor(
    async () => {
      const { rowCount } = await administrator.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rowCount).toBe(1);
    },
    { interval: 5, timeout: 3_000 },
  );
}

test('only responders with a session come in, from pages of this server', async () => {
  const incident = await anIncident();
  const own = { origin: url };
  const token = { authorization: `Bearer ${first.slice.tokens.responder}` };
  expect(await refusal(incident, own)).toBe('401');
  expect(await refusal(incident, { ...own, cookie: '__Host-muster_session=guessed' })).toBe('401');
  expect(await refusal(incident, { ...own, cookie: cookies.sten })).toBe('403');
  expect(await refusal(incident, { ...own, ...token })).toBe('403');
  expect(await refusal(incident, { cookie: cookies.rex })).toBe('403');
  expect(await refusal(incident, { cookie: cookies.rex, origin: 'https://evil.example' })).toBe('403');
  const plain = await send(first.address, 'GET', `/live/documents/${incident}`, {
    token: null,
    headers: { cookie: cookies.rex, origin: url },
  });
  expect(plain.status).toBe(426);
});

test('the document of a private incident is nowhere for those outside', async () => {
  const incident = await anIncident({ private: true });
  const insider = await opened(incident, { cookie: cookies.ada });
  await saved(insider, insider.write('for insiders'));
  expect(await refusal(incident, { cookie: cookies.rex, origin: url })).toBe('404');
  expect(await refusal(randomUUID(), { cookie: cookies.rex, origin: url })).toBe('404');
  expect(await refusal('INC-1', { cookie: cookies.rex, origin: url })).toBe('404');
  expect((await read(incident)).status).toBe(404);
});

test('whoever is sent away is cut off at once, on every node, and not let in again', async () => {
  const incident = await anIncident();
  const [here, there] = [await opened(incident), await opened(incident, { node: second })];
  sentAway.add('rex');
  onTestFinished(() => void sentAway.delete('rex'));
  await byItself(first.slice.platform, 'test.sendAway', async (act) => act.hint(`incident:${incident}`));
  await vi.waitFor(
    () => {
      first.slice.clock.advance({ seconds: 2 });
      expect([here.closedWith(), there.closedWith()]).toEqual([closeCodes.notAllowed, closeCodes.notAllowed]);
    },
    { interval: 20, timeout: 3_000 },
  );
  expect(await refusal(incident, { cookie: cookies.rex, origin: url })).toBe('404');
});

test('whoever signs out is cut off at once', async () => {
  const incident = await anIncident();
  const { call, cookie } = await signedIn(first.slice, 'ada');
  const editor = await opened(incident, { cookie, node: second });
  await call(signOut);
  await closed(editor, closeCodes.notAllowed);
});

test.each([
  ['a frame of more than 1 MB', new Uint8Array(1_048_577), 1009],
  ['what is no frame', new Uint8Array([9, 9, 9]), closeCodes.notAFrame],
  ['what is no update', new Uint8Array([2, 0, 0, 0, 1, 255, 255, 255, 255, 7]), closeCodes.notAFrame],
  ['what is no state vector', new Uint8Array([1, 255, 255, 255, 255, 7]), closeCodes.notAFrame],
])('%s ends the connection of whoever sent it and nothing else', async (_what, bytes, code) => {
  const incident = await anIncident();
  const [rex, ada] = [await opened(incident), await opened(incident, { cookie: cookies.ada })];
  rex.send(bytes);
  await closed(rex, code);
  await saved(ada, ada.write('still here'));
  expect(await stored(incident)).toHaveLength(2);
});

test('whoever floods, whoever is silent, and whoever opens too many are ended', async () => {
  const incident = await anIncident();
  const flooding = await opened(incident, { cookie: cookies.ada });
  const know = encodeFrame({ kind: 'know', vector: Y.encodeStateVector(new Y.Doc()) });
  for (let i = 0; i < 600; i += 1) flooding.send(know);
  await closed(flooding, closeCodes.tooMuch);
  const silent = await openEditor(() => ({ ...doorOf(), autoPong: false }), incident);
  const talking = await opened(incident, { cookie: cookies.ada });
  first.slice.clock.advance({ seconds: 25 });
  await pause(50);
  first.slice.clock.advance({ seconds: 25 });
  await closed(silent, 1006);
  expect(talking.isOnline()).toBe(true);
  const many = await Promise.all(Array.from({ length: 24 }, () => opened(incident)));
  expect(await refusal(incident, { cookie: cookies.rex, origin: url })).toBe('429');
  for (const one of many) one.close();
});

test('people in the document go by the names of their sessions, on every node', async () => {
  const incident = await anIncident();
  await opened(incident, { node: second });
  const ada = await opened(incident, { cookie: cookies.ada });
  await vi.waitFor(
    () => {
      first.slice.clock.advance({ milliseconds: 300 });
      expect([...ada.people.values()].sort()).toEqual(['ada', 'rex']);
    },
    { interval: 20, timeout: 3_000 },
  );
});

test('a handshake that goes wrong costs nothing for long', async () => {
  const incident = await anIncident();
  const wish = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '7' };
  for (let i = 0; i < 30; i += 1) {
    const answer = get(`${first.address}/live/documents/${incident}`, {
      headers: { ...doorOf().headers, ...wish },
    });
    const [{ statusCode }] = (await once(answer, 'response')) as [IncomingMessage];
    expect(statusCode).toBe(400);
  }
  expect((await opened(incident)).isOnline()).toBe(true);
});

test('hostile content is text in what is read', async () => {
  const incident = await anIncident();
  const rex = await opened(incident);
  const number = rex.write('<script>alert(1)</script> # no heading');
  rex.doc
    .getXmlFragment('body')
    .insert(0, [link('javascript:alert(1)', 'click'), link('https://a.example', 'good')]);
  await saved(rex, number + 1);
  const markdown = String(inside((await read(incident)).json, 'markdown'));
  expect(markdown).toContain('\\<script\\>alert(1)\\</script\\>');
  expect(markdown).not.toContain('javascript:');
  expect(markdown).toContain('[good](<https://a.example>)');
});

function link(href: string, text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  const content = new Y.XmlText();
  content.applyDelta([{ insert: text, attributes: { link: { href } } }]);
  paragraph.insert(0, [content]);
  return paragraph;
}

test('a shortened log is the same document, opens the same, and shows it as it was', async () => {
  const incident = await anIncident();
  const { clock, platform } = first.slice;
  const rex = await opened(incident);
  for (let i = 0; i < 60; i += 1) await saved(rex, rex.write(`early ${i}`));
  const early = clock.now();
  clock.advance({ minutes: 5 });
  for (let i = 0; i < 60; i += 1) await saved(rex, rex.write(`late ${i}`));
  const snapshots = () =>
    first.slice.rows<{ seq: number }>(
      sql`select snapshot_seq as seq from respond.documents where about = ${incident}`,
    );
  const killed = byItself(platform, 'respond.shortenDocuments', async (act) => {
    await shortenDocuments(act);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await snapshots()).toEqual([{ seq: 0 }]);
  const before = (await read(incident)).json;
  const shorten = () => byItself(platform, 'respond.shortenDocuments', shortenDocuments);
  await shorten();
  expect(await snapshots()).toEqual([{ seq: 120 }]);
  expect(await stored(incident)).toHaveLength(121);
  clock.advance({ minutes: 20 });
  await Promise.all([shorten(), shorten()]);
  await vi.waitFor(async () => expect(await stored(incident)).toHaveLength(3));
  expect((await read(incident)).json).toEqual(before);
  const then = inside((await read(incident, early.add({ minutes: 1 }))).json, 'text');
  expect(then).toContain('early 59');
  expect(then).not.toContain('late');
  const newcomer = await opened(incident, { node: second });
  expect(newcomer.text()).toBe(rex.text());
});

test('a document that nobody has opened reads as its template', async () => {
  expect((await read(await anIncident())).json).toEqual({
    markdown: '## What we know\n\n## What we do next\n\n## Who does what\n\n## Links\n',
    text: 'What we know\n\nWhat we do next\n\nWho does what\n\nLinks\n',
    edits: 0,
    changedAt: null,
    people: [],
  });
});

test('a server that stops tells everybody to come again', async () => {
  const stopping = await nodeOf(
    await openSlice({ settings: { url }, database: first.slice.database, clock: first.slice.clock }),
  );
  const incident = await anIncident();
  const editor = await openEditor(() => doorOf({ node: stopping }), incident);
  const number = editor.write('the last line');
  await saved(editor, number);
  await stopping.http.close();
  await closed(editor, closeCodes.goingAway);
  await stopping.slice.stop();
  expect(inside((await read(incident)).json, 'text')).toContain('the last line');
});

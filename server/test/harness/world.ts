/**
 * A world for scenarios: the whole app in this process on a database of its own, people with phones, senders of
 * alerts, and a clock that only the test moves. What it offers speaks the language of the product.
 */
import { applyOrganisation } from '@muster/contract/catalog/organisation';
import { listAlerts } from '@muster/contract/detect/alerts';
import * as pages from '@muster/contract/oncall/pages';
import { type Client, createClient } from '@muster/contract/platform/client';
import pg from 'pg';
import { afterAll, expect } from 'vitest';
import { createToken } from '../../src/catalog/token/actions.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { createManualClock, durationOf, type ManualClock } from './clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { adminToken, type Node, type NodeTwist, publicUrl, startNode } from './node.ts';
import { type Phone, type Phones, type Rung, startPhones } from './phones.ts';
import { type Responder, responder } from './responder.ts';
import { driftIn } from './streams.ts';
import { doorOf, fileOf, peopleOf, smallTown, type Town } from './town.ts';

export type { Node, Phone, Rung, Town };

/** An alert as a sender says it. Without a service it is the first one's. */
export interface Said {
  title: string;
  key?: string;
  status?: 'firing' | 'acknowledged' | 'resolved';
  severity?: string;
  labels?: Record<string, string>;
  service?: string;
}

export interface World {
  database: TestDatabase;
  nodes: Node[];
  phones: Phones;
  now(): Temporal.Instant;
  /** Moves time from one timer to the next, letting everything settle at each, so that nothing is jumped over. */
  forward(duration: string): Promise<void>;
  /** Moves time in one jump, as when the machine was suspended. */
  leap(duration: string): Promise<void>;
  /** Lets everything that is due now happen. */
  settle(): Promise<void>;
  /** Sends through the native door, and settles. */
  alert(said: Said): Promise<void>;
  resolveAlert(key: string, service?: string): Promise<void>;
  /** Sends one group through the Alertmanager door, and settles. */
  alertmanager(group: {
    groupKey: string;
    alerts: Record<string, unknown>[];
    service?: string;
  }): Promise<void>;
  /** A request to the running app, as a browser or a sender makes it; nothing is waited for. */
  request(path: string, init?: RequestInit): Promise<Response>;
  phone(person: string): Phone;
  as(person: string): Responder;
  /** The typed client, as the administrator's token. */
  admin: Client;
  /** The newest page; with a text, the newest whose title has it. */
  page(about?: string): Promise<pages.Page>;
  pages(): Promise<pages.Page[]>;
  alerts(): Promise<Awaited<ReturnType<typeof findAlerts>>>;
  /** The page's log as sentences. */
  explanation(page: { id: string }): Promise<string[]>;
  notifications(page: { id: string }): Promise<pages.Notification[]>;
  /** Opens the link of a notification, and presses the button that it must show. */
  tapLink(rung: Rung): Promise<void>;
  openLink(address: string, method?: 'GET' | 'POST'): Promise<{ status: number; text: string }>;
  apply(town: Town): Promise<void>;
  anotherNode(twist?: NodeTwist): Promise<Node>;
  /** Talks to the database behind the app's back, to make happen what no request can. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** What the log may say in this file; everything else that it complains of fails the file. */
  expectComplaint(pattern: RegExp): void;
  /** Ends every open page and alert, and forgets what has rung: a quiet start for the next test of the file. */
  quiet(): Promise<void>;
}

/** Real milliseconds that a stretch of time may take; below the time that a test has, to fail with a better reason. */
const patienceMs = 12_000;

/** Starts a world that ends with the test file. Monday morning, unless told otherwise. */
export async function startWorld(
  given: { organisation?: Town; at?: string; twist?: NodeTwist } = {},
): Promise<World> {
  const town = given.organisation ?? smallTown;
  const time = createManualClock(Temporal.Instant.from(given.at ?? '2026-03-02T09:00:00Z'));
  const database = await testDatabase();
  const phones = await startPhones(peopleOf(town));
  const nodes = [await startNode(time, database, 'node-1', given.twist)];
  const running = () => nodes.filter((node) => node.isRunning());
  const expectComplaint = endsWithFile({ running, database, phones });
  const first = (): Node => {
    const [node] = running();
    if (!node) throw new Error('no node is running');
    return node;
  };
  const settle = async () => {
    // Twice, because what one node has done may be something to do for another.
    for (const _ of running()) await Promise.all(running().map((node) => node.settled()));
  };
  const request = (path: string, init?: RequestInit) => fetch(first().app.address() + path, init);
  const clientWith = (token: string): Client => {
    const headers = () => ({ authorization: `Bearer ${token}` });
    return createClient({ baseUrl: '', headers, fetch: (path, init) => request(String(path), init) });
  };
  const admin = clientWith(adminToken);
  const views = viewsOf(admin);
  const world: World = {
    database,
    nodes,
    phones,
    settle,
    request,
    admin,
    expectComplaint,
    ...views,
    ...movesOf(time, settle),
    ...sendersOf(request, settle, town.services?.[0]?.name ?? ''),
    ...linksOf(request, settle),
    phone: phones.of,
    as: (person) => responder(async () => clientWith(await tokenOf(first().app.platform, person)), settle),
    async apply(changed) {
      await admin(applyOrganisation, { body: fileOf(changed, (person) => phones.of(person).url) });
      await settle();
    },
    async anotherNode(twist) {
      const node = await startNode(time, database, `node-${nodes.length + 1}`, twist);
      nodes.push(node);
      await settle();
      return node;
    },
    sql: (text, values) => ask(database, text, values),
    async quiet() {
      const open = (await views.pages()).filter((page) => page.state !== 'resolved');
      for (const { id } of open) await admin(pages.resolvePage, { params: { id } });
      await settle();
      phones.silence();
    },
  };
  await world.apply(town);
  return world;
}

/** Ends everything after the file, and fails it for what the nodes complained of unexpectedly. */
function endsWithFile({
  running,
  database,
  phones,
}: {
  running: () => Node[];
  database: TestDatabase;
  phones: Phones;
}): World['expectComplaint'] {
  const allowed: RegExp[] = [];
  afterAll(async () => {
    await phones.close();
    const complaints = running().flatMap((node) => node.complaints);
    for (const node of running()) await node.stop();
    const drift = await driftIn(database);
    await database.drop();
    expect(drift).toEqual([]);
    expect(complaints.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
  });
  return (pattern) => void allowed.push(pattern);
}

type Request = World['request'];
type Settle = World['settle'];

function movesOf(time: ManualClock, settle: Settle): Pick<World, 'now' | 'forward' | 'leap'> {
  const moveTo = async (at: Temporal.Instant) => {
    time.moveTo(at);
    await settle();
  };
  return {
    now: time.now,
    async forward(duration) {
      const until = time.now().add(durationOf(duration));
      const patience = performance.now() + patienceMs;
      for (
        let at = time.nextTimerAt();
        at && Temporal.Instant.compare(at, until) < 0;
        at = time.nextTimerAt()
      ) {
        if (performance.now() > patience)
          throw new Error(`time stands at ${time.now()} on its way to ${until}; the next timer is for ${at}`);
        await moveTo(Temporal.Instant.compare(at, time.now()) < 0 ? time.now() : at);
      }
      await moveTo(until);
    },
    leap: (duration) => moveTo(time.now().add(durationOf(duration))),
  };
}

function sendersOf(
  request: Request,
  settle: Settle,
  firstService: string,
): Pick<World, 'alert' | 'resolveAlert' | 'alertmanager'> {
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status, await answer.text()).toBeLessThan(300);
    await settle();
  };
  const alert: World['alert'] = ({ service = firstService, key, ...said }) =>
    post(`/ingest/generic/${doorOf(service, 'generic').key}`, {
      status: 'firing',
      ...(key === undefined ? {} : { dedupKey: key }),
      ...said,
    });
  return {
    alert,
    resolveAlert: (key, service = firstService) =>
      alert({ title: 'It is over', key, status: 'resolved', service }),
    alertmanager: ({ service = firstService, ...group }) =>
      post(`/ingest/alertmanager/${doorOf(service, 'alertmanager').key}`, {
        version: '4',
        status: 'firing',
        receiver: 'muster',
        groupLabels: {},
        commonLabels: {},
        commonAnnotations: {},
        externalURL: 'http://alertmanager.example',
        truncatedAlerts: 0,
        ...group,
      }),
  };
}

function viewsOf(admin: Client): Pick<World, 'pages' | 'page' | 'alerts' | 'explanation' | 'notifications'> {
  const list = async () => (await admin(pages.listPages, { query: { limit: 200 } })).items;
  return {
    pages: list,
    async page(about = '') {
      const found = (await list()).find((page) => page.title.includes(about));
      if (!found) throw new Error(`there is no page about "${about}"`);
      return found;
    },
    alerts: () => findAlerts(admin),
    explanation: async ({ id }) =>
      (await admin(pages.explainPage, { params: { id } })).entries.map((entry) => entry.text),
    notifications: async ({ id }) => (await admin(pages.listNotifications, { params: { id } })).items,
  };
}

async function findAlerts(admin: Client) {
  return (await admin(listAlerts, { query: { limit: 200 } })).items;
}

function linksOf(request: Request, settle: Settle): Pick<World, 'openLink' | 'tapLink'> {
  const openLink: World['openLink'] = async (address, method = 'GET') => {
    const answer = await request(address.replace(publicUrl, ''), { method });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    openLink,
    async tapLink({ acknowledge }) {
      expect((await openLink(acknowledge)).text).toContain('>Acknowledge</button>');
      expect((await openLink(acknowledge, 'POST')).status).toBe(200);
      await settle();
    },
  };
}

async function tokenOf(platform: Platform, person: string): Promise<string> {
  const actor = { kind: 'person', name: person, access: 'responder', by: 'session' } as const;
  const { secret } = await createToken(
    platform,
    { actor, requestId: null, address: null },
    { label: 'scenario', expiresInDays: 366 },
  );
  return secret;
}

async function ask(database: TestDatabase, text: string, values: unknown[] = []) {
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

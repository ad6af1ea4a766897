/**
 * The whole application over a database of its own, for slice tests: a clock that stands still until the test
 * moves it, every answer checked against the contract, a small organisation, and a caller for each access level.
 */

import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, ProblemError } from '@muster/contract/platform/client';
import { type Access, accessLevels } from '@muster/contract/platform/endpoint';
import type { Problem } from '@muster/contract/platform/wire';
import { type App, type AppNeeds, startApp } from '../../src/app.ts';
import { createToken } from '../../src/catalog/token/actions.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Sql } from '../../src/platform/db.ts';
import type { Log } from '../../src/platform/log.ts';
import type { Caller } from '../../src/platform/platform.ts';
import type { Settings } from '../../src/platform/settings.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { driftIn } from './streams.ts';

export const adminToken = 'an-administrators-token-for-tests';
export const secretKey = 'a secret key of more than thirty-two characters';
export const start = Temporal.Instant.from('2026-03-02T10:00:00Z');

/** The people of the organisation, one for each access level, by their access. */
export const personOf: Readonly<Record<Access, string>> = {
  admin: 'ada',
  responder: 'rex',
  stakeholder: 'sten',
  support: 'sue',
  auditor: 'aud',
};

/** Keys of the organisation's integrations, by name. */
export const keys = {
  prometheus: 'alertmanagerkey0123456789abcdef01',
  events: '0123456789abcdef0123456789abcdef',
  native: 'nativekey0123456789abcdef0123456',
  backup: '0b2c8e1a-0000-4000-8000-0123456789ab',
} as const;

/** A webhook secret of the organisation, planted to be looked for where it must not be. */
export const plantedSecret = 'whsec_cGxhbnRlZHBsYW50ZWRwbGFudGVkcGxhbnQ';

export function organisation(): Record<string, unknown> {
  return {
    muster: 1,
    people: accessLevels.map((access) => ({
      name: personOf[access],
      fullName: `The ${access}`,
      email: `${personOf[access]}@example.org`,
      timeZone: 'Europe/Madrid',
      access,
      contacts: [
        { id: 'mail', kind: 'email', to: `${personOf[access]}@example.org` },
        { id: 'hook', kind: 'webhook', url: 'http://127.0.0.1:9/hook', secret: plantedSecret },
      ],
      rules: { high: [{ after: 5, via: 'mail' }], low: [{ after: 30, via: 'mail' }] },
    })),
    teams: [{ name: 'payments', members: ['ada', 'rex'] }],
    schedules: [
      {
        name: 'primary',
        timeZone: 'Europe/Madrid',
        layers: [
          {
            rotation: { unit: 'week', length: 1, start: '2026-01-05T09:00', members: [['rex'], ['ada']] },
          },
        ],
      },
    ],
    policies: [
      { name: 'high', repeat: 1, steps: [{ escalateAfter: 5, targets: [{ schedule: 'primary' }] }] },
    ],
    services: [
      { name: 'checkout', team: 'payments', policy: 'high', urgency: 'high', tier: 1, dependsOn: ['ledger'] },
      { name: 'ledger', policy: 'high', urgency: 'low' },
    ],
    integrations: [
      { name: 'prometheus', door: 'alertmanager', service: 'checkout', key: keys.prometheus },
      { name: 'events', door: 'pagerduty', service: 'checkout', key: keys.events },
      { name: 'native', door: 'generic', service: 'ledger', key: keys.native },
      { name: 'backup', door: 'heartbeat', service: 'ledger', key: keys.backup, period: 60, grace: 10 },
    ],
    routes: [{ name: 'database', when: 'labels.team == "db"', service: 'ledger', groupBy: ['alertname'] }],
  };
}

export interface ManualClock extends Clock {
  /** Moves time and calls what has become due, in order. */
  advance(duration: Temporal.DurationLike): void;
}

export function manualClock(from = start): ManualClock {
  let now = from;
  let timers: { at: Temporal.Instant; run: () => void }[] = [];
  return {
    now: () => now,
    at(at, run) {
      const timer = { at, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(duration) {
      now = now.add(duration);
      const due = timers.filter((one) => Temporal.Instant.compare(one.at, now) <= 0);
      timers = timers.filter((one) => !due.includes(one));
      for (const { run } of due.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) run();
    },
  };
}

export interface LogLine {
  level: 'info' | 'warn' | 'error' | 'debug';
  parts: unknown[];
}

export function memoryLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const writer =
    (level: LogLine['level']) =>
    (...parts: unknown[]) =>
      void lines.push({ level, parts });
  const log = {
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    debug: writer('debug'),
    child: () => log,
  };
  return { log: asLog(log), lines };
}

/** The product calls only these five members, with an object and a text. */
function asLog(log: object): Log {
  return log as Log;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the body is not JSON. */
  json: unknown;
}

export interface Sent {
  body?: string | Uint8Array<ArrayBuffer> | object | undefined;
  headers?: Record<string, string>;
  /** Who asks: a token in clear, `null` for a stranger. The administrator's where it is left out. */
  token?: string | null;
}

export interface Slice {
  app: App;
  platform: App['platform'];
  database: TestDatabase;
  clock: ManualClock;
  lines: LogLine[];
  /** API tokens of the five people; empty without the organisation. */
  tokens: Readonly<Record<Access, string>>;
  http(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** The typed client with somebody's token. */
  as(access: Access): Client;
  caller(access: Access): Caller;
  rows<Row>(query: Sql): Promise<Row[]>;
  stop(): Promise<void>;
}

export interface SliceOptions {
  settings?: Partial<Settings>;
  needs?: Partial<AppNeeds>;
  /** Another node of the same database; who made it drops it. */
  database?: TestDatabase;
  clock?: ManualClock;
  /** False leaves the database as it is. */
  organised?: boolean;
}

export async function openSlice(options: SliceOptions = {}): Promise<Slice> {
  const database = options.database ?? (await testDatabase());
  const clock = options.clock ?? manualClock();
  const { log, lines } = memoryLog();
  const statusDir = join(plainSettings.statusDir, randomUUID());
  const app = await startApp({
    settings: { ...plainSettings, statusDir, ...options.settings },
    database: database.config,
    readKeys: () => [secretKey],
    clock,
    log,
    version: '0.0.0',
    checkAnswers: true,
    databaseTime: async () => clock.now(),
    ...options.needs,
  });
  const http = (method: string, path: string, sent: Sent = {}) => send(app.address(), method, path, sent);
  const organised = options.organised ?? options.database === undefined;
  if (organised) await organise(http);
  const tokens = organised ? await tokensOf(app) : noTokens;
  return {
    app,
    platform: app.platform,
    database,
    clock,
    lines,
    tokens,
    http,
    as: (access) =>
      createClient({
        baseUrl: app.address(),
        headers: () => ({ authorization: `Bearer ${tokens[access]}` }),
      }),
    caller: callerOf,
    rows: (query) => app.platform.db.many(query),
    async stop() {
      await app.stop();
      await rm(statusDir, { recursive: true, force: true });
      if (options.database !== undefined) return;
      const drift = await driftIn(database);
      await database.drop();
      if (drift.length > 0) throw new Error(drift.join('\n'));
    },
  };
}

export const plainSettings: Settings = {
  host: '127.0.0.1',
  port: 0,
  url: 'http://muster.example.org',
  dataDir: './data',
  statusDir: join(tmpdir(), `muster-status-${process.pid}`),
  statusPushDir: null,
  databaseUrl: null,
  secretKey: null,
  oldSecretKeys: [],
  backupPassphrase: null,
  admin: null,
  adminToken,
  adminTokenWeakness: null,
  mail: null,
  telegramToken: null,
  // Nobody is there, and nobody would be called: private addresses are refused.
  telegramUrl: 'http://127.0.0.1:9',
  trustProxyHops: 0,
  allowTargets: [],
  apiRate: 1_000_000,
  doorPatienceMs: 60_000,
  storm: { service: 1_000_000, total: 1_000_000 },
  securityContact: null,
  alarm: { email: null, url: null, beatUrl: null },
  canary: false,
  logLevel: 'error',
};

const noTokens: Record<Access, string> = {
  admin: '',
  responder: '',
  stakeholder: '',
  support: '',
  auditor: '',
};

async function organise(http: Slice['http']): Promise<void> {
  const { status, text } = await http('PUT', '/api/v1/organisation', { body: organisation() });
  if (status !== 200) throw new Error(`the test organisation was refused: ${text}`);
}

async function tokensOf(app: App): Promise<Record<Access, string>> {
  const tokens = { ...noTokens };
  for (const access of accessLevels)
    tokens[access] = (
      await createToken(app.platform, callerOf(access), { label: 'test', expiresInDays: 366 })
    ).secret;
  return tokens;
}

export function callerOf(access: Access): Caller {
  return {
    actor: { kind: 'person', name: personOf[access], access, by: 'session' },
    requestId: null,
    address: null,
  };
}

export async function send(origin: string, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const token = sent.token === undefined ? adminToken : sent.token;
  const response = await fetch(origin + path, {
    method,
    redirect: 'manual',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...sent.headers },
    ...(sent.body === undefined ? {} : { body: bodyOf(sent.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function bodyOf(body: NonNullable<Sent['body']>): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return JSON.stringify(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The problem document of a call that is refused; a call that succeeds fails the test. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** A member deep inside an answer; undefined where there is none. */
export function inside(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

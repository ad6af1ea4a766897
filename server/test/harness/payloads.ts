/**
 * The shared sample deliveries, read and prepared for replay: as a `DoorRequest` for the pure parsers, or as an
 * HTTP request for a running server. The rules of replay are section 0 of ingest.md. `differences` compares what
 * came of it with the sample's `expect` block, in which absent members are not checked.
 */

import { readdirSync, readFileSync } from 'node:fs';
import type {
  ChangeEvent,
  DoorRequest,
  HeartbeatPing,
  NormalisedEvent,
} from '../../src/detect/ingest/model.ts';

const FOLDER = new URL('../../../../shared/payloads/', import.meta.url);

type Json = Readonly<Record<string, unknown>>;

export type Payload = {
  readonly source: string;
  readonly case: string;
  readonly captured: boolean;
  readonly clock: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly bodyText?: string;
  };
  readonly expand?: readonly { readonly pointer: string; readonly repeat: string; readonly times: number }[];
  readonly expect: Expectation;
};

/** As far as the doors of this version need it. */
export type Expectation = {
  readonly http: number;
  readonly responseKeys?: readonly string[];
  readonly responseText?: string;
  readonly responseBody?: unknown;
  readonly alerts?: readonly Json[];
  readonly changes?: readonly Json[];
  readonly count?: number;
  readonly groupKey?: string;
  readonly truncatedAlerts?: number;
  readonly heartbeat?: Json;
  readonly warnings?: boolean;
  readonly links?: readonly string[];
  readonly images?: readonly string[];
};

/** What a replay brought about; members left out are not compared. */
export type Outcome = {
  readonly status: number;
  readonly body: string;
  /** Those that opened, updated or closed an alert. */
  readonly events?: readonly NormalisedEvent[];
  readonly changes?: readonly ChangeEvent[];
  readonly ping?: HeartbeatPing | null;
  readonly truncatedAlerts?: number;
};

export type HttpSample = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export function payloadNames(source: string): readonly string[] {
  return readdirSync(new URL(`${source}/`, FOLDER))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}

export function loadPayload(source: string, name: string): Payload {
  return asPayload(JSON.parse(readFileSync(new URL(`${source}/${name}.json`, FOLDER), 'utf8')));
}

export function loadPayloads(source: string): readonly Payload[] {
  return payloadNames(source).map((name) => loadPayload(source, name));
}

/** The files are ours and have this form; a wrong one fails the test that reads it. */
function asPayload(value: unknown): Payload {
  return value as Payload;
}

/** The body byte for byte as the sender posts it, grown where the sample says so. */
export function bodyOf(payload: Payload): Buffer {
  const { body, bodyText } = payload.request;
  if (bodyText !== undefined) return Buffer.from(bodyText);
  if (typeof body === 'string') return Buffer.from(body);
  if (body === undefined || body === null) return Buffer.alloc(0);
  const grown: unknown = structuredClone(body);
  for (const growth of payload.expand ?? []) grow(grown, growth);
  return Buffer.from(JSON.stringify(grown));
}

/** The sample as a door sees it. The fixed part of a lab path is found by the door itself. */
export function doorRequestOf(payload: Payload): DoorRequest {
  const [path = '', query = ''] = payload.request.path.split('?');
  const headers = Object.entries(sentHeaders(payload)).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: payload.request.method,
    path,
    query,
    headers: Object.fromEntries(headers),
    rawBody: bodyOf(payload),
    receivedAt: Temporal.Instant.from(payload.clock),
    deliveryId: '6f1d2c3b-0000-4000-8000-000000000001',
  };
}

/** Where our doors stand: lab paths of captured samples are led there. */
const PLACES: Readonly<Record<string, (path: string, key: string) => string>> = {
  'alertmanager-webhook': (path, key) =>
    path.endsWith('/WRONG') ? path : `/ingest/alertmanager/${encodeURIComponent(key)}`,
  'generic-form': (_path, key) => `/api/v2/generic/incoming?token=${encodeURIComponent(key)}`,
};

/**
 * The sample as an HTTP request to our server, with `key` wherever the sample's own key stands. PagerDuty keys
 * must be 32 letters and digits; keys that a sample means to be wrong stay wrong.
 */
export function httpSampleOf(payload: Payload, key: string): HttpSample {
  const [, fixed] = /^\/(?:pd|lab)(\/.*)$/.exec(payload.request.path) ?? [];
  const path = PLACES[payload.source]?.(payload.request.path, key) ?? fixed ?? payload.request.path;
  const own = Object.values(payload.secrets ?? {});
  const headers = Object.entries(sentHeaders(payload)).map(([name, value]) => {
    const isKey = name.toLowerCase() === 'authorization';
    return [
      name,
      isKey ? value.replace(/^(\w+) .+$/, (_all, scheme: string) => credentials(scheme, key)) : value,
    ];
  });
  const text = bodyOf(payload).toString('utf8');
  const body = own.reduce((result, secret) => result.replaceAll(`"${secret}"`, `"${key}"`), text);
  return {
    method: payload.request.method,
    path,
    headers: Object.fromEntries(headers),
    body: Buffer.from(body),
  };
}

function credentials(scheme: string, key: string): string {
  return `${scheme} ${scheme.toLowerCase() === 'basic' ? Buffer.from(`lab:${key}`).toString('base64') : key}`;
}

const HOP_HEADERS = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

function sentHeaders(payload: Payload): Readonly<Record<string, string>> {
  const entries = Object.entries(payload.request.headers);
  return Object.fromEntries(entries.filter(([name]) => !HOP_HEADERS.has(name.toLowerCase())));
}

function grow(root: unknown, growth: { pointer: string; repeat: string; times: number }): void {
  const path = growth.pointer.split('/').slice(1);
  const last = path.pop();
  let at: unknown = root;
  for (const step of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined;
  if (typeof at !== 'object' || at === null || last === undefined)
    throw new Error(`no ${growth.pointer} in the sample`);
  Reflect.set(at, last, growth.repeat.repeat(growth.times));
}

/** Everything in which the outcome is not as the sample expects, one sentence each; empty means as expected. */
export function differences(expect: Expectation, outcome: Outcome): readonly string[] {
  const found: string[] = [];
  compare(found, 'http', expect.http, outcome.status);
  compareBody(found, expect, outcome.body);
  if (outcome.events !== undefined) compareEvents(found, expect, outcome.events);
  if (outcome.changes !== undefined) compareList(found, 'changes', expect.changes, outcome.changes);
  if (expect.heartbeat !== undefined && outcome.ping !== undefined)
    compare(found, 'heartbeat', expect.heartbeat, outcome.ping);
  if (outcome.truncatedAlerts !== undefined)
    compare(found, 'truncatedAlerts', expect.truncatedAlerts, outcome.truncatedAlerts);
  return found;
}

function compareBody(found: string[], expect: Expectation, body: string): void {
  compare(found, 'responseText', expect.responseText, body);
  if (expect.responseBody === undefined && expect.responseKeys === undefined && expect.warnings === undefined)
    return;
  const json: Json = JSON.parse(body);
  compare(found, 'responseBody', expect.responseBody, json);
  for (const key of expect.responseKeys ?? [])
    if (!Object.hasOwn(json, key)) found.push(`response has no member ${key}`);
  if (expect.warnings === true && !Array.isArray(json.warnings)) found.push('response has no warnings');
}

function compareEvents(found: string[], expect: Expectation, events: readonly NormalisedEvent[]): void {
  compare(found, 'count', expect.count, events.length);
  // A list shorter than the stated count shows only the first of them.
  const shown = expect.count === undefined ? events : events.slice(0, expect.alerts?.length);
  compareList(found, 'alerts', expect.alerts, shown);
  for (const event of events) compare(found, 'groupKey', expect.groupKey, event.groupKey);
  const links = events.flatMap((event) => event.links.map((link) => link.href));
  compareList(found, 'links', expect.links, expect.links === undefined ? [] : links);
  const images = events.flatMap((event) => event.images.map((image) => image.src));
  compareList(found, 'images', expect.images, expect.images === undefined ? [] : images);
}

function compareList(
  found: string[],
  name: string,
  expected: readonly unknown[] | undefined,
  actual: readonly unknown[],
): void {
  if (expected === undefined) return;
  if (expected.length !== actual.length)
    found.push(`${name}: ${expected.length} expected, ${actual.length} seen`);
  expected.forEach((item, index) => {
    compare(found, `${name}[${index}]`, item, actual[index]);
  });
}

/** Objects are compared by the members that are expected; `<number>` and other descriptions by their kind. */
function compare(found: string[], name: string, expected: unknown, actual: unknown): void {
  if (expected === undefined || expected === actual) return;
  if (typeof expected === 'string' && /^<[^<>]+>$/.test(expected)) {
    const fits = expected === '<number>' ? typeof actual === 'number' : actual !== undefined && actual !== '';
    if (!fits) found.push(`${name}: ${expected} expected, ${JSON.stringify(actual)} seen`);
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    compareList(found, name, expected, actual);
  } else if (isObject(expected) && isObject(actual)) {
    for (const [key, value] of Object.entries(expected)) compare(found, `${name}.${key}`, value, actual[key]);
  } else {
    found.push(`${name}: ${JSON.stringify(expected)} expected, ${JSON.stringify(actual)} seen`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

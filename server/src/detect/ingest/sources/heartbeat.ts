/**
 * Heartbeat pings in the manner of Healthchecks (ingest.md 7). The address is the secret, so no integration key
 * is asked for. The body is plain text to keep, whatever its content type says.
 */

import type {
  Answer,
  Door,
  DoorRequest,
  HeartbeatPing,
  HeartbeatTarget,
  ParseResult,
  RefusalKind,
} from '../model.ts';
import { refusalFacts, retryHeaders, textAnswer } from './normalise/answers.ts';
import { bodyText, storable } from './normalise/body.ts';
import { cutToBytes } from './normalise/texts.ts';

export const HEARTBEAT_KIND = 'heartbeat';
export const PING_BODY_BYTES = 100_000;

export const heartbeat: Door = {
  name: 'heartbeat',
  kind: HEARTBEAT_KIND,
  methods: ['GET', 'POST', 'HEAD'],
  paths: ['/ping/*', '/ingest/heartbeat/ping/*'],
  bodyLimit: PING_BODY_BYTES,
  keepsFirstBytes: true,
  keyOf: () => ({ kind: 'unkeyed' }),
  parse: parsePing,
  refusal,
};

const HEADERS = { 'ping-body-limit': String(PING_BODY_BYTES), 'access-control-allow-origin': '*' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PING_KEY = /^[\w-]{8,128}$/;
const SLUG = /^[\w-]{1,128}$/;

function parsePing(request: DoorRequest): ParseResult {
  const words = segmentsAfterPing(request.path);
  const query = new URLSearchParams(request.query);
  const found = targetOf(words, query.get('create') === '1');
  if (found === null) return refused(404, 'not found');
  const event = eventOf(found.action);
  if (typeof event === 'string') return event === 'not found' ? refused(404, event) : refused(400, event);
  const rid = query.get('rid');
  if (rid !== null && !UUID.test(rid)) return refused(400, 'invalid uuid format');
  const ping: HeartbeatPing = {
    ...found.target,
    ...event,
    ...(rid === null ? {} : { rid: rid.toLowerCase() }),
    log: logOf(request),
  };
  return { kind: 'ping', ping, answer: textAnswer(200, 'OK', HEADERS) };
}

/** What was posted, for all heartbeat doors: text, cut to what is kept. */
export function logOf(request: DoorRequest): string {
  return cutToBytes(storable(bodyText(request)), PING_BODY_BYTES);
}

function segmentsAfterPing(path: string): readonly string[] {
  const rest = /(?:^|\/)ping\/(.+)$/.exec(path)?.[1] ?? '';
  return rest.replace(/\/$/, '').split('/');
}

type Found = { readonly target: HeartbeatTarget; readonly action: string | undefined };

function targetOf(words: readonly string[], create: boolean): Found | null {
  const [first = '', second, third] = words;
  if (UUID.test(first))
    return words.length > 2 ? null : { target: { id: first.toLowerCase() }, action: second };
  if (words.length > 3 || second === undefined || !PING_KEY.test(first) || !SLUG.test(second)) return null;
  return { target: { key: first, slug: second, create }, action: third };
}

type PingEvent = Pick<HeartbeatPing, 'event' | 'exitStatus'>;

function eventOf(action: string | undefined): PingEvent | 'not found' | 'invalid url format' {
  if (action === undefined) return { event: 'success' };
  if (action === 'start' || action === 'fail' || action === 'log') return { event: action };
  if (!/^\d+$/.test(action)) return 'not found';
  const exitStatus = Number(action);
  if (exitStatus > 255) return 'invalid url format';
  return { event: exitStatus === 0 ? 'success' : 'fail', exitStatus };
}

function refused(status: number, reason: string): ParseResult {
  return { kind: 'refused', reason, answer: textAnswer(status, reason, HEADERS) };
}

/** A heartbeat that is not known is "not found", whether by its id or by its key. */
function refusal(kind: RefusalKind): Answer {
  if (kind === 'unknown-key-path' || kind === 'unknown-key-header' || kind === 'not-found')
    return textAnswer(404, 'not found', HEADERS);
  if (kind === 'ambiguous') return textAnswer(409, 'ambiguous slug', HEADERS);
  const { status, message } = refusalFacts(kind);
  const allow = kind === 'method' ? { allow: heartbeat.methods.join(', ') } : {};
  return textAnswer(status, message.toLowerCase(), { ...HEADERS, ...allow, ...retryHeaders(status) });
}

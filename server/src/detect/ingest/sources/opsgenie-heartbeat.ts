/**
 * Heartbeat pings in the manner of Opsgenie (ingest.md 7): by name, with the key of an integration. The answer
 * never tells whether the heartbeat exists.
 */

import type { Answer, Door, DoorRequest, ParseResult, RefusalKind } from '../model.ts';
import { HEARTBEAT_KIND, logOf, PING_BODY_BYTES } from './heartbeat.ts';
import { jsonAnswer, refusalFacts, retryHeaders } from './normalise/answers.ts';
import { storable } from './normalise/body.ts';
import { keyFromRequest } from './normalise/keys.ts';
import { cutToUnits } from './normalise/texts.ts';

export const opsgenieHeartbeat: Door = {
  name: 'opsgenie-heartbeat',
  kind: HEARTBEAT_KIND,
  methods: ['GET', 'POST', 'PUT', 'PATCH'],
  paths: ['/v2/heartbeats/:name/ping', '/ingest/opsgenie/v2/heartbeats/:name/ping'],
  bodyLimit: PING_BODY_BYTES,
  keepsFirstBytes: true,
  keyOf: keyFromRequest,
  parse: parsePing,
  refusal,
};

const NAME_UNITS = 256;

function parsePing(request: DoorRequest): ParseResult {
  const name = nameIn(request.path);
  if (name === null)
    return {
      kind: 'refused',
      reason: 'no heartbeat is named',
      answer: refusal('not-found', request.deliveryId),
    };
  return {
    kind: 'ping',
    ping: { name, event: 'success', log: logOf(request) },
    answer: jsonAnswer(202, { result: 'PONG - Heartbeat received', ...formalities(request.deliveryId) }),
  };
}

function nameIn(path: string): string | null {
  const segment = /\/v2\/heartbeats\/([^/]+)\/ping\/?$/.exec(path)?.[1];
  if (segment === undefined) return null;
  try {
    return cutToUnits(storable(decodeURIComponent(segment)), NAME_UNITS);
  } catch {
    return null;
  }
}

/** Opsgenie's clients expect both members; nobody has been seen to read `took`. */
function formalities(deliveryId: string): { took: number; requestId: string } {
  return { took: 0.001, requestId: deliveryId };
}

function refusal(kind: RefusalKind, deliveryId: string): Answer {
  const { status, message } = refusalFacts(kind);
  const told = kind === 'unknown-key-path' ? 401 : kind === 'over-rate' ? 429 : status;
  return jsonAnswer(told, { message, ...formalities(deliveryId) }, retryHeaders(told));
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  differences,
  doorRequestOf,
  loadPayload,
  type Outcome,
  type Payload,
  payloadNames,
} from '../../../../test/harness/payloads.ts';
import type { Answer, Door, DoorRequest, DoorSettings, ParseResult } from '../model.ts';
import { doors, receive, refusalAtTheDoor } from './doors.ts';

const SETTINGS: DoorSettings = { name: 'lab', defaultSeverity: 'error' };

/** What the server will do around a parser: method and size, the key, the parser, the look-up of what is meant. */
function replay(door: Door, payload: Payload): Outcome {
  const request = doorRequestOf(payload);
  const early = refusalAtTheDoor(door, request);
  if (early !== null) return outcomeOf(early);
  if (request.path.endsWith('/WRONG'))
    return refusedOutcome(door.refusal('unknown-key-path', request.deliveryId));
  if (!door.paths.some((path) => path.includes(':key'))) {
    const key = door.keyOf(request);
    if (key.kind === 'refused') return outcomeOf(key);
    if (key.kind === 'none') return refusedOutcome(door.refusal('unknown-key-header', request.deliveryId));
  }
  const result = door.parse(request, SETTINGS);
  const isUnknown = result.kind === 'ping' && 'id' in result.ping && result.ping.id.startsWith('00000000');
  if (isUnknown) return refusedOutcome(door.refusal('not-found', request.deliveryId));
  return outcomeOf(result);
}

function outcomeOf(result: ParseResult): Outcome {
  return {
    status: result.answer.status,
    body: result.answer.body,
    events: result.kind === 'events' ? result.events : [],
    changes: result.kind === 'changes' ? result.changes : [],
    ping: result.kind === 'ping' ? result.ping : null,
    ...(result.kind === 'events' ? { truncatedAlerts: result.truncatedAlerts } : {}),
  };
}

function refusedOutcome(answer: Answer): Outcome {
  return { status: answer.status, body: answer.body, events: [], changes: [], ping: null };
}

/** Nothing is open at the start of a replay, so what only ends something has no effect. */
function withoutUnmatched(payload: Payload, outcome: Outcome): Outcome {
  const expectsNothing = payload.expect.alerts?.length === 0 && payload.expect.http < 300;
  const events = outcome.events?.filter((event) => event.status === 'firing') ?? [];
  return expectsNothing ? { ...outcome, events } : outcome;
}

const SAMPLES = doors.flatMap((door) =>
  payloadNames(door.name).map((name) => ({ door, name: `${door.name}/${name}`, file: name })),
);

const WITH_BODY = SAMPLES.filter(({ door, file }) => bodyOf(loadPayload(door.name, file)).length > 0);

describe('shared samples', () => {
  it.each(SAMPLES)('$name replays with the stated result', ({ door, file }) => {
    const payload = loadPayload(door.name, file);
    const outcome = withoutUnmatched(payload, replay(door, payload));
    expect(differences(payload.expect, outcome)).toEqual([]);
    expect(Buffer.byteLength(outcome.body)).toBeLessThan(1024);
  });

  it.each(WITH_BODY)('$name cut anywhere is refused or means the same', ({ door, file }) => {
    const request = doorRequestOf(loadPayload(door.name, file));
    const whole = Buffer.from(request.rawBody);
    const before = door.parse(request, SETTINGS);
    const step = Math.max(1, Math.floor(whole.length / 300));
    for (let length = 0; length < whole.length; length += step)
      expectAllOrNothing(door, { ...request, rawBody: whole.subarray(0, length) }, before);
  });

  it.each(SAMPLES)('$name with bytes spoilt never throws', ({ door, file }) => {
    const request = doorRequestOf(loadPayload(door.name, file));
    const whole = Buffer.from(request.rawBody).subarray(0, 2_000);
    const spoilt = fc.tuple(fc.nat(Math.max(0, whole.length - 1)), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(spoilt, { minLength: 1, maxLength: 4 }), (changes) => {
        const rawBody = Buffer.from(whole);
        for (const [at, byte] of changes) rawBody[at] = byte;
        const result = receive(door, { ...request, rawBody }, SETTINGS);
        expect(JSON.stringify(result)).not.toContain('\\u0000');
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

function expectAllOrNothing(door: Door, request: DoorRequest, before: ParseResult): void {
  const result = door.parse(request, SETTINGS);
  if (result.kind === 'refused') {
    const usual = before.kind === 'refused' ? before.answer.status : 400;
    expect([400, usual]).toContain(result.answer.status);
  } else if (result.kind === 'ping' && before.kind === 'ping') {
    // A ping is its address; of the body, however short, only the log is made.
    expect({ ...result.ping, log: '' }).toEqual({ ...before.ping, log: '' });
  } else {
    expect(effectsOf(result)).toEqual(effectsOf(before));
  }
}

function effectsOf(result: ParseResult): unknown {
  if (result.kind === 'changes') return result.changes.map((change) => ({ ...change, dedupKey: '' }));
  return result.kind === 'events' ? result.events : result;
}

describe('every door', () => {
  it.each(doors)('$name refuses in its sender’s form without echoing anything', (door) => {
    const kinds = ['unknown-key-path', 'unknown-key-header', 'too-large', 'unavailable', 'not-json'] as const;
    const answers = kinds.map((kind) => door.refusal(kind, 'delivery'));
    expect(answers.map((answer) => answer.status)).toEqual(REFUSAL_STATUS[door.name]);
    expect(answers[3]?.headers['retry-after']).toBe('10');
    for (const answer of answers) expect(Buffer.byteLength(answer.body)).toBeLessThan(1024);
  });

  it.each(doors)('$name takes no other method than its own', (door) => {
    const request = {
      ...doorRequestOf(loadPayload(door.name, payloadNames(door.name)[0] ?? '')),
      method: 'TRACE',
    };
    expect(receive(door, request, SETTINGS).answer.status).toBe(405);
  });

  it('says over-rate in the way that makes its sender come again', () => {
    const status = doors.map((door) => [door.name, door.refusal('over-rate', 'delivery').status]);
    expect(Object.fromEntries(status)).toMatchObject({
      'alertmanager-webhook': 503,
      'pagerduty-v2': 429,
      'pagerduty-v1': 403,
      'opsgenie-heartbeat': 429,
    });
  });
});

const PLAIN = [404, 401, 413, 503, 400];
const PAGERDUTY = [400, 400, 413, 503, 400];
const REFUSAL_STATUS: Readonly<Record<string, readonly number[]>> = {
  'alertmanager-webhook': PLAIN,
  'pagerduty-v2': PAGERDUTY,
  'pagerduty-change': PAGERDUTY,
  'pagerduty-v1': PAGERDUTY,
  'generic-json': PLAIN,
  'generic-form': PLAIN,
  heartbeat: [404, 404, 413, 503, 400],
  'opsgenie-heartbeat': [401, 401, 413, 503, 400],
};

import { describe, expect, it } from 'vitest';
import { DELIVERY_ID, LAB, postTo } from '../../../../test/harness/door-request.ts';
import type { Door, EventsResult, ParseResult } from '../model.ts';
import { pagerdutyChange } from './pagerduty-change.ts';
import { pagerdutyV1 } from './pagerduty-v1.ts';
import { pagerdutyV2 } from './pagerduty-v2.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const TRIGGER = {
  routing_key: KEY,
  event_action: 'trigger',
  dedup_key: 'k',
  payload: { summary: 's', source: 'h', severity: 'warning' },
};

const send = (door: Door, body: unknown): ParseResult => door.parse(postTo('/', body), LAB);

function taken(result: ParseResult): EventsResult {
  if (result.kind !== 'events') throw new Error(result.kind);
  return result;
}

const errorsOf = (result: ParseResult): unknown => JSON.parse(result.answer.body).errors;

describe('Events API v2', () => {
  it('keeps the parts of the payload as labels, details as annotations, links and images', () => {
    const { events } = taken(
      send(pagerdutyV2, {
        ...TRIGGER,
        client: 'Monitor',
        client_url: 'https://monitor.example.test',
        links: [{ href: 'https://l.example.test', text: 'L' }, 7, { text: 'no address' }],
        images: [{ src: 'https://i.example.test/a.png', href: 'https://i.example.test', alt: 'graph' }],
        payload: {
          ...TRIGGER.payload,
          component: 'mysql',
          group: 'prod',
          class: 'disk',
          timestamp: '2026-11-20T23:20:00.000+0000',
          custom_details: { free: '1%', n: 2, nested: { a: [1, null] }, none: null },
        },
      }),
    );
    expect(events[0]).toMatchObject({
      labels: {
        source: 'h',
        component: 'mysql',
        group: 'prod',
        class: 'disk',
        severity: 'warning',
        client: 'Monitor',
      },
      annotations: { free: '1%', n: '2', nested: '{"a":[1,null]}' },
      links: [
        { href: 'https://l.example.test', text: 'L' },
        { href: 'https://monitor.example.test', text: 'Monitor' },
      ],
      images: [{ src: 'https://i.example.test/a.png', href: 'https://i.example.test', alt: 'graph' }],
      startsAt: '2026-11-20T23:20:00.000Z',
      flags: ['link-dropped'],
    });
  });

  it('makes a key for a trigger without one, and tells it', () => {
    for (const dedup_key of [undefined, null, '', ' ']) {
      const result = taken(send(pagerdutyV2, { ...TRIGGER, dedup_key }));
      expect(result.events[0]?.dedupKey).toBe(DELIVERY_ID);
      expect(JSON.parse(result.answer.body)).toEqual({
        status: 'success',
        message: 'Event processed',
        dedup_key: DELIVERY_ID,
      });
    }
  });

  it('pages without a source or with an odd severity, and warns', () => {
    const result = taken(
      send(pagerdutyV2, { ...TRIGGER, payload: { summary: 's', source: null, severity: 'P1' } }),
    );
    expect(result.events[0]).toMatchObject({
      severity: 'critical',
      labels: { source: 'lab', severity: 'P1' },
    });
    expect(JSON.parse(result.answer.body).warnings).toHaveLength(2);
    expect(taken(send(pagerdutyV2, TRIGGER)).warnings).toEqual([]);
  });

  it('keeps what of a long summary the title cannot hold', () => {
    const [event] = taken(send(pagerdutyV2, { ...TRIGGER, payload: { summary: 'x'.repeat(2_000) } })).events;
    expect([event?.title.length, event?.description.length]).toEqual([512, 1024]);
  });

  it.each([
    [{ event_action: undefined }, ["'event_action' is missing or blank"]],
    [
      { event_action: 'Trigger' },
      ["'event_action' is invalid (must be one of: trigger acknowledge resolve)"],
    ],
    [{ payload: null }, ["'payload.summary' is missing or blank"]],
    [{ event_action: 'resolve', dedup_key: '' }, ["'dedup_key' is missing or blank"]],
    [
      { dedup_key: 'k'.repeat(256) },
      ["Length of 'dedup_key' is incorrect (should be at most 255 characters)"],
    ],
  ])('refuses %j', (change, errors) => {
    const result = send(pagerdutyV2, { ...TRIGGER, ...change });
    expect([result.kind, result.answer.status, errorsOf(result)]).toEqual(['refused', 400, errors]);
  });

  it('finds its key in the body', () => {
    const keyOf = (body: unknown) => pagerdutyV2.keyOf(postTo('/', body));
    expect(keyOf(TRIGGER)).toEqual({ kind: 'key', key: KEY, where: 'body' });
    for (const routing_key of ['', 7, null, undefined, 'short'])
      expect(keyOf({ ...TRIGGER, routing_key })).toMatchObject({ kind: 'refused', answer: { status: 400 } });
    expect(pagerdutyV2.refusal('unknown-key-header', DELIVERY_ID).body).toContain('"Invalid routing key"');
  });
});

describe('Events API v1', () => {
  const event = { service_key: 'k', event_type: 'trigger', incident_key: 'i', description: 'd' };

  it('keeps details, contexts and client', () => {
    const result = taken(
      send(pagerdutyV1, {
        ...event,
        client: 'Monitor',
        client_url: 'https://m.example.test',
        details: 'plain text',
        contexts: [
          { type: 'link', href: 'https://l.example.test' },
          { type: 'image', src: 'https://i.example.test' },
          3,
        ],
      }),
    );
    expect(result.events[0]).toMatchObject({
      labels: { client: 'Monitor' },
      annotations: { details: 'plain text' },
      links: [{ href: 'https://l.example.test' }, { href: 'https://m.example.test', text: 'Monitor' }],
      images: [{ src: 'https://i.example.test' }],
    });
  });

  it('makes a key for a trigger without one', () => {
    const result = taken(send(pagerdutyV1, { ...event, incident_key: undefined }));
    expect(JSON.parse(result.answer.body).incident_key).toBe(DELIVERY_ID);
  });

  it.each([
    [{ event_type: 'x' }, ["'event_type' is invalid (must be one of: trigger acknowledge resolve)"]],
    [{ description: ' ' }, ["'description' is missing or blank"]],
    [{ event_type: 'acknowledge', incident_key: null }, ["'incident_key' is missing or blank"]],
    [
      { incident_key: 'k'.repeat(300) },
      ["Length of 'incident_key' is incorrect (should be at most 255 characters)"],
    ],
  ])('refuses %j', (change, errors) => {
    expect(errorsOf(send(pagerdutyV1, { ...event, ...change }))).toEqual(errors);
  });
});

describe('change events', () => {
  const at = (clock: string, payload: object): string => {
    const request = {
      ...postTo('/', { routing_key: KEY, payload }),
      receivedAt: Temporal.Instant.from(clock),
    };
    const result = pagerdutyChange.parse(request, LAB);
    if (result.kind !== 'changes') throw new Error(result.kind);
    return result.changes[0]?.dedupKey ?? '';
  };

  it('are the same when delivered again, and others when they happen again', () => {
    const timed = { summary: 'Deploy', timestamp: '2026-11-20T23:00:00Z' };
    expect(at('2026-11-20T23:30:00Z', timed)).toBe(at('2026-11-21T09:30:00Z', timed));
    const bare = { summary: 'Secret rotated' };
    expect(at('2026-11-20T23:30:00Z', bare)).toBe(at('2026-11-20T23:31:00Z', bare));
    expect(at('2026-11-20T23:30:00Z', bare)).not.toBe(at('2026-11-21T23:30:00Z', bare));
  });

  it('need a summary', () => {
    expect(errorsOf(send(pagerdutyChange, { payload: {} }))).toEqual([
      "'payload.summary' is missing or blank",
    ]);
  });
});

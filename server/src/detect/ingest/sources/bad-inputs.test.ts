/** The rows of reliability.md section 6 that concern parsing: a defined error or safe acceptance, never a throw. */

import { describe, expect, it } from 'vitest';
import type { Door, DoorRequest, EventsResult, NormalisedEvent, ParseResult } from '../model.ts';
import { alertmanagerWebhook } from './alertmanager.ts';
import { doors, receive } from './doors.ts';
import { genericForm } from './generic-form.ts';
import { genericJson } from './generic-json.ts';
import { pagerdutyV2 } from './pagerduty-v2.ts';

const RECEIVED = '2026-11-20T23:30:00.000Z';
const ROUTING_KEY = '0123456789abcdef0123456789abcdef';

function send(door: Door, rawBody: Buffer | string, headers: Record<string, string> = {}): ParseResult {
  const request: DoorRequest = {
    method: 'POST',
    path: door.paths[0] ?? '/',
    query: '',
    headers: { 'content-type': 'application/json', ...headers },
    rawBody,
    receivedAt: Temporal.Instant.from(RECEIVED),
    deliveryId: 'delivery-1',
  };
  return receive(door, request, { name: 'lab', defaultSeverity: 'error' });
}

function taken(result: ParseResult): EventsResult {
  if (result.kind !== 'events') throw new Error(`not taken: ${JSON.stringify(result)}`);
  return result;
}

function eventOf(result: ParseResult): NormalisedEvent {
  const [event] = taken(result).events;
  if (event === undefined) throw new Error('no event');
  return event;
}

const generic = (alert: object | string) =>
  eventOf(send(genericJson, typeof alert === 'string' ? alert : JSON.stringify({ title: 't', ...alert })));

const group = (alert: object) => ({
  version: '4',
  alerts: [{ status: 'firing', labels: { a: 'b' }, ...alert }],
});

const fromGroup = (alert: object) => eventOf(send(alertmanagerWebhook, JSON.stringify(group(alert))));

const jsonDoors = doors.filter((door) => !door.kind.startsWith('heartbeat'));

describe('bodies that are no event', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  it.each([
    ['1 empty', ''],
    ['2 null', 'null'],
    ['4 truncated', '{"alerts":[{"labels":{"a":'],
    ['6 depth 10,000', deep],
    ['6 depth 10,000 inside', `{"title":"t","summary":"s","alerts":${deep}}`],
    ['6 depth 10,000 of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['18 NaN', '{"summary": NaN}'],
    ['a number', '1'],
    ['a string', '"alerts"'],
    ['one quote', '"'],
    ['a backslash at the end', '{"a":"\\'],
    ['broken UTF-8 only', Buffer.from([0xff, 0xfe, 0xfd])],
  ])('%s is 400 at every door that reads JSON', (_name, body) => {
    for (const door of jsonDoors) {
      const result = send(door, body);
      expect([door.name, result.kind, result.answer.status]).toEqual([door.name, 'refused', 400]);
    }
  });

  it('3 [] and [[]]', () => {
    expect(send(alertmanagerWebhook, '[]').answer.status).toBe(400);
    expect(send(alertmanagerWebhook, '[[]]').answer.status).toBe(400);
    expect(taken(send(genericJson, '[]')).answer.body).toBe('{"accepted":0,"rejected":0,"results":[]}');
    expect(send(genericJson, '[[]]').answer.status).toBe(422);
    expect(send(alertmanagerWebhook, '{"alerts":[[]]}').answer.body).toContain('"rejected":1');
  });

  it('7 too large is 413, and 16 MiB is not too large for Alertmanager', () => {
    const big = JSON.stringify(group({ annotations: { summary: 's', blob: 'x'.repeat(10_000_000) } }));
    expect(send(alertmanagerWebhook, big).answer.status).toBe(200);
    expect(send(genericJson, big).answer.status).toBe(413);
    expect(send(pagerdutyV2, big).answer.status).toBe(413);
  });
});

describe('bodies that are an event all the same', () => {
  it('5 of duplicate members the last counts', () => {
    expect(generic('{"title":"a","title":"b"}').title).toBe('b');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
    '9 content type %j is a hint',
    (type) => {
      const result = send(genericJson, '{"title":"größe"}', { 'content-type': type });
      expect(eventOf(result).title).toBe('größe');
    },
  );

  it('reads another charset where the bytes are in it, and takes a byte order mark', () => {
    const latin = send(genericJson, Buffer.from('{"title":"größe"}', 'latin1'), {
      'content-type': 'application/json; charset=iso-8859-1',
    });
    expect(eventOf(latin).title).toBe('größe');
    const unknown = send(genericJson, Buffer.from('{"title":"gr\xf6"}', 'latin1'), {
      'content-type': 'application/json; charset=klingon',
    });
    expect(eventOf(unknown).title).toBe('gr\ufffd');
    expect(generic('\ufeff{"title":"t"}').title).toBe('t');
    expect(eventOf(send(genericJson, Buffer.from('\ufeff{"title":"t"}'))).title).toBe('t');
  });

  it.each([
    [
      '11 invalid UTF-8',
      Buffer.from([...Buffer.from('{"title":"a'), 0xc3, 0x28, ...Buffer.from('"}')]),
      'a\ufffd(',
    ],
    ['12 lone surrogate, escaped', '{"title":"a\\ud800b"}', 'a\ufffdb'],
    ['12 lone low surrogate, escaped', '{"title":"a\\uDC00"}', 'a\ufffd'],
    ['12 two high ones', '{"title":"\\ud83d\\ud83d\\udd25"}', '\ufffd🔥'],
    ['12 a good pair', '{"title":"\\ud83d\\udd25"}', '🔥'],
    ['12 lone surrogate as it is', '{"title":"a\ud800"}', 'a\ufffd'],
    ['13 NUL, escaped', '{"title":"a\\u0000b"}', 'a\ufffdb'],
    ['13 NUL as it is', '{"title":"a\0b"}', 'a\ufffdb'],
    ['13 not a NUL', '{"title":"a\\\\u0000b"}', 'a\\u0000b'],
  ])('%s', (_name, body, title) => {
    expect(eventOf(send(genericJson, body)).title).toBe(title);
  });

  it('12, 13 in names of labels and in forms', () => {
    const labels = fromGroup({}).labels;
    expect(Object.keys(labels)).toEqual(['a']);
    const body = '{"alerts":[{"labels":{"a\\u0000":"b\\udfff"}}]}';
    expect({ ...eventOf(send(alertmanagerWebhook, body)).labels }).toEqual({ 'a\ufffd': 'b\ufffd' });
    const form = send(genericForm, 'summary=a%00b%ed%a0%80', { 'content-type': 'text/plain' });
    expect(eventOf(form).title).toMatch(/^a\ufffdb\ufffd+$/);
  });

  it('14 a title of 1 MB is cut', () => {
    const event = generic({ title: 'x'.repeat(1_000_000) });
    expect([event.title.length, event.flags]).toEqual([512, ['title-cut']]);
  });

  it('15 of 10,000 labels the first 256 are kept', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`l${n}`, n]));
    const event = fromGroup({ labels: many, fingerprint: 'abc' });
    expect([Object.keys(event.labels).length, event.flags]).toEqual([256, ['labels-dropped']]);
  });

  it('15 long names and values are cut', () => {
    const event = generic({ labels: { ['k'.repeat(300)]: 'v', short: 'é'.repeat(5_000) } });
    expect(event.labels['k'.repeat(256)]).toBe('v');
    expect(Buffer.byteLength(event.labels.short ?? '')).toBe(8_192);
    expect(event.flags).toEqual(['labels-cut']);
  });

  it('16 __proto__ and constructor are names like any other', () => {
    const event = generic(
      '{"title":"t","labels":{"__proto__":"p","constructor":"c"},"__proto__":{"title":"x"}}',
    );
    expect(Object.entries(event.labels)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    expect(event.title).toBe('t');
    expect(generic({}).labels.constructor).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('title');
  });

  it('17 a label may hold a newline', () => {
    expect({ ...generic({ labels: { 'a\nb': 'c\r\nd' } }).labels }).toEqual({ 'a\nb': 'c\r\nd' });
  });

  it('18, 19 numbers keep what the sender wrote', () => {
    const event = generic(
      '{"title":"t","labels":{"a":1e400,"b":-0,"c":12345678901234567890,"d":0.1,"e":true,"f":null,"g":[1,{"h":2}]}}',
    );
    expect({ ...event.labels }).toEqual({
      a: '1e400',
      b: '0',
      c: '12345678901234567890',
      d: '0.1',
      e: 'true',
      g: '[1,{"h":2}]',
    });
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '2025-02-30T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:00',
    '""',
  ])('20 unreadable time %s becomes the time of receipt', (startsAt) => {
    const event = fromGroup({ startsAt });
    expect([event.startsAt, event.flags]).toEqual([RECEIVED, ['starts-at-unreadable']]);
  });

  it('21 an end before the start is kept and flagged', () => {
    const event = generic({
      status: 'resolved',
      startsAt: '2026-11-20T23:00:00Z',
      endsAt: '2026-11-20T11:20:00Z',
    });
    expect([event.endsAt, event.flags]).toEqual(['2026-11-20T11:20:00.000Z', ['ends-before-start']]);
  });

  it('22, 25 old starts and past ends are taken as they are', () => {
    const event = fromGroup({ startsAt: '2025-11-20T23:00:00Z', endsAt: '2025-11-20T23:10:00Z' });
    expect([event.startsAt, event.endsAt, event.status]).toEqual([
      '2025-11-20T23:00:00.000Z',
      null,
      'firing',
    ]);
  });

  it('27 keys: too long is digested, blank is none', () => {
    expect(generic({ dedupKey: 'k'.repeat(10_240) }).dedupKey).toMatch(/^sha256:/);
    for (const dedupKey of ['', '   ', null]) expect(generic({ dedupKey }).dedupKey).toMatch(/^title:/);
    expect(generic({ dedupKey: 12 }).dedupKey).toBe('12');
    expect(send(genericJson, '{"title":"t","dedupKey":{"a":1}}').answer.status).toBe(422);
    const long = { routing_key: ROUTING_KEY, event_action: 'resolve', dedup_key: 'k'.repeat(256) };
    expect(send(pagerdutyV2, JSON.stringify(long)).answer.body).toContain(
      "Length of 'dedup_key' is incorrect",
    );
  });

  it.each([
    ['CritiCAL', 'critical'],
    ['purple', 'error'],
    [2, 'error'],
    [null, 'error'],
  ])('28 severity %j is %s', (severity, expected) => {
    expect(fromGroup({ labels: { severity, a: 'b' } }).severity).toBe(expected);
    expect(generic({ severity }).severity).toBe(expected);
  });

  it('29 a group without alerts is a success', () => {
    expect(send(alertmanagerWebhook, '{"version":"4","alerts":[]}').answer.status).toBe(200);
  });

  it('30, 31 keeps the order of a batch in which one alert flips', () => {
    const flips = ['firing', 'resolved', 'firing'].map((status) => ({ status, labels: { a: 'b' } }));
    const { events } = taken(send(alertmanagerWebhook, JSON.stringify({ alerts: flips })));
    expect(events.map((event) => event.status)).toEqual(['firing', 'resolved', 'firing']);
  });

  it('33 of 10,000 events one bad one costs only itself', () => {
    const alerts = Array.from({ length: 10_000 }, (_, n) => (n === 77 ? 7 : { labels: { n: String(n) } }));
    const result = taken(send(alertmanagerWebhook, JSON.stringify({ alerts })));
    expect(result.events).toHaveLength(9_999);
    expect(result.rejected).toEqual([{ index: 77, message: 'alert must be an object' }]);
    expect(JSON.parse(result.answer.body)).toMatchObject({
      accepted: 9_999,
      rejected: 1,
      errors: [{ index: 77 }],
    });
  });

  it('33 more alerts than there can be are counted, not read', () => {
    const result = taken(send(alertmanagerWebhook, `{"alerts":[${'0,'.repeat(60_005)}0]}`));
    expect([result.rejected.length, result.truncatedAlerts]).toEqual([60_000, 6]);
  });

  it('33 more fields than a form can have are not read', () => {
    const form = send(genericForm, `summary=s&${'meta=a=b&'.repeat(5_000)}dedup=k`, {
      'content-type': 'text/plain',
    });
    expect(eventOf(form).dedupKey).toMatch(/^title:/);
  });

  it('33 many bad ones make no long answer', () => {
    const alerts = Array.from({ length: 1_000 }, (_, n) => (n === 0 ? { title: 't' } : {}));
    for (const door of [genericJson, alertmanagerWebhook]) {
      const body = JSON.stringify(door === genericJson ? alerts : { alerts });
      expect(Buffer.byteLength(send(door, body).answer.body)).toBeLessThan(1_024);
    }
  });
});

it('never takes a body for one of its own refusals', () => {
  const forged = { kind: 'refused', reason: 'r', answer: { status: 200, headers: {}, body: 'mine' } };
  for (const door of jsonDoors) expect(send(door, JSON.stringify(forged)).answer.body).not.toContain('mine');
});

import { describe, expect, it } from 'vitest';
import { DELIVERY_ID, LAB, postTo } from '../../../../test/harness/door-request.ts';
import type { DoorRequest } from '../model.ts';
import { receive } from './doors.ts';
import { heartbeat } from './heartbeat.ts';
import { opsgenieHeartbeat } from './opsgenie-heartbeat.ts';

const ID = '5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278';
const RID = '123e4567-e89b-12d3-a456-426614174000';
const KEY = 'fqOOd6-F4MMNuCEnzTU01w';

const send = (request: DoorRequest) => receive(heartbeat, request, LAB);

describe('pings', () => {
  it.each([
    [`/ping/${ID}`, { id: ID, event: 'success' }],
    [`/ping/${ID}/`, { id: ID, event: 'success' }],
    [`/ping/${ID.toUpperCase()}`, { id: ID, event: 'success' }],
    [`/muster/ping/${ID}/start?rid=${RID}`, { id: ID, event: 'start', rid: RID }],
    [`/ping/${ID}/fail`, { id: ID, event: 'fail' }],
    [`/ping/${ID}/log`, { id: ID, event: 'log' }],
    [`/ping/${ID}/0`, { id: ID, event: 'success', exitStatus: 0 }],
    [`/ping/${ID}/255`, { id: ID, event: 'fail', exitStatus: 255 }],
    [`/ping/${KEY}/backup`, { key: KEY, slug: 'backup', create: false, event: 'success' }],
    [
      `/ping/${KEY}/backup/7?create=1`,
      { key: KEY, slug: 'backup', create: true, event: 'fail', exitStatus: 7 },
    ],
    [`/ping/${KEY}/ping/start`, { key: KEY, slug: 'ping', create: false, event: 'start' }],
  ])('%s', (path, ping) => {
    const result = send(postTo(path, 'out'));
    expect(result).toMatchObject({ kind: 'ping', answer: { status: 200, body: 'OK' } });
    expect(result.kind === 'ping' && result.ping).toEqual({ ...ping, log: 'out' });
    expect(result.answer.headers).toMatchObject({
      'ping-body-limit': '100000',
      'access-control-allow-origin': '*',
    });
  });

  it.each([
    ['/ping/', 404, 'not found'],
    [`/ping/${KEY}`, 404, 'not found'],
    [`/ping/${ID}/oops`, 404, 'not found'],
    [`/ping/${ID}/start/more`, 404, 'not found'],
    [`/ping/${KEY}/a b/start`, 404, 'not found'],
    [`/ping/${KEY}/a/start/more`, 404, 'not found'],
    [`/ping/${ID}/-1`, 404, 'not found'],
    [`/ping/${ID}/256`, 400, 'invalid url format'],
    [`/ping/${ID}/start?rid=7`, 400, 'invalid uuid format'],
  ])('%s is refused', (path, status, body) => {
    expect(send(postTo(path))).toMatchObject({ kind: 'refused', answer: { status, body } });
  });

  it('keep the first 100,000 bytes of any body, as text that can be stored', () => {
    const long = send(postTo(`/ping/${ID}`, `a\0${'é'.repeat(200_000)}`));
    const log = long.kind === 'ping' ? long.ping.log : '';
    expect(Buffer.byteLength(log)).toBe(100_000);
    expect(log.startsWith('a\ufffdé')).toBe(true);
    const escaped = send(postTo(`/ping/${ID}`, '{"a":"\\u0000"}'));
    expect(escaped.kind === 'ping' && escaped.ping.log).toBe('{"a":"\\u0000"}');
    const raw = send({ ...postTo(`/ping/${ID}`), rawBody: Buffer.from([0x61, 0xff, 0x62]) });
    expect(raw.kind === 'ping' && raw.ping.log).toBe('a\ufffdb');
  });

  it('need no key, and say which methods they take', () => {
    expect(heartbeat.keyOf(postTo(`/ping/${ID}`))).toEqual({ kind: 'unkeyed' });
    const refused = send({ ...postTo(`/ping/${ID}`), method: 'DELETE' });
    expect(refused.answer).toMatchObject({ status: 405, headers: { allow: 'GET, POST, HEAD' } });
    expect(heartbeat.refusal('ambiguous', DELIVERY_ID)).toMatchObject({
      status: 409,
      body: 'ambiguous slug',
    });
  });
});

describe('pings by name', () => {
  const ping = (path: string) => opsgenieHeartbeat.parse(postTo(path, 'x'), LAB);

  it.each([
    ['/v2/heartbeats/nightly/ping', 'nightly'],
    ['/ingest/opsgenie/v2/heartbeats/nightly%20backup%2Fa/ping/', 'nightly backup/a'],
    ['/v2/heartbeats/a%2525/ping', 'a%25'],
    ['/v2/heartbeats/a%00/ping', 'a\ufffd'],
  ])('%s', (path, name) => {
    expect(ping(path)).toMatchObject({ kind: 'ping', ping: { name, event: 'success', log: 'x' } });
  });

  it('refuse a name that cannot be read', () => {
    expect(ping('/v2/heartbeats/%ff/ping').answer.status).toBe(404);
    expect(ping('/v2/heartbeats//ping').answer.status).toBe(404);
  });
});

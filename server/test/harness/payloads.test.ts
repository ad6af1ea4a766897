import { describe, expect, it } from 'vitest';
import type { DoorRequest } from '../../src/detect/ingest/model.ts';
import { doors } from '../../src/detect/ingest/sources/doors.ts';
import { differences, type HttpSample, httpSampleOf, loadPayload, payloadNames } from './payloads.ts';

const KEY = '0f0e0d0c0b0a09080706050403020100';

/** Samples whose point is that the key is wrong, and one that is not even JSON. */
const WITHOUT_KEY = /WRONG|bad-routing-key|bad-service-key|bad-not-json/;

const SAMPLES = doors
  .filter((door) => door.name !== 'heartbeat')
  .flatMap((door) => payloadNames(door.name).map((file) => ({ door, file, name: `${door.name}/${file}` })));

describe('samples for a running server', () => {
  it.each(SAMPLES)(
    '$name stands at our address with our key, or keeps its wrong one',
    ({ door, file, name }) => {
      const sample = httpSampleOf(loadPayload(door.name, file), KEY);
      const [path = ''] = sample.path.split('?');
      const place = door.paths.find((pattern) => matches(pattern, path));
      expect(place).toBeDefined();
      const inPath = place?.includes(':key') === true ? path.split('/').at(-1) : null;
      const found = door.keyOf(asDoorRequest(sample));
      const key = inPath ?? (found.kind === 'key' ? found.key : null);
      expect(key === KEY).toBe(!WITHOUT_KEY.test(name + sample.path));
    },
  );

  it('tells every kind of difference', () => {
    const expected = {
      http: 202,
      responseBody: { took: '<number>', requestId: '<id>' },
      alerts: [{ title: 'a' }],
      truncatedAlerts: 4,
    };
    const outcome = { status: 200, body: '{"took":"x"}', events: [], truncatedAlerts: 0 };
    expect(differences(expected, outcome)).toEqual([
      'http: 202 expected, 200 seen',
      'responseBody.took: <number> expected, "x" seen',
      'responseBody.requestId: <id> expected, undefined seen',
      'alerts: 1 expected, 0 seen',
      'alerts[0]: {"title":"a"} expected, undefined seen',
      'truncatedAlerts: 4 expected, 0 seen',
    ]);
  });
});

function matches(pattern: string, path: string): boolean {
  const expression = pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${expression}$`).test(path);
}

function asDoorRequest({ method, path, headers, body }: HttpSample): DoorRequest {
  const [place = '', query = ''] = path.split('?');
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    path: place,
    query,
    headers: Object.fromEntries(lower),
    rawBody: body,
    receivedAt: Temporal.Instant.from('2026-11-20T23:30:00Z'),
    deliveryId: 'd',
  };
}

import { expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { createMetrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import { createApiLimits } from './limits.ts';

const person = (name: string, by: 'session' | 'token'): Actor => ({
  kind: 'person',
  name,
  access: 'responder',
  by,
});

function world() {
  let now = 0;
  const metrics = createMetrics();
  const limits = createApiLimits({ known: 600, strangers: 60 }, metrics, () => now);
  const allowed = (count: number, ask: () => void) => {
    for (let i = 0; i < count; i += 1) {
      try {
        ask();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { times: i, ...error };
      }
    }
    return { times: count };
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { limits, metrics, allowed, pass };
}

test('a person asks 600 times a minute, by session and by token apart, and others are not touched', async () => {
  const { limits, metrics, allowed, pass } = world();
  const refused = { code: 'limit', members: { retryAfter: 1 } };
  expect(allowed(700, () => limits.known(person('ada', 'token')))).toMatchObject({ times: 600, ...refused });
  expect(allowed(10, () => limits.known(person('ada', 'session')))).toEqual({ times: 10 });
  expect(allowed(10, () => limits.known(person('rex', 'token')))).toEqual({ times: 10 });
  expect(allowed(10, () => limits.known({ kind: 'token', name: 'ada', access: 'admin' }))).toEqual({
    times: 10,
  });
  pass(1_000);
  expect(allowed(700, () => limits.known(person('ada', 'token')))).toMatchObject({ times: 10 });
  expect(await metrics.registry.metrics()).toContain('muster_refused_by_limit_total{limit="person"} 2');
});

test('a stranger asks 60 times a minute from one address', () => {
  const { limits, allowed } = world();
  expect(allowed(100, () => limits.stranger('192.0.2.1'))).toMatchObject({ times: 60, code: 'limit' });
  expect(allowed(1, () => limits.stranger('::ffff:192.0.2.1'))).toMatchObject({ times: 0 });
  expect(allowed(1, () => limits.stranger('192.0.2.2'))).toEqual({ times: 1 });
  for (let i = 1; i <= 60; i += 1) limits.stranger(`2001:db8::${i.toString(16)}`);
  expect(allowed(1, () => limits.stranger('2001:db8::ffff'))).toMatchObject({ times: 0 });
  expect(allowed(1, () => limits.stranger('2001:db8:0:1::1'))).toEqual({ times: 1 });
});

test('a person has 24 live streams, and one that ends makes room once', () => {
  const { limits, allowed } = world();
  const end = limits.stream(person('ada', 'session'));
  expect(allowed(30, () => void limits.stream(person('ada', 'session')))).toMatchObject({
    times: 23,
    members: { retryAfter: 30 },
  });
  expect(allowed(1, () => void limits.stream(person('rex', 'session')))).toEqual({ times: 1 });
  end();
  expect(allowed(2, () => void limits.stream(person('ada', 'session')))).toMatchObject({ times: 1 });
});

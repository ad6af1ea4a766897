import { readFileSync } from 'node:fs';
import {
  rehearsalFinalSchema,
  rehearsalInputSchema,
  rehearsalNotificationSchema,
} from '@muster/contract/oncall/rehearsal';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rehearse } from './model.ts';

describe('the conformance vectors for escalations', () => {
  const { vectors } = readVectors();

  it('are all there', () => {
    expect(vectors.length).toBeGreaterThan(80);
  });

  it.each(vectors)('$id', ({ zero, until, world, script, expect: notifications, final }) => {
    const input = rehearsalInputSchema.parse({ zero, until, world, script });
    expect(rehearse(input)).toEqual({ notifications, final });
  });
});

describe('several pages in one minute', () => {
  const users = { a: { high: [{ after: 0, via: 'push' }], low: [] } };
  const policies = {
    p: {
      repeat: 0,
      steps: [{ escalateAfter: 5, targets: [{ user: 'a' }, { user: 'b' }], assign: 'round-robin' }],
    },
  };
  const services = { s: { policy: 'p' } };

  it('share the ring of a round-robin step in the order in which they opened', () => {
    const input = rehearsalInputSchema.parse({
      zero: '2024-05-06T12:00:00Z',
      until: 4,
      world: { users, policies, services },
      script: [1, 1, 1].map((t) => ({ t, do: 'alert', service: 's' })),
    });
    expect(rehearse(input).notifications).toEqual([
      { t: 1, incident: 'i1', user: 'a', via: 'push' },
      { t: 1, incident: 'i2', user: 'b', via: 'email' },
      { t: 1, incident: 'i3', user: 'a', via: 'push' },
    ]);
  });

  it('carry out all commands before anything that is due', () => {
    const input = rehearsalInputSchema.parse({
      zero: '2024-05-06T12:00:00Z',
      until: 4,
      world: { users, policies, services },
      script: [
        { t: 0, do: 'alert', service: 's' },
        { t: 0, do: 'ack', incident: 'i1', by: 'a' },
        { t: 1, do: 'unsnooze', incident: 'i1', by: 'a' },
        { t: 1, do: 'resolve', incident: 'i9', by: 'a' },
      ],
    });
    expect(rehearse(input)).toEqual({
      notifications: [],
      final: { i1: { state: 'acknowledged', escalation: 'off', alerts: 1 } },
    });
  });
});

it('refuses to go on without end', () => {
  const users = Array.from({ length: 1_000 }, (_, n) => ({ user: `u${n}` }));
  const input = rehearsalInputSchema.parse({
    zero: '2024-05-06T12:00:00Z',
    until: 1_000,
    world: {
      users: {},
      policies: { p: { repeat: 100, steps: [{ escalateAfter: 1, targets: users }] } },
      services: { s: { policy: 'p' } },
    },
    script: [{ t: 0, do: 'alert', service: 's' }],
  });
  expect(() => rehearse(input)).toThrow(expect.objectContaining({ code: 'limit' }));
});

it('refuses a world that names what is not there', () => {
  const input = {
    zero: '2024-05-06T12:00:00Z',
    until: 4,
    world: {
      users: {},
      policies: { p: { repeat: 0, steps: [{ escalateAfter: 1, targets: [{ schedule: 'x' }] }] } },
      services: { s: { policy: 'q' } },
    },
    script: [{ t: 0, do: 'alert', service: 'toString' }],
  };
  const messages = rehearsalInputSchema.safeParse(input).error?.issues.map(({ message }) => message);
  expect(messages).toEqual([
    'no policy is called "q"',
    'no schedule is called "x"',
    'no service is called "toString"',
  ]);
});

function readVectors() {
  const url = new URL('../../../../../shared/conformance/escalations.json', import.meta.url);
  const shape = rehearsalInputSchema.shape;
  const vector = z.object({
    id: z.string(),
    ...shape,
    expect: z.array(rehearsalNotificationSchema),
    final: z.record(z.string(), rehearsalFinalSchema),
  });
  return z.object({ vectors: z.array(vector) }).parse(JSON.parse(readFileSync(url, 'utf8')));
}

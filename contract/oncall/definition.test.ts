import { describe, expect, it } from 'vitest';
import {
  instantSchema,
  localDateTimeSchema,
  localTimeSchema,
  policySchema,
  rotationSchema,
  scheduleSchema,
  servicePagingSchema,
  timeZoneSchema,
} from './definition.ts';

const rotation = { unit: 'week', length: 1, start: '2024-05-06T09:00', members: [['a']] };
const span = { start: '2024-05-06T09:00:00Z', end: '2024-05-07T09:00:00Z' };

describe('local times and moments', () => {
  it.each(['2024-02-29T00:00', '2025-12-31T23:59'])('%s is a local date and time', (text) => {
    expect(localDateTimeSchema.safeParse(text).success).toBe(true);
  });

  it.each([
    '2025-02-30T09:00',
    '2023-02-29T09:00',
    '2024-05-06T24:00',
    '2024-05-06T09:00Z',
    '2024-5-6T09:00',
  ])('%s is none', (text) => {
    expect(localDateTimeSchema.safeParse(text).success).toBe(false);
  });

  it.each(['24:00', '9:00', '09:60', ''])('"%s" is no time of day', (text) => {
    expect(localTimeSchema.safeParse(text).success).toBe(false);
  });

  it.each(['2025-02-30T09:00:00Z', '2024-05-06T09:00', '2024-05-06T24:00:00Z', '2024-05-06T09:00:60Z'])(
    '%s is no moment',
    (text) => {
      expect(instantSchema.safeParse(text).success).toBe(false);
    },
  );
});

it.each([
  ['Europe/Amsterdam', true],
  ['UTC', true],
  ['Europe/Atlantis', false],
  ['+01:00', false],
  ['', false],
])('knows whether "%s" is a time zone: %s', (zone, known) => {
  expect(timeZoneSchema.safeParse(zone).success).toBe(known);
});

describe('a schedule', () => {
  const schedule = (extra: object, layer: object = { rotation }) => ({
    timeZone: 'UTC',
    layers: [{ id: 'one', ...layer }],
    ...extra,
  });

  it.each<[string, object, string]>([
    ['an unknown field', schedule({ restriction: [] }), 'Unrecognized key: "restriction"'],
    [
      'a layer of both kinds',
      schedule({}, { rotation, users: [] }),
      'a layer has either a rotation or users',
    ],
    ['a layer of no kind', schedule({}, {}), 'a layer has either a rotation or users'],
    [
      'an override that ends before it starts',
      schedule({ overrides: [{ kind: 'add', start: span.end, end: span.start, users: ['a'] }] }),
      'the end of an override must be after its start',
    ],
    [
      'an override of a layer that is not there',
      schedule({ overrides: [{ kind: 'add', ...span, users: ['a'], layers: ['two'] }] }),
      'no layer has the id "two"',
    ],
    [
      'a layer that ends before it starts',
      schedule({}, { rotation, from: '2024-05-06T09:00', until: '2024-05-06T09:00' }),
      'the end of a layer must be after its start',
    ],
    [
      'too many layers',
      schedule({ layers: Array.from({ length: 51 }, () => ({ users: [] })) }),
      'at most 50 layers',
    ],
    [
      'a window of neither kind',
      schedule({}, { users: [], restrictions: [{ from: '09:00' }] }),
      'a window is either',
    ],
  ])('with %s is refused', (_, definition, message) => {
    const { error } = scheduleSchema.safeParse(definition);
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

it.each<[string, object]>([
  ['days of a weekly rotation', { ...rotation, days: ['mon'] }],
  ['a weekday in a daily handoff', { ...rotation, unit: 'day', handoff: { weekday: 'mon', time: '09:00' } }],
  ['a weekly handoff without a weekday', { ...rotation, handoff: { time: '09:00' } }],
  ['an hourly handoff', { ...rotation, unit: 'hour', handoff: { time: '09:00' } }],
  ['a turn of no length', { ...rotation, length: 0 }],
])('refuses %s', (_, definition) => {
  expect(rotationSchema.safeParse(rotation).success).toBe(true);
  expect(rotationSchema.safeParse(definition).success).toBe(false);
});

it('refuses a step that does not wait and a paging setting of the wrong kind', () => {
  const policy = (escalateAfter: number) => ({
    repeat: 0,
    steps: [{ escalateAfter, targets: [{ user: 'a' }] }],
  });
  expect(policySchema.safeParse(policy(1)).success).toBe(true);
  expect(policySchema.safeParse(policy(0)).success).toBe(false);
  expect(servicePagingSchema.safeParse({ policy: 'p', ackTimeout: 0 }).success).toBe(false);
});

import { type Layer, type Schedule, scheduleSchema } from '@muster/contract/oncall/definition';
import { startingAt } from '@muster/contract/oncall/starting-at';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolve } from './model.ts';

const zones = ['UTC', 'Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const from = Temporal.Instant.from('2026-10-19T00:00:00Z');
const until = from.add({ hours: 24 * 21 });

const people = fc.constantFrom('ana', 'ben', 'cho', 'dan');
const layer: fc.Arbitrary<Layer> = fc
  .record({
    zone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
    members: fc.array(fc.array(people, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    unit: fc.constantFrom('hour' as const, 'day' as const, 'week' as const),
    length: fc.integer({ min: 1, max: 5 }),
    hours: fc.boolean(),
    level: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
    until: fc.option(fc.constantFrom('2026-10-25T02:30', '2026-11-01T01:30'), { nil: undefined }),
  })
  .map(({ zone, members, unit, length, hours, level, until: end }) => ({
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(level === undefined ? {} : { level }),
    ...(end === undefined ? {} : { until: end }),
    rotation: { unit, length, start: '2026-09-07T09:00', members: members.map((turn) => [...new Set(turn)]) },
    ...(hours ? { restrictions: [{ from: '20:00', to: '08:00' }] } : {}),
  }));
const schedule: fc.Arbitrary<Schedule> = fc.record({
  timeZone: fc.constantFrom(...zones),
  layers: fc
    .array(layer, { maxLength: 3 })
    .map((layers) => layers.map((one, at) => ({ id: `l${at}`, ...one }))),
});
/** Minutes around the nights in which clocks go back, and anywhere else. */
const moment = fc
  .integer({ min: 0, max: 14 * 24 * 60 })
  .map((minutes) => from.add({ hours: 24 * 3, minutes }));

test('before the instant nothing changes, after it only the new definition counts', () => {
  fc.assert(
    fc.property(schedule, schedule, moment, (before, after, at) => {
      const made = startingAt(before, after, at);
      expect(scheduleSchema.safeParse(made).error?.issues ?? []).toEqual([]);
      // Where a wall clock shows the time for the second time, the change waits until it does not.
      const late = at.add({ hours: 3 });
      expect(resolve(made, from, at)).toEqual(resolve(before, from, at));
      expect(resolve(made, late, until)).toEqual(resolve(after, late, until));
    }),
    { numRuns: 400, seed: 20261121 },
  );
});

test('layers that stay the same stay whole, and the same definition stays as it was written', () => {
  const base: Layer = { id: 'base', users: ['ana'] };
  const before: Schedule = { timeZone: 'UTC', layers: [base, { id: 'top', users: ['ben'] }] };
  const at = Temporal.Instant.from('2026-03-02T10:00:20Z');
  expect(startingAt(before, structuredClone(before), at)).toEqual(before);
  expect(startingAt(before, { ...before, layers: [base, { id: 'top', users: ['cho'] }] }, at).layers).toEqual(
    [
      { id: 'top until 2026-03-02', users: ['ben'], level: 1, until: '2026-03-02T10:01' },
      { id: 'base', users: ['ana'], level: 0 },
      { id: 'top', users: ['cho'], level: 1, from: '2026-03-02T10:01' },
    ],
  );
});

test('an override of a layer holds on both sides of the instant', () => {
  const scoped = {
    kind: 'set' as const,
    start: '2026-03-01T00:00:00Z',
    end: '2026-03-04T00:00:00Z',
    users: ['eve'],
    layers: ['top'],
  };
  const make = (who: string): Schedule => ({
    timeZone: 'UTC',
    layers: [{ id: 'top', users: [who] }],
    overrides: [scoped],
  });
  const made = startingAt(make('ben'), make('cho'), Temporal.Instant.from('2026-03-02T10:00:00Z'));
  const span = [
    Temporal.Instant.from('2026-03-01T00:00:00Z'),
    Temporal.Instant.from('2026-03-05T00:00:00Z'),
  ] as const;
  expect(resolve(made, ...span).map((one) => one.onCall.join())).toEqual(['eve', 'cho']);
});

import type { Layer, Schedule } from '@muster/contract/oncall/definition';
import { describe, expect, test } from 'vitest';
import { moved } from '../ui/moved.ts';
import { differencesOf } from './rota-difference.ts';
import {
  asKind,
  definitionOf,
  draftOf,
  faultsOf,
  inUnit,
  isPast,
  newLayer,
  withLayer,
} from './rota-draft.ts';
import { sentencesOf } from './rota-sentence.ts';

/** Everything that the format can say, at least once. */
const rich: Schedule = {
  timeZone: 'Europe/Madrid',
  layers: [
    {
      id: 'base',
      level: 3,
      timeZone: 'Asia/Kolkata',
      rotation: {
        unit: 'week',
        length: 2,
        start: '2026-01-05T09:00',
        handoff: { weekday: 'mon', time: '09:00' },
        members: [['ana', 'ben'], [], ['cho']],
      },
      from: '2026-01-05T09:00',
      until: '2026-06-01T09:00',
      restrictions: [
        { weekdays: ['mon', 'tue', 'wed'], from: '22:00', to: '06:00' },
        { start: { weekday: 'fri', time: '18:00' }, end: { weekday: 'mon', time: '08:00' } },
      ],
    },
    { users: ['dan'] },
  ],
  overrides: [
    { kind: 'set', start: '2026-02-01T00:00:00Z', end: '2026-02-02T00:00:00Z', users: [], layers: ['base'] },
  ],
};
const rotation = (given: Partial<NonNullable<Layer['rotation']>>): Layer => ({
  rotation: { unit: 'day', length: 1, start: '2026-01-05T08:00', members: [['ana'], ['ben']], ...given },
});

describe('a draft', () => {
  test('gives back what it was made of, overrides included', () => {
    expect(definitionOf(draftOf('rota', 'payments', rich))).toEqual(rich);
  });

  test('keeps its keys while layers come and move', () => {
    const draft = withLayer(draftOf('rota', null, rich), newLayer('2026-03-02'));
    expect(draft.layers.map((one) => one.key)).toEqual([1, 2, 3]);
    expect(moved(draft.layers, 2, 0).map((one) => one.key)).toEqual([3, 1, 2]);
    expect(moved(draft.layers, 0, -1)).toEqual(draft.layers);
  });

  test('loses only what another unit cannot say', () => {
    const weekly = newLayer('2026-03-02').rotation;
    if (!weekly) throw new Error('a new layer takes turns');
    expect(inUnit(weekly, 'hour').handoff).toBeUndefined();
    expect(inUnit(weekly, 'month').handoff).toEqual({ monthDay: 1, time: '09:00' });
    expect(inUnit({ ...weekly, unit: 'day', days: ['mon'] }, 'week').days).toBeUndefined();
  });

  test('keeps its people when turns become a fixed set, and back', () => {
    const fixed = asKind(rotation({ members: [['ana', 'ben'], [], ['ana']] }), 'users', '2026-03-02');
    expect(fixed).toEqual({ users: ['ana', 'ben'] });
    expect(asKind(fixed, 'rotation', '2026-03-02').rotation?.members).toEqual([['ana'], ['ben']]);
  });

  test('knows a layer that has ended by the wall clock of its zone', () => {
    const layer: Layer = { users: [], until: '2026-03-02T09:00' };
    expect(isPast(layer, 'Europe/Madrid', Temporal.Instant.from('2026-03-02T07:59:00Z'))).toBe(false);
    expect(isPast(layer, 'Europe/Madrid', Temporal.Instant.from('2026-03-02T08:00:00Z'))).toBe(true);
  });

  test('shows the server’s words beside the layer that they are about', () => {
    const faults = faultsOf([
      { pointer: '/schedule/layers/1/rotation/length', message: 'too short' },
      { pointer: '/timeZone', message: 'no zone' },
    ]);
    expect([...faults]).toEqual([
      [1, ['too short']],
      [-1, ['no zone']],
    ]);
  });
});

describe('a layer in words', () => {
  test.each<[Layer, string]>([
    [
      rotation({ unit: 'week', handoff: { weekday: 'mon', time: '09:00' } }),
      'Every Monday at 09:00 it passes to the next: ana, ben.',
    ],
    [
      rotation({ unit: 'week', length: 2, members: [['ana'], [], ['ben', 'cho']] }),
      'Every 2 weeks, on Monday at 08:00 it passes to the next: ana, nobody, ben + cho.',
    ],
    [rotation({}), 'Every day at 08:00 it passes to the next: ana, ben.'],
    [
      rotation({ days: ['mon', 'tue', 'wed', 'thu', 'fri'] }),
      'On Monday to Friday at 08:00 it passes to the next',
    ],
    [rotation({ unit: 'hour', length: 12 }), 'Every 12 hours it passes to the next'],
    [
      rotation({ unit: 'month', handoff: { monthDay: 31, time: '09:00' } }),
      'Every month on day 31 (the last day of a shorter month) at 09:00 it passes',
    ],
    [rotation({ members: [['ana']] }), 'It is always the turn of: ana.'],
    [{ users: ['ana', 'ben'] }, 'ana and ben are always on call, together.'],
    [{ users: [] }, 'Nobody is in it.'],
  ])('%j', (layer, words) => {
    expect(sentencesOf(layer, 'UTC').join(' ')).toContain(words);
  });

  test('its hours, its span and its own zone are told, too', () => {
    expect(sentencesOf(rich.layers[0] ?? {}, 'Europe/Madrid').slice(1)).toEqual([
      'Only Monday to Wednesday 22:00–06:00 of the next day and from Friday 18:00 until Monday 08:00.',
      'It holds from Mon, 5 Jan 2026, 09:00 until Mon, 1 Jun 2026, 09:00.',
      'Its times are those of Asia/Kolkata.',
    ]);
  });
});

test('what differs is told by layer, and nothing when nothing does', () => {
  expect(differencesOf(rich, structuredClone(rich))).toEqual([]);
  const other: Schedule = {
    ...rich,
    timeZone: 'UTC',
    layers: [{ users: ['eve'] }, ...rich.layers.slice(1), { id: 'top', users: ['ana'] }],
  };
  expect(differencesOf(rich, other).map((one) => one.what)).toEqual(['Time zone', 'base', 'Layer 1', 'top']);
});

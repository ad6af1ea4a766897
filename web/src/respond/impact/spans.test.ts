import type { Impact } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { pictureOf } from './spans.ts';

const one = (id: string, from: string, until: string | null): Impact => ({
  id,
  from: `2026-03-02T${from}:00.000Z`,
  until: until && `2026-03-02T${until}:00.000Z`,
  level: 'partial',
  who: id,
  count: null,
  confidence: 'low',
  services: [],
  consequences: [],
  statedAt: '2026-03-02T12:00:00.000Z',
  by: { kind: 'person', name: 'ada' },
  revisions: 0,
});
const now = '2026-03-02T12:00:00.000Z';

test('intervals lie on one axis, those that overlap as well; what goes on reaches to now', () => {
  const picture = pictureOf([one('b', '11:00', null), one('a', '10:00', '11:30')], now);
  expect(picture).toMatchObject({ from: '2026-03-02T10:00:00.000Z', until: now });
  expect(picture?.bars.map(({ impact, left, width }) => [impact.id, left, width])).toEqual([
    ['a', 0, 75],
    ['b', 50, 50],
  ]);
});

test('no bar leaves the axis, and each is to be seen', () => {
  const picture = pictureOf([one('begins now', '12:00', null), one('a', '10:00', '12:00')], now);
  for (const { left, width } of picture?.bars ?? []) {
    expect(left + width).toBeLessThanOrEqual(100);
    expect(width).toBeGreaterThanOrEqual(1);
  }
  expect(pictureOf([one('alone', '12:00', null)], now)?.bars).toMatchObject([{ left: 0, width: 100 }]);
  expect(pictureOf([], now)).toBeNull();
});

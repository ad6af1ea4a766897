import { expect, test } from 'vitest';
import { bodyOf, newTemporary, startingOn } from './temporary-draft.ts';

const usual = {
  timeZone: 'Europe/Madrid',
  layers: [
    {
      rotation: {
        unit: 'week' as const,
        length: 1,
        start: '2026-01-05T09:00',
        members: [['ana'], ['ben', 'ana']],
      },
    },
    { users: ['gone'] },
  ],
};
const fresh = newTemporary('primary', usual, ['ana', 'ben'], Temporal.PlainDate.from('2026-07-15'));

test('it begins on the coming Monday with everybody of the usual rota who is here', () => {
  expect([fresh.from, fresh.until]).toEqual(['2026-07-20T09:00', '2026-08-03T09:00']);
  expect(fresh.rota.layers[0]?.layer.rotation).toMatchObject({
    start: '2026-07-20T09:00',
    members: [['ana'], ['ben']],
  });
  const monday = newTemporary('primary', usual, [], Temporal.PlainDate.from('2026-07-20'));
  expect([monday.from, monday.rota.layers[0]?.layer.rotation?.members]).toEqual(['2026-07-27T09:00', [[]]]);
});

test('turns move with the start, also while it is typed anew, unless they were given one of their own', () => {
  const start = ({ rota }: typeof fresh) => rota.layers[0]?.layer.rotation?.start;
  const moved = startingOn(startingOn(fresh, ''), '2026-07-01T08:00');
  expect([moved.from, start(moved)]).toEqual(['2026-07-01T08:00', '2026-07-01T08:00']);
  const [first] = moved.rota.layers;
  const rotation = first?.layer.rotation && { ...first.layer.rotation, start: '2026-06-29T09:00' };
  const layers = [{ key: 1, layer: { ...first?.layer, ...(rotation ? { rotation } : {}) } }];
  const own = startingOn({ ...moved, rota: { ...moved.rota, layers } }, '2026-07-03T08:00');
  expect(start(own)).toBe('2026-06-29T09:00');
});

test('clock times are the schedule’s; nothing is sent while they are none', () => {
  expect(bodyOf({ ...fresh, name: ' Summer ' })).toMatchObject({
    name: 'Summer',
    start: '2026-07-20T07:00:00.000Z',
    end: '2026-08-03T07:00:00.000Z',
    rota: { timeZone: 'Europe/Madrid' },
  });
  expect(bodyOf({ ...fresh, until: '' })).toBeUndefined();
  expect(bodyOf({ ...fresh, until: fresh.from })).toBeUndefined();
});

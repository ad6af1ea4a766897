import { expect, it } from 'vitest';
import { isRoomTime } from './near.ts';

const window = { start: '2026-03-02T10:00:00.000Z', end: '2026-03-02T11:00:00.000Z' };
const major = { isMajor: true, state: 'scheduled' as const, window };
const at = (clock: string) => Date.parse(`2026-03-02T${clock}:00Z`);

it('half an hour before a major change a room is proposed, and while it runs', () => {
  expect(isRoomTime(major, at('09:29'))).toBe(false);
  expect(isRoomTime(major, at('09:30'))).toBe(true);
  expect(isRoomTime({ ...major, state: 'running' }, at('10:30'))).toBe(true);
});

it('not for other work, nor for what is over or was cancelled', () => {
  expect(isRoomTime({ ...major, isMajor: false }, at('09:50'))).toBe(false);
  expect(isRoomTime({ ...major, state: 'done' }, at('11:30'))).toBe(false);
  expect(isRoomTime({ ...major, state: 'cancelled' }, at('09:50'))).toBe(false);
});

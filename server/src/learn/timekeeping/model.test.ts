import { isRoundDue, secondsSpent } from '@muster/contract/learn/session-parts';
import { expect, test } from 'vitest';
import { minutesEach, newTime, spentOf, stopped, withTimeChange } from './model.ts';

const at = (text: string) => Temporal.Instant.from(`2026-03-04T${text}Z`);

test('time runs, stops and goes on from where it was', () => {
  const ran = withTimeChange(newTime('r'), { running: true }, at('10:00:00'));
  expect(spentOf(ran, at('10:01:30'))).toBe(90);
  // Starting what runs begins nothing anew.
  expect(withTimeChange(ran, { running: true }, at('10:01:00'))).toEqual(ran);
  const paused = withTimeChange(ran, { running: false }, at('10:02:00'));
  expect(spentOf(paused, at('10:30:00'))).toBe(120);
  const again = withTimeChange(paused, { running: true, minutes: 9 }, at('10:30:00'));
  expect(stopped(again, at('10:31:00'))).toMatchObject({ spentSeconds: 180, minutes: 9, runningSince: null });
});

test('after twelve minutes it asks whether everybody was heard, and again twelve minutes after they were', () => {
  const since = '2026-03-04T10:00:00Z';
  const time = { minutes: 20, spentSeconds: 60, runningSince: since, roundAt: 0 };
  const due = (text: string, more = {}) => isRoundDue({ ...time, ...more }, at(text).epochMilliseconds);
  expect([due('10:10:59'), due('10:11:00')]).toEqual([false, true]);
  const asked = withTimeChange(
    { ...newTime('r'), spentSeconds: 60, runningSince: at('10:00:00') },
    { round: true },
    at('10:11:00'),
  );
  expect(asked.roundAt).toBe(720);
  expect([due('10:22:59', { roundAt: 720 }), due('10:23:00', { roundAt: 720 })]).toEqual([false, true]);
  expect(due('10:40:00', { runningSince: null })).toBe(false);
  // A clock that is behind the server's never counts backwards.
  expect(secondsSpent(time, at('09:59:00').epochMilliseconds)).toBe(60);
});

test('reports share two thirds of a session, a minute at least', () => {
  expect([minutesEach(60, 2), minutesEach(15, 50), minutesEach(60, 0)]).toEqual([20, 1, 40]);
});

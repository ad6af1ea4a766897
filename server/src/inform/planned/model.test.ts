import { momentIn, openGaps, saidOf, shippedTexts } from '@muster/contract/inform/planned-text';
import { expect, it } from 'vitest';
import { actOf, dueReminders, isNews, remindersAfter, type Said } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const window = { start: '2026-10-25T00:00:00.000Z', end: '2026-10-25T02:30:00.000Z' };
const plan = { remindHours: [24, 1], audiences: ['customers' as const] };
const said = (over: Partial<Said>): Said => ({
  id: 's',
  maintenance: 'm',
  act: 'announced',
  at: at('2026-10-20T00:00:00Z'),
  audiences: ['customers'],
  title: 'Checkout',
  text: 'one',
  startsAt: at(window.start),
  hours: 0,
  ...over,
});

it('times are said in the zone of the plan, and two o’clock that comes twice is told apart', () => {
  expect(saidOf(shippedTexts.reminded, window, 'Europe/Berlin')).toBe(
    'As announced, we will work from Sunday 25 October 2026, 02:00 (Europe/Berlin, UTC+02:00) to ' +
      'Sunday 25 October 2026, 03:30 (Europe/Berlin, UTC+01:00).',
  );
  expect(momentIn('2026-10-25T00:00:00Z', 'UTC')).toBe('Sunday 25 October 2026, 00:00 (UTC)');
});

it('what people will notice is for a person to say', () => {
  expect(openGaps(shippedTexts.announced)).toEqual(['What people will notice']);
  expect(openGaps('From {start} to {end}.')).toEqual([]);
});

it('reminders come before each window, none for what has begun, and of two that are late the nearer one', () => {
  const early = remindersAfter(plan, [window], at('2026-10-20T00:00:00Z'));
  expect(early.map((one) => `${one.at} ${one.hours}`)).toEqual([
    '2026-10-24T00:00:00Z 24',
    '2026-10-24T23:00:00Z 1',
  ]);
  expect(dueReminders(early, at('2026-10-24T00:00:00Z')).map((one) => one.hours)).toEqual([24]);
  expect(dueReminders(early, at('2026-10-24T23:30:00Z')).map((one) => one.hours)).toEqual([1]);
  expect(dueReminders(early, at('2026-10-25T00:00:00Z'))).toEqual([]);
  expect(remindersAfter(plan, [window], at('2026-10-24T12:00:00Z')).map((one) => one.hours)).toEqual([1]);
  expect(remindersAfter({ ...plan, audiences: [] }, [window], at('2026-10-20T00:00:00Z'))).toEqual([]);
});

it('says each thing once, a change only where it says something else', () => {
  const announced = said({});
  expect(isNews(said({}), [announced])).toBe(false);
  const started = said({ act: 'started' });
  expect(isNews(started, [announced])).toBe(true);
  expect(isNews(started, [started, announced])).toBe(false);
  expect(isNews(said({ act: 'started', startsAt: at('2026-11-01T01:00:00Z') }), [started])).toBe(true);
  expect(isNews(said({ act: 'reminded', hours: 1 }), [said({ act: 'reminded', hours: 24 })])).toBe(true);
  const changed = said({ act: 'changed', text: 'two' });
  expect(isNews(changed, [announced])).toBe(true);
  expect(isNews(changed, [changed, announced])).toBe(false);
  expect(isNews(said({ act: 'cancelled' }), [said({ act: 'cancelled' })])).toBe(false);
});

it('planning alone tells nobody', () => {
  expect(actOf('planned')).toBeNull();
  expect(actOf('started')).toBe('started');
});

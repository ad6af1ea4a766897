import { type LearningValue, suggestDepth } from '@muster/contract/learn/depth';
import { wordingHints } from '@muster/contract/learn/wording';
import { expect, test } from 'vitest';
import { afterWorkDays, deadlinesOf } from './deadlines.ts';
import { decideStep } from './decide.ts';
import { isOverdue, type Stored } from './model.ts';
import { templateOf } from './template.ts';

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2026-03-06T10:00:00Z');
const draft = { state: 'draft', meetingDueAt: null, meetingAt: null, publishDueAt: null } as Stored;

test('it goes from draft over review to published, each step by somebody', () => {
  const by = { by: 'ada', authors: ['rex'], now };
  const inReview = decideStep(draft, 'in-review', by);
  const reviewed = decideStep(inReview, 'reviewed', by);
  expect(reviewed).toMatchObject({ state: 'reviewed', reviewedBy: 'ada', reviewedAt: now });
  const published = decideStep(reviewed, 'published', { ...by, by: 'rex' });
  expect(published).toMatchObject({ state: 'published', publishedBy: 'rex', publishedAt: now });
  expect(decideStep(published, 'draft', by)).toMatchObject({
    state: 'draft',
    reviewedBy: null,
    publishedAt: null,
  });
});

test('nobody finds good what he wrote, and nothing is published unread', () => {
  const given = { by: 'rex', authors: ['rex'], now };
  expect(() => decideStep({ ...draft, state: 'in-review' }, 'reviewed', given)).toThrow(
    'You have written in it',
  );
  expect(() => decideStep(draft, 'published', given)).toThrow('Only what was reviewed');
  expect(() => decideStep(draft, 'reviewed', { ...given, by: 'ada' })).toThrow('Only what is in review');
});

test('the highest severity meets within three days, the middle one within five of work, the lowest when it likes', () => {
  // A Friday.
  expect(deadlinesOf('required', now).meetingDueAt?.toString()).toBe('2026-03-09T10:00:00Z');
  expect(deadlinesOf('suggested', now).meetingDueAt?.toString()).toBe('2026-03-13T10:00:00Z');
  expect(deadlinesOf('suggested', now).publishDueAt?.toString()).toBe('2026-03-20T10:00:00Z');
  expect(deadlinesOf('none', now)).toEqual({ meetingDueAt: null, publishDueAt: null });
  expect(deadlinesOf('none', now, { isDue: true })).toEqual(deadlinesOf('suggested', now));
  expect(afterWorkDays(at('2026-03-07T10:00:00Z'), 1).toString()).toBe('2026-03-09T10:00:00Z');
});

test('public holidays are no days of work, and one on a weekend counts once', () => {
  const holidays = new Set(['2026-03-10', '2026-03-14']);
  expect(deadlinesOf('suggested', now, { holidays }).meetingDueAt?.toString()).toBe('2026-03-16T10:00:00Z');
  expect(deadlinesOf('suggested', now, { holidays }).publishDueAt?.toString()).toBe('2026-03-23T10:00:00Z');
  // Three days of the calendar are three days of the calendar.
  expect(deadlinesOf('required', now, { holidays }).meetingDueAt?.toString()).toBe('2026-03-09T10:00:00Z');
});

test('what is not reviewed is not done: it is late until it is published', () => {
  const late = at('2026-03-01T00:00:00Z');
  expect(isOverdue({ ...draft, meetingDueAt: late }, now)).toBe(true);
  expect(isOverdue({ ...draft, meetingDueAt: late, meetingAt: late }, now)).toBe(false);
  expect(isOverdue({ ...draft, state: 'reviewed', publishDueAt: late }, now)).toBe(true);
  expect(isOverdue({ ...draft, state: 'published', publishDueAt: late }, now)).toBe(false);
});

const small: LearningValue = {
  asks: 'none',
  hasSimilar: true,
  people: 2,
  minutes: 10,
  usualMinutes: 60,
  nearMiss: false,
  customersUpset: false,
  asked: false,
};

test.each([
  ['quick', {}, 0],
  ['quick', { asks: 'suggested' }, 1],
  ['standard', { asks: 'required' }, 1],
  ['standard', { asks: 'suggested', hasSimilar: false }, 2],
  ['standard', { nearMiss: true, asked: true }, 2],
  ['standard', { people: 9, minutes: 61 }, 2],
  ['deep', { asks: 'required', hasSimilar: false, customersUpset: true }, 3],
] as const)('%s is proposed for %j, with its reasons', (depth, change, reasons) => {
  const suggested = suggestDepth({ ...small, ...change });
  expect(suggested.depth).toBe(depth);
  expect(suggested.reasons).toHaveLength(reasons);
});

test('eight people and a usual length are nothing special', () => {
  expect(suggestDepth({ ...small, people: 8, minutes: 60 }).reasons).toEqual([]);
  expect(suggestDepth({ ...small, minutes: 600, usualMinutes: null }).reasons).toEqual([]);
});

test('no report begins with a field for the root cause', () => {
  for (const depth of ['quick', 'standard', 'deep'] as const)
    expect(templateOf(depth)).not.toMatch(/root cause/i);
  for (const depth of ['quick', 'standard', 'deep'] as const)
    expect(wordingHints(templateOf(depth))).toEqual([]);
  expect(templateOf('quick').match(/^## /gm)).toHaveLength(5);
  expect(templateOf('standard')).toContain('The response itself');
});

import { expect, test } from 'vitest';
import { liveHints } from './live-words.ts';

const classes = (text: string) => liveHints(text).map((one) => one.class);

test.each([
  'Can someone look at the database?',
  'could anybody restart it',
  'Somebody should call the provider',
  'Please, someone check the queue',
  'Can one of you take the logs?',
])('“%s” asks nobody (P6)', (text) => {
  const [hint] = liveHints(text);
  expect(hint?.class).toBe('nobody-asked');
  expect(hint?.advice).toContain('Name one person');
});

test.each([
  '@ben looks at the database, 20m',
  'Someone at the provider confirmed it',
  '> can someone look',
  'He wrote "can someone look" and left',
  '`can someone` is a key',
])('“%s” is left alone', (text) => {
  expect(classes(text)).not.toContain('nobody-asked');
});

test('the wording check holds in the live log as well, each phrase once, in the order of the text (R69)', () => {
  expect(classes('Can someone find the root cause? Human error is the root cause, can someone say.')).toEqual(
    ['nobody-asked', 'single-cause', 'label'],
  );
});

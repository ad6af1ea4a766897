import { expect, test } from 'vitest';
import { sinceYouLeft } from './catch-up.ts';
import type { IncidentEvent, NewEvent } from './events.ts';

const texts = new Map([
  ['h', { kind: 'hypothesis', text: 'The pool is too small' }],
  ['a', { kind: 'attempt', text: 'Roll back' }],
  ['q', { kind: 'question', text: 'Since when?' }],
  ['l', { kind: 'later', text: 'Runbook' }],
] as const);

/** The envelope adds nothing that is told here, but who and when. */
const event = (by: string, given: NewEvent, i = 0) =>
  ({
    ...given,
    actor: { kind: 'person', name: by },
    at: `2026-03-02T10:00:0${i}.000Z`,
  }) as IncidentEvent;
const settled = (
  id: string,
  state: 'settled' | 'confirmed' | 'ruled-out' | 'tripped' | 'retracted',
  more = {},
) => event('bob', { type: 'entrySettled', data: { id, state, text: '', ...more } });
const told = (events: IncidentEvent[]) =>
  sinceYouLeft(events, 'rex', texts).lines.map(({ kind, text }) => [kind, text]);

test.each([
  ['a hypothesis that was ruled out', settled('h', 'ruled-out'), [['ruled-out', 'The pool is too small']]],
  ['one that was confirmed', settled('h', 'confirmed'), [['confirmed', 'The pool is too small']]],
  ['how an attempt went', settled('a', 'settled', { result: 'worse' }), [['worse', 'Roll back']]],
  ['an answer', settled('q', 'settled', { text: 'Ten' }), [['answered', 'Since when? Ten']]],
  ['nothing of what was put off', settled('l', 'settled'), []],
  ['nothing of what was taken back', settled('h', 'retracted'), []],
  ['nothing of what is not known', settled('x', 'confirmed'), []],
  [
    'who commands',
    event('bob', {
      type: 'roleTaken',
      data: { role: 'commander', person: 'bob', how: 'claimed', many: false },
    }),
    [['command', 'bob']],
  ],
  [
    'no other role',
    event('bob', { type: 'roleTaken', data: { role: 'scribe', person: 'bob', how: 'claimed', many: false } }),
    [],
  ],
  [
    'the plan',
    event('bob', { type: 'replanned', data: { text: '> Fail\n**over**' } }),
    [['plan', 'Fail over']],
  ],
])('whoever comes back hears %s', (_, given, expected) => {
  expect(told([given])).toEqual(expected);
});

test('nobody is told what they did themselves, the latest stands first, and the rest is counted', () => {
  const note = (by: string): NewEvent => ({
    type: 'entryAdded',
    data: {
      id: by,
      kind: 'note',
      text: 'x'.repeat(300),
      detail: {},
      state: 'settled',
      at: '2026-03-02T10:00:00.000Z',
    },
  });
  const plan = (text: string): NewEvent => ({ type: 'replanned', data: { text } });
  const events = [
    event('rex', plan('mine')),
    event('bob', plan('first'), 1),
    event('ada', plan('x'.repeat(300)), 2),
    event('bob', note('n')),
    event('rex', note('m')),
  ];
  const { lines, written } = sinceYouLeft(events, 'rex', texts);
  expect(lines.map((one) => one.by)).toEqual(['ada', 'bob']);
  expect(lines[0]?.text).toHaveLength(200);
  expect(written).toBe(1);
  expect(
    sinceYouLeft(
      Array.from({ length: 100 }, () => event('bob', plan('x'))),
      'rex',
      texts,
    ).lines,
  ).toHaveLength(40);
});

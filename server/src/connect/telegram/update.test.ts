import { describe, expect, it, test } from 'vitest';
import { readBotName, readUpdates } from './update.ts';

const answer = (...result: object[]) => Buffer.from(JSON.stringify({ ok: true, result }));
const from = { id: 987_654_321 };
const chat = { id: from.id, type: 'private' };
const said = (update: object) => readUpdates(answer({ update_id: 7, ...update }))?.[0]?.said;

test.each([
  ['/start abc-DEF_123', 'abc-DEF_123'],
  ['/start@muster_bot abc', 'abc'],
  ['/start', ''],
])('"%s" in a chat of one person asks to be linked', (text, code) => {
  expect(said({ message: { text, from, chat } })).toEqual({ kind: 'start', chat: '987654321', code });
});

test.each([
  ['a group', { text: '/start abc', from, chat: { id: -5, type: 'group' } }],
  ['a chat of somebody else', { text: '/start abc', from, chat: { id: 5, type: 'private' } }],
  ['other words', { text: 'hello', from, chat }],
  ['a code that is none', { text: '/start a b', from, chat }],
  ['a code that is too long', { text: `/start ${'a'.repeat(65)}`, from, chat }],
  ['a picture', { from, chat }],
  ['nobody', { text: '/start abc', chat }],
])('%s is not heard', (_, message) => {
  expect(said({ message })).toEqual({ kind: 'other' });
});

describe('a button that is pressed', () => {
  const press = { id: '4382', from, data: 'some-code', message: { message_id: 12 } };

  it('tells who pressed it, and on which message', () => {
    expect(said({ callback_query: press })).toEqual({
      kind: 'press',
      chat: '987654321',
      code: 'some-code',
      query: '4382',
      message: 12,
    });
  });

  it('is heard when its message is too old to be told', () => {
    expect(said({ callback_query: { ...press, message: undefined } })).toMatchObject({ message: null });
  });

  it('is nothing without a code, or with one of more than 64 characters', () => {
    expect(said({ callback_query: { ...press, data: undefined } })).toEqual({ kind: 'other' });
    expect(said({ callback_query: { ...press, data: 'x'.repeat(65) } })).toEqual({ kind: 'other' });
  });
});

test('an update of an unknown form keeps its place and holds up nobody', () => {
  const updates = readUpdates(
    answer({ update_id: 1, message: 'what?' }, { update_id: 2, poll: {} }, { update_id: 3 }),
  );
  expect(updates).toEqual([1, 2, 3].map((id) => ({ id, said: { kind: 'other' } })));
});

test.each(['', 'no JSON', '{}', '{"result":{}}', '{"result":[{"update_id":"1"}]}', '[1]'])(
  '%j is no answer',
  (text) => {
    expect(readUpdates(Buffer.from(text))).toBeNull();
  },
);

test('the name of the bot is a name, or nothing', () => {
  const named = (username: unknown) => readBotName(Buffer.from(JSON.stringify({ result: { username } })));
  expect(named('muster_bot')).toBe('muster_bot');
  expect(named('evil.example/x?')).toBeNull();
  expect(named(undefined)).toBeNull();
});

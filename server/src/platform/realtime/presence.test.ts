import { decodeFrame, longestPresence } from '@muster/contract/platform/live-document';
import { expect, test } from 'vitest';
import { createManualClock } from '../manual-clock.ts';
import { createPresence } from './presence.ts';

const rex = { id: 'n.1', person: 'rex' };
const ada = { id: 'n.2', person: 'ada' };
const at = (anchor: unknown) => ({ anchor, head: anchor });

function presenceOfTwo() {
  const time = createManualClock(Temporal.Instant.from('2026-03-02T10:00:00Z'));
  const told: unknown[] = [];
  const presence = createPresence(time.forNode().clock, [
    { send: (frame: Uint8Array) => void told.push(newsIn(frame)) },
  ]);
  presence.moved(rex, null);
  presence.moved(ada, null);
  const pass = () => time.moveTo(time.now().add({ milliseconds: 80 }));
  pass();
  told.length = 0;
  return { presence, told, pass };
}

function newsIn(bytes: Uint8Array): unknown {
  const frame = decodeFrame(bytes);
  return frame?.kind === 'presence' ? frame.presence : null;
}

test('moves within a moment are told together, the last of each person', () => {
  const { presence, told, pass } = presenceOfTwo();
  for (let i = 0; i < 50; i += 1) presence.moved(rex, at(i));
  presence.moved(ada, at('a'));
  expect(told).toEqual([]);
  pass();
  const here = [
    { ...rex, cursor: at(49) },
    { ...ada, cursor: at('a') },
  ];
  expect(told).toEqual([{ here, gone: [], you: null }]);
});

test('whoever leaves is gone, also when he moved just before', () => {
  const { presence, told, pass } = presenceOfTwo();
  presence.moved(rex, at(1));
  presence.left(rex);
  pass();
  expect(told).toEqual([{ here: [], gone: [rex.id], you: null }]);
  expect(newsIn(presence.allFor(ada))).toEqual({ here: [{ ...ada, cursor: null }], gone: [], you: ada.id });
});

test.each([
  ['no object', 7],
  ['half a cursor', { anchor: 1 }],
  ['one that is too long', at('x'.repeat(longestPresence))],
])('%s is no cursor, and a name in it is nobody', (_what, cursor) => {
  const { presence, told, pass } = presenceOfTwo();
  presence.moved(rex, cursor);
  pass();
  expect(told).toEqual([{ here: [{ ...rex, cursor: null }], gone: [], you: null }]);
});

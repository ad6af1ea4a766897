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
  const said: string[] = [];
  const presence = createPresence({
    clock: time.forNode().clock,
    everybody: [{ send: (frame: Uint8Array) => void told.push(newsIn(frame)) }],
    say: (text) => void said.push(text),
  });
  presence.moved(rex, null);
  presence.moved(ada, null);
  const pass = () => time.moveTo(time.now().add({ milliseconds: 80 }));
  pass();
  told.length = 0;
  const wait = (seconds: number) => time.moveTo(time.now().add({ seconds }));
  return { presence, told, said, pass, wait };
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

/** Two nodes, each with one of the two, that hear each other until the line is cut. */
function twoNodes() {
  const time = createManualClock(Temporal.Instant.from('2026-03-02T10:00:00Z'));
  const line = { stands: true };
  const nodeWith = (hear: (text: string) => void) =>
    createPresence({
      clock: time.forNode().clock,
      everybody: [],
      say: (text) => {
        if (line.stands) hear(text);
      },
    });
  const here = nodeWith((text) => there.heard(text));
  const there = nodeWith((text) => here.heard(text));
  const wait = (seconds: number) => {
    for (let i = 0; i < seconds * 10; i += 1) time.moveTo(time.now().add({ milliseconds: 100 }));
  };
  return { here, there, line, wait };
}

const namesIn = (bytes: Uint8Array) => JSON.stringify(newsIn(bytes));

test('people on two nodes see each other, whoever came first, and whoever leaves is gone on both', () => {
  const { here, there, wait } = twoNodes();
  here.moved(rex, at(1));
  wait(1);
  there.moved(ada, null);
  wait(1);
  expect(namesIn(there.allFor(ada))).toContain('"rex"');
  expect(namesIn(here.allFor(rex))).toContain('"ada"');
  here.left(rex);
  wait(1);
  expect(namesIn(there.allFor(ada))).not.toContain('"rex"');
});

test('whoever was on a node that died is gone within a minute, and lost news is made good', () => {
  const { here, there, line, wait } = twoNodes();
  line.stands = false;
  here.moved(rex, at(1));
  there.moved(ada, null);
  wait(1);
  line.stands = true;
  wait(16);
  expect(namesIn(there.allFor(ada))).toContain('"rex"');
  line.stands = false;
  wait(61);
  expect(namesIn(there.allFor(ada))).not.toContain('"rex"');
});

test('many people are told in parts that a notice of the database holds', () => {
  const { presence, said, wait } = presenceOfTwo();
  for (let i = 0; i < 100; i += 1)
    presence.moved({ id: `n.${i}`, person: `person${i}` }, at('é'.repeat(900)));
  presence.heard('no news');
  presence.heard('{"here":[{"id":1}],"gone":7,"asks":true}');
  wait(1);
  expect(said.length).toBeGreaterThan(20);
  for (const text of said) expect(Buffer.byteLength(text)).toBeLessThan(7_000);
});

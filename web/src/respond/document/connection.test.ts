import { decodeFrame, encodeFrame, type Frame } from '@muster/contract/platform/live-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Connection, openConnection } from './connection.ts';

/** A server of one document and a network that the test cuts; time goes on when the test says so. */
function world() {
  const kept = new Y.Doc();
  const sockets: FakeSocket[] = [];
  let timers: { ms: number; run: () => void }[] = [];
  let isAnswering = true;
  const serve = (socket: FakeSocket, frame: Frame | null) => {
    if (!isAnswering || frame === null) return;
    if (frame.kind === 'know') {
      socket.say({ kind: 'edit', number: 0, update: Y.encodeStateAsUpdate(kept, frame.vector) });
      socket.say({ kind: 'know', vector: Y.encodeStateVector(kept) });
    }
    if (frame.kind === 'edit') {
      Y.applyUpdate(kept, frame.update);
      socket.say({ kind: 'saved', number: frame.number });
    }
  };
  const surroundings = {
    connect() {
      const socket = new FakeSocket(serve);
      sockets.push(socket);
      return asWebSocket(socket);
    },
    after(ms: number, run: () => void) {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    chance: () => 0.5,
  };
  return {
    surroundings,
    sockets,
    kept,
    /** Runs what waits for no longer than so many milliseconds. */
    pass(ms: number) {
      const due = timers.filter((one) => one.ms <= ms);
      timers = timers.filter((one) => one.ms > ms);
      for (const { run } of due) run();
    },
    answers(now: boolean) {
      isAnswering = now;
    },
  };
}

class FakeSocket {
  readyState = 0;
  binaryType = '';
  sent: (Frame | null)[] = [];
  onopen: () => void = () => undefined;
  onmessage: (event: { data: ArrayBuffer }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  readonly serve: (socket: FakeSocket, frame: Frame | null) => void;
  constructor(serve: (socket: FakeSocket, frame: Frame | null) => void) {
    this.serve = serve;
  }
  open(): void {
    this.readyState = 1;
    this.onopen();
  }
  send(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    this.sent.push(frame);
    this.serve(this, frame);
  }
  say(frame: Frame): void {
    this.onmessage({ data: encodeFrame(frame).buffer });
  }
  close(code = 1006): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose({ code });
  }
}

/** The connection uses only these members of a socket. */
function asWebSocket(socket: unknown): WebSocket {
  return socket as WebSocket;
}

function opened(at = world()) {
  const connection = openConnection(at.surroundings);
  at.pass(0);
  at.sockets[0]?.open();
  return { ...at, connection };
}

const write = ({ doc }: Connection, text: string) => doc.getText('t').insert(doc.getText('t').length, text);
const textOf = (doc: Y.Doc) => String(doc.getText('t'));

test('what is written counts as waiting until the server has called it saved', () => {
  const { connection, answers, sockets } = opened();
  expect(connection.state()).toMatchObject({ line: 'open', isLoaded: true, waiting: 0 });
  answers(false);
  write(connection, 'a');
  write(connection, 'b');
  expect(connection.state().waiting).toBe(2);
  sockets[0]?.say({ kind: 'saved', number: 1 });
  expect(connection.state().waiting).toBe(1);
  sockets[0]?.say({ kind: 'saved', number: 2 });
  expect(connection.state().waiting).toBe(0);
});

test('what is written while the line is away waits, and goes out as one edit when it is back', () => {
  const { connection, sockets, pass, kept } = opened();
  write(connection, 'before ');
  sockets[0]?.close();
  for (const letter of 'on the train') write(connection, letter);
  kept.getText('t').insert(0, 'meanwhile ');
  expect(connection.state()).toMatchObject({ line: 'away', waiting: 12, isLoaded: true });
  pass(300);
  expect(sockets).toHaveLength(2);
  sockets[1]?.open();
  expect(connection.state()).toMatchObject({ line: 'open', waiting: 0 });
  expect(sockets[1]?.sent.filter((frame) => frame?.kind === 'edit')).toHaveLength(1);
  expect(textOf(kept)).toBe('meanwhile before on the train');
  expect(textOf(connection.doc)).toBe(textOf(kept));
});

test('an edit that the server took and never called saved is sent again, and is there once', () => {
  const { connection, sockets, answers, pass, kept } = opened();
  answers(false);
  write(connection, 'once');
  const [, frame] = sockets[0]?.sent ?? [];
  if (frame?.kind === 'edit') Y.applyUpdate(kept, frame.update);
  sockets[0]?.close();
  answers(true);
  pass(300);
  sockets[1]?.open();
  expect(connection.state().waiting).toBe(0);
  expect(textOf(kept)).toBe('once');
});

test('a server that has lost what it once called saved is given it again', () => {
  const { connection, sockets, pass } = opened();
  write(connection, 'kept by the browser');
  sockets[0]?.close();
  pass(300);
  const other = sockets[1];
  if (!other) throw new Error('it did not connect again');
  const empty = new Y.Doc();
  other.readyState = 1;
  other.say({ kind: 'know', vector: Y.encodeStateVector(empty) });
  const [edit] = other.sent.filter((frame) => frame?.kind === 'edit');
  if (edit?.kind === 'edit') Y.applyUpdate(empty, edit.update);
  expect(textOf(empty)).toBe('kept by the browser');
});

test('a line that says nothing any more is given up, and one that cannot be had is tried less and less often', () => {
  const { connection, sockets, answers, pass } = opened();
  answers(false);
  pass(20_000);
  pass(8_000);
  expect(connection.state().line).toBe('away');
  pass(300);
  sockets[1]?.close();
  pass(300);
  expect(sockets).toHaveLength(2);
  pass(1_000);
  expect(sockets).toHaveLength(3);
  sockets[2]?.close();
  connection.hurry();
  expect(sockets).toHaveLength(4);
});

test('whoever may not write any more is told so, and nothing is tried again', () => {
  const { connection, sockets, pass } = opened();
  write(connection, 'x');
  sockets[0]?.close(4403);
  pass(60_000);
  connection.hurry();
  expect(connection.state().line).toBe('refused');
  expect(sockets).toHaveLength(1);
});

test('a document that is full says so, and people who come and go are known', () => {
  const { connection, sockets, answers } = opened();
  answers(false);
  write(connection, 'too much');
  sockets[0]?.say({ kind: 'refused', number: 1, why: 'The document is full.' });
  expect(connection.state()).toMatchObject({ waiting: 0, isFull: true });
  const here = [
    { id: 'a', person: 'rex', cursor: null },
    { id: 'me', person: 'ada', cursor: null },
    { id: 7 },
  ];
  sockets[0]?.say({ kind: 'presence', presence: { you: 'me', here, gone: [] } });
  expect(connection.state().people.map(({ person }) => person)).toEqual(['rex']);
  sockets[0]?.say({ kind: 'presence', presence: { you: null, here: [], gone: ['a'] } });
  expect(connection.state().people).toEqual([]);
});

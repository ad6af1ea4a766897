import {
  closeCodes,
  decodeFrame,
  encodeFrame,
  type Frame,
  longestFrame,
  type Present,
} from '@muster/contract/platform/live-document';
import * as Y from 'yjs';
import { createPeople, isAhead } from './reading.ts';

/** What the line looks like from here. `waiting` counts own changes that the server has not called saved. */
export interface LineState {
  line: 'connecting' | 'open' | 'away' | 'refused';
  waiting: number;
  /** Whether the document has come; before that there is nothing to write in. */
  isLoaded: boolean;
  /** Whether the server takes no more, as the document is too large. */
  isFull: boolean;
  /** Everybody else in it. */
  people: readonly Present[];
}

export interface Connection {
  doc: Y.Doc;
  state(): LineState;
  subscribe(listener: () => void): () => void;
  present(cursor: unknown): void;
  /** The network seems to be back: tries at once. */
  hurry(): void;
  /** The network seems to be gone: what looks like a line is none. */
  lose(): void;
  close(): void;
}

/** What is needed of the browser. `after` answers how to take the call back; `chance` is between 0 and 1. */
export interface Surroundings {
  connect(): WebSocket;
  after(ms: number, run: () => void): () => void;
  chance(): number;
}

/** Between two tries to connect. */
const waits = [300, 1_000, 2_000, 4_000, 8_000, 15_000];
/** A line that says nothing is asked this often whether it is one, and must answer within that. */
const askEveryMs = 20_000;
const answerWithinMs = 8_000;
/** A frame that would be longer goes in pieces. */
const mostOfFrame = longestFrame - 65_536;

/**
 * Keeps a document together with the server's, through lines that come and go. What is written is kept here until the
 * server has called it saved, and is sent again after each gap; sent twice, it is the same edit.
 */
export function openConnection(surroundings: Surroundings): Connection {
  const doc = new Y.Doc();
  const waiting = new Map<number, Uint8Array>();
  const listeners = new Set<() => void>();
  const people = createPeople();
  let state: LineState = { line: 'connecting', waiting: 0, isLoaded: false, isFull: false, people: [] };
  let count = 0;
  let lastPresence: unknown = null;

  const set = (changed: Partial<LineState>) => {
    state = { ...state, ...changed };
    for (const listener of listeners) listener();
  };
  const line = openLine(surroundings, {
    opened: () => line.send({ kind: 'know', vector: Y.encodeStateVector(doc) }),
    heard: (frame) => hear(frame),
    lost(isForGood) {
      set({ line: isForGood ? 'refused' : 'away', people: [] });
    },
    ask: () => line.send({ kind: 'know', vector: Y.encodeStateVector(doc) }),
  });
  const flush = (theirs: Uint8Array) => {
    if (waiting.size === 0) {
      if (isAhead(doc, theirs)) note(Y.encodeStateAsUpdate(doc, theirs));
      return;
    }
    const merged = Y.mergeUpdates([...waiting.values()]);
    if (merged.length <= mostOfFrame) line.send({ kind: 'edit', number: count, update: merged });
    else for (const [number, update] of waiting) line.send({ kind: 'edit', number, update });
  };
  const note = (update: Uint8Array) => {
    count += 1;
    waiting.set(count, update);
    if (state.line === 'open') line.send({ kind: 'edit', number: count, update });
    set({ waiting: waiting.size });
  };
  const settle = (upTo: number, isFull: boolean) => {
    for (const number of waiting.keys()) if (number <= upTo) waiting.delete(number);
    set({ waiting: waiting.size, isFull });
  };
  const hear = (frame: Frame) => {
    if (frame.kind === 'edit') Y.applyUpdate(doc, frame.update, 'server');
    else if (frame.kind === 'saved') settle(frame.number, false);
    else if (frame.kind === 'refused') settle(frame.number, true);
    else if (frame.kind === 'presence') set({ people: people.take(frame.presence) });
    else {
      const isNew = state.line !== 'open';
      if (isNew) set({ line: 'open', isLoaded: true });
      if (isNew) flush(frame.vector);
      if (isNew && lastPresence !== null) line.send({ kind: 'presence', presence: lastPresence });
    }
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') note(update);
  });
  return {
    doc,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    present(cursor) {
      lastPresence = cursor;
      if (state.line === 'open') line.send({ kind: 'presence', presence: cursor });
    },
    hurry: line.hurry,
    lose: line.lose,
    close() {
      line.close();
      doc.destroy();
    },
  };
}

interface LineNeeds {
  opened(): void;
  heard(frame: Frame): void;
  lost(isForGood: boolean): void;
  /** Says something that must be answered. */
  ask(): void;
}

/** One socket after the other. */
function openLine({ connect, after, chance }: Surroundings, needs: LineNeeds) {
  let socket: WebSocket | null = null;
  let tries = 0;
  let isClosed = false;
  let cancel = (): void => undefined;

  const tryAgain = () => {
    const ms = waits[Math.min(tries, waits.length - 1)] ?? 0;
    tries += 1;
    // Two hundred browsers whose server was away must not come back in the same moment.
    cancel = after(ms * (0.5 + chance()), open);
  };
  const askLater = (own: WebSocket) => {
    cancel();
    cancel = after(askEveryMs, () => {
      needs.ask();
      cancel = after(answerWithinMs, () => end(own, 1006));
    });
  };
  function end(own: WebSocket, code: number): void {
    if (own !== socket) return;
    socket = null;
    cancel();
    own.close();
    const isForGood = code === closeCodes.notAllowed;
    if (isForGood) isClosed = true;
    else tryAgain();
    needs.lost(isForGood);
  }
  function open(): void {
    cancel();
    const own = connect();
    own.binaryType = 'arraybuffer';
    socket = own;
    own.onopen = () => {
      askLater(own);
      needs.opened();
    };
    own.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (own !== socket || !(data instanceof ArrayBuffer)) return;
      tries = 0;
      askLater(own);
      const frame = decodeFrame(new Uint8Array(data));
      if (frame) needs.heard(frame);
    };
    own.onclose = ({ code }) => end(own, code);
  }
  // Whoever calls has yet to be given the line.
  cancel = after(0, open);
  return {
    send(frame: Frame) {
      if (socket?.readyState === 1) socket.send(encodeFrame(frame));
    },
    hurry() {
      if (isClosed || socket !== null) return;
      tries = 0;
      open();
    },
    lose() {
      if (socket) end(socket, 1006);
    },
    close() {
      isClosed = true;
      cancel();
      socket?.close();
      socket = null;
    },
  };
}

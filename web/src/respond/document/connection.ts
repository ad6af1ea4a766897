import type { Frame, Present } from '@muster/contract/platform/live-document';
import * as Y from 'yjs';
import { openLine, type Surroundings } from './line.ts';
import { createPeople, isAhead } from './reading.ts';
import { createUnsaved } from './unsaved.ts';

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
  /** Where the cursor is; null while it is nowhere. */
  present(cursor: unknown): void;
  hurry(): void;
  lose(): void;
  close(): void;
}

/**
 * Keeps a document together with the server's, through lines that come and go. What is written is kept here until the
 * server has called it saved, and is sent again after each gap; sent twice, it is the same edit.
 */
export function openConnection(surroundings: Surroundings): Connection {
  const doc = new Y.Doc();
  const unsaved = createUnsaved();
  const people = createPeople();
  const { state, set, subscribe } = createState();
  let cursor: unknown = null;

  const line = openLine(surroundings, {
    heard: (frame) => hear(frame),
    lost: (isForGood) => set({ line: isForGood ? 'refused' : 'away', people: [] }),
    ask: () => line.send({ kind: 'know', vector: Y.encodeStateVector(doc) }),
  });
  const note = (update: Uint8Array) => {
    const frame = unsaved.add(update);
    if (state().line === 'open') line.send(frame);
    set({ waiting: unsaved.size() });
  };
  const isOpen = (theirs: Uint8Array) => {
    if (state().line === 'open') return;
    set({ line: 'open', isLoaded: true });
    if (unsaved.size() === 0 && isAhead(doc, theirs)) note(Y.encodeStateAsUpdate(doc, theirs));
    else for (const frame of unsaved.all()) line.send(frame);
    line.send({ kind: 'presence', presence: cursor });
  };
  const settle = (upTo: number, isFull: boolean) => {
    unsaved.settle(upTo);
    set({ waiting: unsaved.size(), isFull });
  };
  const hear = (frame: Frame) => {
    if (frame.kind === 'edit') Y.applyUpdate(doc, frame.update, 'server');
    else if (frame.kind === 'know') isOpen(frame.vector);
    else if (frame.kind === 'presence') set({ people: people.take(frame.presence) });
    else settle(frame.number, frame.kind === 'refused');
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') note(update);
  });
  return {
    doc,
    state,
    subscribe,
    present(given) {
      cursor = given;
      if (state().line === 'open') line.send({ kind: 'presence', presence: cursor });
    },
    hurry: line.hurry,
    lose: line.lose,
    close() {
      line.close();
      doc.destroy();
    },
  };
}

function createState() {
  const listeners = new Set<() => void>();
  let now: LineState = { line: 'connecting', waiting: 0, isLoaded: false, isFull: false, people: [] };
  return {
    state: () => now,
    set(changed: Partial<LineState>) {
      now = { ...now, ...changed };
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

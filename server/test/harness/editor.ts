/** Somebody at a live document: a Yjs document that is connected as a browser connects it. */
import {
  decodeFrame,
  encodeFrame,
  type Frame,
  type PresenceNews,
} from '@muster/contract/platform/live-document';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

export interface Editor {
  doc: Y.Doc;
  /** What is written in it, without any marks. */
  text(): string;
  /** Writes a paragraph at the end; answers the number of the edit. */
  write(text: string): number;
  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void;
  present(cursor: unknown): void;
  /** Numbers of the edits that the server called saved, and of those that it refused. */
  saved: Set<number>;
  refused: Set<number>;
  /** The people in the document by the ids of their connections. */
  people: Map<string, string>;
  cursors: Map<string, unknown>;
  /** The code with which the connection was closed; null while it stands. */
  closedWith(): number | null;
  close(): void;
  /** Cuts the line as a network does. */
  cut(): void;
  /** Connects again, and sends what the server has not called saved. */
  again(): Promise<void>;
  /** Takes the line away, so that what is written waits. */
  isOnline(): boolean;
}

export interface Door {
  address: string;
  /** Headers of the request: the cookie, and where the page is from. */
  headers: Record<string, string>;
  /** Whether it answers pings, as every browser does by itself. */
  autoPong?: boolean;
}

/** Resolves when the document is there. Rejects with the status of a refusal in its message. */
export async function openEditor(door: () => Door, incident: string): Promise<Editor> {
  const doc = new Y.Doc();
  const waiting = new Map<number, Uint8Array>();
  const state = { socket: null as WebSocket | null, count: 0, code: null as number | null };
  const saved = new Set<number>();
  const refused = new Set<number>();
  const people = new Map<string, string>();
  const cursors = new Map<string, unknown>();
  const send = (frame: Frame) => sendBytes(encodeFrame(frame));
  const sendBytes = (bytes: Uint8Array) => {
    if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(bytes);
  };
  const heard: { [K in Frame['kind']]: (frame: Extract<Frame, { kind: K }>) => void } = {
    know() {
      for (const [number, update] of waiting) send({ kind: 'edit', number, update });
    },
    edit: ({ update }) => Y.applyUpdate(doc, update, 'server'),
    saved({ number }) {
      saved.add(number);
      waiting.delete(number);
    },
    refused({ number }) {
      refused.add(number);
      waiting.delete(number);
    },
    presence({ presence }) {
      notePresence(presence as PresenceNews, people, cursors);
    },
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'server') return;
    state.count += 1;
    waiting.set(state.count, update);
    send({ kind: 'edit', number: state.count, update });
  });
  const connect = async () => {
    state.code = null;
    people.clear();
    state.socket = await connected(
      door(),
      incident,
      (frame) => take(frame, heard),
      (code) => {
        state.code = code;
      },
    );
    await synced(state.socket, () => send({ kind: 'know', vector: Y.encodeStateVector(doc) }));
  };
  await connect();
  return {
    doc,
    saved,
    refused,
    people,
    cursors,
    text: () => textOf(doc),
    write(text) {
      doc.getXmlFragment('body').push([paragraph(text)]);
      return state.count;
    },
    send: sendBytes,
    present: (presence) => send({ kind: 'presence', presence }),
    closedWith: () => state.code,
    close: () => state.socket?.close(),
    cut: () => state.socket?.terminate(),
    again: connect,
    isOnline: () => state.socket?.readyState === WebSocket.OPEN,
  };
}

function notePresence(news: PresenceNews, people: Map<string, string>, cursors: Map<string, unknown>): void {
  if (news.you !== null) people.clear();
  for (const id of news.gone) people.delete(id);
  for (const { id, person, cursor } of news.here) {
    people.set(id, person);
    cursors.set(id, cursor);
  }
}

/** Each kind of frame has its own reader; which belongs to a frame, its kind says. */
function take(
  frame: Frame,
  heard: { [K in Frame['kind']]: (frame: Extract<Frame, { kind: K }>) => void },
): void {
  const read = heard[frame.kind] as (frame: Frame) => void;
  read(frame);
}

function connected(
  { address, headers, autoPong = true }: Door,
  incident: string,
  heard: (frame: Frame) => void,
  closed: (code: number) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/live/documents/${incident}`, {
    headers,
    autoPong,
  });
  socket.on('message', (message) => {
    const frame = message instanceof Buffer ? decodeFrame(message) : null;
    if (frame) heard(frame);
  });
  socket.on('close', closed);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => resolve(socket));
  });
}

/** Once the server has said what it has, everything before it has come. */
function synced(socket: WebSocket, ask: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (message: unknown) => {
      if (!(message instanceof Buffer) || decodeFrame(message)?.kind !== 'know') return;
      socket.off('message', look);
      resolve();
    };
    socket.on('message', look);
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    ask();
  });
}

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

function textOf(doc: Y.Doc): string {
  return doc
    .getXmlFragment('body')
    .toArray()
    .map((block) =>
      block instanceof Y.XmlElement
        ? block
            .toArray()
            .map((one) => String(one))
            .join('')
        : '',
    )
    .join('\n');
}

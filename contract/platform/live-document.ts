/**
 * The frames of a live document, the same for both ends. A document is a Yjs document; a frame is one byte that says
 * what it is, and what belongs to it:
 *
 *   know      a state vector: "this much I have". The server answers it with what is missing and with its own.
 *   edit      a number of the client's and a Yjs update. From the server the number is 0.
 *   saved     a number: every edit of this connection up to it is stored for good.
 *   presence  JSON: who is in the document and where; from a client its own cursor alone.
 *   refused   a number and a sentence: this edit will never be stored.
 */
export type Frame =
  | { kind: 'know'; vector: Uint8Array }
  | { kind: 'edit'; number: number; update: Uint8Array }
  | { kind: 'saved'; number: number }
  | { kind: 'presence'; presence: unknown }
  | { kind: 'refused'; number: number; why: string };

/** Somebody in the document, by one browser; the cursor is for the editor to read, and is not to be trusted. */
export interface Present {
  /** Tells two browsers of one person apart. */
  id: string;
  person: string;
  cursor: unknown;
}

/** What the server tells of presence: who has come or moved, and the ids of those who have gone. */
export interface PresenceNews {
  here: Present[];
  gone: string[];
  /** Given on the way in, and then `here` is everybody: which of them is the browser that is told. */
  you: string | null;
}

/** Longer frames are refused, and the connection with them. */
export const longestFrame = 1_048_576;
/** A presence that is longer than this is no cursor. */
export const longestPresence = 2_000;

/** Why a connection was closed, beyond the codes of the protocol itself. */
export const closeCodes = {
  /** The server stops, or starts anew; come again at once. */
  goingAway: 1001,
  /** What was sent is no frame. */
  notAFrame: 1007,
  /** Too much in too short a time. */
  tooMuch: 1008,
  /** The store is away; come again a little later. */
  tryAgain: 1013,
  /** The person is signed out, or may not edit this document any more. */
  notAllowed: 4403,
} as const;

const kinds = ['know', 'edit', 'saved', 'presence', 'refused'] as const;

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const body = bodyOf(frame);
  const bytes = new Uint8Array(1 + body.length);
  bytes[0] = kinds.indexOf(frame.kind) + 1;
  bytes.set(body, 1);
  return bytes;
}

/** Null for what is no frame. The parts of the answer are views of the bytes that were given. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  const kind = kinds[(bytes[0] ?? 0) - 1];
  const body = bytes.subarray(1);
  if (kind === 'know') return { kind, vector: body };
  if (kind === 'presence') {
    const presence = jsonOf(body);
    return presence === undefined ? null : { kind, presence };
  }
  if (kind === undefined || body.length < 4) return null;
  const number = new DataView(body.buffer, body.byteOffset).getUint32(0);
  if (kind === 'edit') return { kind, number, update: body.subarray(4) };
  if (kind === 'saved') return { kind, number };
  return { kind, number, why: new TextDecoder().decode(body.subarray(4)) };
}

function bodyOf(frame: Frame): Uint8Array {
  if (frame.kind === 'know') return frame.vector;
  if (frame.kind === 'presence') return new TextEncoder().encode(JSON.stringify(frame.presence));
  if (frame.kind === 'edit') return numbered(frame.number, frame.update);
  if (frame.kind === 'saved') return numbered(frame.number, new Uint8Array());
  return numbered(frame.number, new TextEncoder().encode(frame.why));
}

function numbered(number: number, rest: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + rest.length);
  new DataView(bytes.buffer).setUint32(0, number);
  bytes.set(rest, 4);
  return bytes;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

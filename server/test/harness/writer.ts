/** One of hundreds in a live document, as cheap as may be: for measuring the server, not the browser. */
import { decodeFrame, encodeFrame } from '@muster/contract/platform/live-document';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/** Somebody in a live document who only writes; with a place to note the tokens that it sees, an observer as well. */
export async function openWriter(url: string, headers: Record<string, string>, seen?: Map<string, number>) {
  const own = new Y.Doc();
  const shown = new Y.Doc();
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  const sentAt = new Map<number, number>();
  const savedIn: number[] = [];
  const tokens = new Map<number, string>();
  const saved = new Set<string>();
  const { promise: known, resolve } = Promise.withResolvers<void>();
  let number = 0;
  if (seen)
    shown.getText('bench').observe(({ delta }) => {
      for (const { insert } of delta)
        for (const [token] of String(insert).matchAll(/<\d+>/g)) seen.set(token, performance.now());
    });
  socket.on('message', (message) => {
    const frame = message instanceof Buffer ? decodeFrame(message) : null;
    if (frame?.kind === 'know') resolve();
    if (frame?.kind === 'saved') {
      savedIn.push(performance.now() - (sentAt.get(frame.number) ?? Number.NaN));
      saved.add(tokens.get(frame.number) ?? '');
    }
    if (frame?.kind === 'edit' && seen) Y.applyUpdate(shown, frame.update);
  });
  own.on('update', (update: Uint8Array) => {
    number += 1;
    sentAt.set(number, performance.now());
    socket.send(encodeFrame({ kind: 'edit', number, update }));
  });
  await new Promise((open, fail) => socket.once('open', open).once('error', fail));
  // A server that is killed cuts the line in the middle of whatever.
  socket.on('error', () => undefined);
  socket.send(encodeFrame({ kind: 'know', vector: Y.encodeStateVector(own) }));
  await known;
  return {
    savedIn,
    /** The tokens that were called saved. */
    saved,
    write(token: string) {
      tokens.set(number + 1, token);
      own.getText('bench').insert(0, token);
    },
    close: () =>
      new Promise<void>((done) => {
        if (socket.readyState === socket.CLOSED) return done();
        socket.once('close', () => done());
        socket.close();
      }),
  };
}

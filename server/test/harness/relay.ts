/** A relay of edits that keeps nothing: what comes from one goes to all others at once. The least that can be done. */
import { decodeFrame, encodeFrame } from '@muster/contract/platform/live-document';
import { WebSocketServer } from 'ws';

const known = encodeFrame({ kind: 'know', vector: new Uint8Array([0]) });

/** Resolves when it listens. */
export function startRelay(port: number): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (message) => {
      const frame = message instanceof Buffer ? decodeFrame(message) : null;
      if (frame?.kind === 'know') socket.send(known);
      if (frame?.kind !== 'edit') return;
      const relayed = encodeFrame({ kind: 'edit', number: 0, update: frame.update });
      for (const other of server.clients) if (other !== socket) other.send(relayed);
      socket.send(encodeFrame({ kind: 'saved', number: frame.number }));
    });
  });
  return new Promise((resolve) => server.once('listening', resolve));
}

// A receiver of webhooks that takes everything and notes when each case was first heard of.
import { createServer } from 'node:http';
import { casePattern } from './bodies.ts';

export interface Sink {
  url: string;
  /** When a case was first told, on the clock of `performance`. */
  heardAt: Map<string, number>;
  requests(): number;
  close(): void;
}

export function openSink(): Promise<Sink> {
  const heardAt = new Map<string, number>();
  let requests = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const at = performance.now();
      requests += 1;
      for (const [found] of text.matchAll(casePattern)) if (!heardAt.has(found)) heardAt.set(found, at);
      response.writeHead(200, { 'content-length': 2 }).end('{}');
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${port}/`,
        heardAt,
        requests: () => requests,
        close() {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

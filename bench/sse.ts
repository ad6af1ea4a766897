// Server-sent events and nothing else, as a process of its own: what is posted goes to all who listen, at once.
import { createServer, type ServerResponse } from 'node:http';

const open = new Set<ServerResponse>();
createServer((request, response) => {
  if (request.method === 'POST') {
    for (const one of open) one.write(`event: hint\ndata: ${request.url}\n\n`);
    request.resume();
    response.writeHead(201).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
}).listen(Number(process.env.SSE_PORT), '127.0.0.1', () => console.log('ready'));

// The least that can be done to serve a page: bytes from memory by Node's own server. `node plain-files.ts PORT FILE`
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port = '0', path = ''] = process.argv.slice(2);
const body = readFileSync(path);
createServer((_request, response) => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'gzip',
    'content-length': body.length,
  });
  response.end(body);
}).listen(Number(port), '127.0.0.1');

import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { moveObject } from './bucket.ts';
import { createEgress } from './egress.ts';

/** A stand-in for storage that speaks S3: it takes only what is signed with its key (AWS Signature Version 4). */
const objects = new Map<string, { body: string; type: string | undefined }>();
const [accessKey, secretKey, region] = ['AKIAEXAMPLE', 'the-secret-of-the-stand-in', 'eu-north-1'];
const now = Temporal.Instant.from('2026-03-02T10:00:00.123Z');
const egress = createEgress({ allow: ['127.0.0.0/8'] });
const server = createServer((request, response) => void take(request, response));
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  const path = decodeURIComponent(request.url ?? '');
  if (request.headers.authorization !== signatureOf(request, body)) {
    response.writeHead(403).end('no');
    return;
  }
  if (request.method === 'DELETE') objects.delete(path);
  else objects.set(path, { body: body.toString(), type: request.headers['content-type'] });
  response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
}
let endpoint = '';
beforeAll(async () => {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  // Listening on TCP, so it is no pipe.
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => objects.clear());
afterAll(async () => {
  egress.close();
  await new Promise((done) => server.close(done));
});

const bucket = () => ({ endpoint, region, bucket: 'pages', prefix: 'shop/', accessKey, secretKey });
const object = (path: string, text: string | null) => ({
  path,
  type: 'text/html; charset=utf-8',
  body: text === null ? null : Buffer.from(text),
});

test('an object is put, put anew and taken out, signed as S3 wants it', async () => {
  expect(await moveObject(egress, bucket(), object('incidents/a b+ü.html', 'one'), now)).toBeNull();
  expect(await moveObject(egress, bucket(), object('incidents/a b+ü.html', 'two ü'), now)).toBeNull();
  expect([...objects]).toEqual([
    ['/pages/shop/incidents/a b+ü.html', { body: 'two ü', type: 'text/html; charset=utf-8' }],
  ]);
  expect(await moveObject(egress, bucket(), object('incidents/a b+ü.html', null), now)).toBeNull();
  expect(objects.size).toBe(0);
});

test('a wrong key is a no that tells no key, and a private address is not called', async () => {
  const wrong = await moveObject(
    egress,
    { ...bucket(), secretKey: 'another' },
    object('index.html', 'x'),
    now,
  );
  expect(wrong).toBe('The receiver answered 403.');
  const inside = createEgress({ allow: [] });
  const refused = await moveObject(inside, bucket(), object('index.html', 'x'), now);
  inside.close();
  expect(refused).toMatch(/loopback/);
  expect(objects.size).toBe(0);
});

/** Worked out from the specification, not by the library that signs. */
function signatureOf({ method, url, headers }: IncomingMessage, body: Buffer): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const hash = createHash('sha256').update(body).digest('hex');
  const given = String(headers['x-amz-content-sha256'] ?? hash);
  if (given !== hash && given !== 'UNSIGNED-PAYLOAD') return 'the body is another';
  const lines = names.split(';').map((one) => `${one}:${String(headers[one]).trim()}\n`);
  const canonical = [method, url, '', lines.join(''), names, given].join('\n');
  const at = String(headers['x-amz-date']);
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', at, scope, digest].join('\n');
  const sign = (key: string | Buffer, part: string) => createHmac('sha256', key).update(part).digest();
  const key = [region, 's3', 'aws4_request'].reduce(sign, sign(`AWS4${secretKey}`, at.slice(0, 8)));
  const code = createHmac('sha256', key).update(text).digest('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${code}`;
}

import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeReceiver, startReceiver } from '../../../test/harness/providers.ts';
import { createEgress, type EgressSettings } from './egress.ts';
import type { Egress, EgressRequest } from './model.ts';

const request: EgressRequest = { method: 'POST', body: 'hello', timeoutMs: 2_000, maxBytes: 1_000 };
const loopback = { allow: ['127.0.0.0/8'] };

let receiver: FakeReceiver;
const open: Egress[] = [];
const egressWith = (settings: EgressSettings) => {
  const egress = createEgress(settings);
  open.push(egress);
  return egress;
};

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const egress of open.splice(0)) egress.close();
  await receiver.close();
});

describe('what may be called', () => {
  it.each([
    'http://127.0.0.1/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'HTTP://127.0.0.1:8080/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
    'http:\\\\127.0.0.1\\',
    'http://017700000001/',
    'http://0177.0.0.0x1/',
    'http://127.0.1/',
    'http://127.0.0.1:80/',
    'hTTpS://127.0.0.1:443/',
    'ht\ttp://127.\n0.0.1/',
    ' http://127.0.0.1/ ',
    'http:127.0.0.1',
    'http:///127.0.0.1/',
    'http://127。0。0。1/',
    'http://127.0.0.1#@example.org/',
    'http://127.0.0.1?@example.org/',
    'http://127.0.0.1/@example.org/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('%s is refused before anything is sent', async (url) => {
    const answer = await egressWith({ allow: [] }).request(url, request);
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('has no public address'),
    });
  });

  it.each([
    ['file:///etc/passwd', 'Only http and https'],
    ['ftp://example.org/', 'Only http and https'],
    ['gopher://127.0.0.1/', 'Only http and https'],
    ['http://example.org@127.0.0.1/', 'user name'],
    ['http://user:secret@example.org/', 'user name'],
    ['http://127.0.0.1:99999/', 'cannot be read'],
    ['http://[fe80::1%25eth0]/', 'cannot be read'],
    ['http://', 'cannot be read'],
    ['', 'cannot be read'],
    ['//127.0.0.1/', 'cannot be read'],
    ['HTTP://EXAMPLE.ORG:80@127.0.0.1/', 'user name'],
    ['http://%31@127.0.0.1/', 'user name'],
    ['http://256.0.0.1/', 'cannot be read'],
    ['http://127.0.0.1.5/', 'cannot be read'],
    ['http://exa mple.org/', 'cannot be read'],
    ['data:text/plain,x', 'Only http and https'],
    ['javascript:alert(1)', 'Only http and https'],
    ['blob:http://127.0.0.1/x', 'Only http and https'],
  ])('%s is refused: %s', async (url, reason) => {
    const answer = await egressWith(loopback).request(url, request);
    expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it('is judged by the addresses of a name, and says the kind but not the address', async () => {
    const egress = egressWith({
      allow: [],
      findAddresses: async () => [{ address: '10.20.30.40', family: 4 }],
    });
    const answer = await egress.request('http://intranet.example/', request);
    expect(answer).toEqual({
      kind: 'refused',
      reason: 'The target has no public address (private); MUSTER_ALLOW_TARGETS can allow its network.',
    });
  });

  it('does not end with a dot or in capitals', async () => {
    const asked: string[] = [];
    const egress = egressWith({
      allow: [],
      findAddresses: async (host) => {
        asked.push(host);
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    for (const url of ['http://LOCALHOST/', 'http://localhost./', 'http://bücher.example/']) {
      expect(await egress.request(url, request)).toMatchObject({ kind: 'refused' });
    }
    expect(asked).toEqual(['localhost', 'localhost.', 'xn--bcher-kva.example']);
  });
});

describe('the address that is connected to', () => {
  const port = () => new URL(receiver.url).port;

  it('is the one that was checked, although the name answers differently the second time', async () => {
    const answers = ['127.0.0.1', '10.0.0.1', '10.0.0.1'];
    let asked = 0;
    const egress = egressWith({
      ...loopback,
      findAddresses: async () => [{ address: answers[asked++] ?? '10.0.0.1', family: 4 }],
    });
    const url = `http://rebinding.example:${port()}/hook`;
    expect(await egress.request(url, request)).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
    // The kept connection still leads to the checked address.
    expect(await egress.request(url, request)).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
    // A new connection is checked anew.
    receiver.behave('reset');
    expect(await egress.request(url, request)).toMatchObject({ kind: 'refused' });
    expect(receiver.received[0]?.headers.host).toBe(`rebinding.example:${port()}`);
  });

  it('is one of the allowed when a name has both kinds', async () => {
    const egress = egressWith({
      ...loopback,
      findAddresses: async () => [
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    const answer = await egress.request(`http://both.example:${port()}/`, request);
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('gets the name for TLS, and a connection without a right certificate fails', async () => {
    const hello = Promise.withResolvers<Buffer>();
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data: Buffer) => {
        hello.resolve(data);
        socket.end('not TLS');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const tlsPort = typeof address === 'object' ? address?.port : undefined;
    const egress = egressWith({
      ...loopback,
      findAddresses: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    const answer = await egress.request(`https://receiver.example:${tlsPort}/`, request);
    expect(answer).toMatchObject({ kind: 'failed', cause: 'network' });
    expect((await hello.promise).includes('receiver.example')).toBe(true);
    server.close();
  });
});

describe('an exchange', () => {
  it('brings method, headers, body and the answer across', async () => {
    receiver.behave({ status: 202, headers: { 'x-place': 'here' }, body: 'thanks' });
    const answer = await egressWith(loopback).request(`${receiver.url}/in?x=1`, {
      ...request,
      headers: { 'x-one': '1' },
    });
    expect(answer).toMatchObject({ kind: 'answered', status: 202, isComplete: true });
    expect(answer).toHaveProperty('headers.x-place', 'here');
    expect(answer).toHaveProperty('body', Buffer.from('thanks'));
    expect(receiver.received[0]).toMatchObject({ method: 'POST', path: '/in?x=1' });
    expect(receiver.received[0]?.headers).toMatchObject({ 'x-one': '1', 'content-length': '5' });
    expect(receiver.received[0]?.body.toString()).toBe('hello');
  });

  it('keeps connections, and survives one that the other side closed', async () => {
    const egress = egressWith(loopback);
    for (let i = 0; i < 3; i += 1) await egress.request(receiver.url, request);
    expect(receiver.received.map(({ connection }) => connection)).toEqual([1, 1, 1]);
    receiver.behave('reset', { status: 200 });
    expect(await egress.request(receiver.url, request)).toMatchObject({ kind: 'answered', status: 200 });
    expect(receiver.received.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 2]);
  });

  it('does not follow a redirect', async () => {
    receiver.behave({ status: 302, headers: { location: 'http://169.254.169.254/' } });
    const answer = await egressWith(loopback).request(receiver.url, request);
    expect(answer).toMatchObject({ kind: 'answered', status: 302 });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])(
    'takes no credential along on a %d, because it does not go',
    async (status) => {
      const other = await startReceiver();
      receiver.behave({ status, headers: { location: `${other.url}/take` } });
      const answer = await egressWith(loopback).request(receiver.url, {
        ...request,
        headers: { authorization: 'Bearer secret', cookie: 'a=b' },
      });
      expect(answer).toMatchObject({ kind: 'answered', status });
      expect(other.received).toEqual([]);
      await other.close();
    },
  );

  it('cuts a body that is too long', async () => {
    receiver.behave({ status: 200, body: 'x'.repeat(500_000) });
    const answer = await egressWith(loopback).request(receiver.url, request);
    expect(answer).toMatchObject({ kind: 'answered', status: 200, isComplete: false });
    expect(answer).toHaveProperty('body.length', 1_000);
  });

  it('keeps the status of an answer that stalls', async () => {
    receiver.behave('stall');
    const answer = await egressWith(loopback).request(receiver.url, { ...request, timeoutMs: 100 });
    expect(answer).toMatchObject({ kind: 'answered', status: 200, isComplete: false });
    expect(answer).toHaveProperty('body', Buffer.from('only a part'));
  });

  it('ends in time when nobody answers, connects or finds the name', async () => {
    receiver.behave('hang');
    const quick = { ...request, timeoutMs: 50 };
    const late = { kind: 'failed', cause: 'timeout', reason: 'No answer within 0.05 s.' };
    expect(await egressWith(loopback).request(receiver.url, quick)).toEqual(late);
    const lost = egressWith({ ...loopback, findAddresses: () => new Promise(() => undefined) });
    expect(await lost.request('http://slow.example/', quick)).toEqual(late);
  });

  it('ends in time also for those that wait for a free connection, and tells later ones at once', async () => {
    receiver.behave('hang');
    const egress = egressWith(loopback);
    const quick = { ...request, timeoutMs: 100 };
    const answers = await Promise.all(Array.from({ length: 100 }, () => egress.request(receiver.url, quick)));
    expect(new Set(answers.map((answer) => answer.kind === 'failed' && answer.cause))).toEqual(
      new Set(['timeout']),
    );
    const later = await Promise.all(Array.from({ length: 10 }, () => egress.request(receiver.url, quick)));
    expect(later.filter((answer) => answer.kind === 'failed' && answer.cause === 'busy')).toHaveLength(6);
    receiver.behave({ status: 200 });
    expect(await egress.request(receiver.url, request)).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('says how a connection failed, without the URL', async () => {
    const egress = egressWith(loopback);
    receiver.behave('reset');
    expect(await egress.request(`${receiver.url}/token`, request)).toEqual({
      kind: 'failed',
      cause: 'network',
      reason: 'The connection failed (ECONNRESET).',
    });
    const { url } = receiver;
    await receiver.close();
    expect(await egress.request(`${url}/token`, request)).toMatchObject({
      kind: 'failed',
      reason: 'The connection failed (ECONNREFUSED).',
    });
    receiver = await startReceiver();
  });
});

it('refuses to start with a network that is none', () => {
  expect(() => createEgress({ allow: ['10.0.0.0/99'] })).toThrow('10.0.0.0/99 is not a network');
});

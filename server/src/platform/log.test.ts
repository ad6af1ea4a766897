import { expect, test } from 'vitest';
import { stopwatch } from '../../test/harness/stopwatch.ts';
import { createLog, redactPatterns } from './log.ts';

const canary = 'c4n4ryc4n4ryc4n4ryc4n4ry';

function written(parts: object, message = 'it happened'): string {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  log.error(parts, message);
  const text = lines.join('');
  expect(text).toContain('"level":50');
  return text;
}

test.each<[string, object, string?]>([
  ['a header', { headers: { authorization: canary, cookie: canary } }],
  ['a header two levels down', { request: { headers: { authorization: canary } } }],
  ['a member called secret', { contact: { secret: canary } }],
  ['a password', { password: canary }],
  ['a key and a token', { key: canary, given: { token: canary, apiKey: canary } }],
  ['an acknowledge link', { acknowledge: `http://h/a/${canary}` }],
  ['a token in a sentence', {}, `the token mst_${canary} is wrong`],
  ['a webhook secret in a sentence', {}, `whsec_${canary}`],
  ['a key in the path of a door', { url: `/ingest/alertmanager/${canary}` }],
  ['the address of a heartbeat', { url: `/ping/${canary}/start` }],
  ['a key in a query', { url: `/api/v2/generic/incoming?token=${canary}&x=1` }],
  ['a header in a sentence', {}, `sent Authorization: Bearer ${canary}`],
  ['an Opsgenie key in a sentence', {}, `GenieKey ${canary}`],
  ['a session in a sentence', {}, `muster_session=${canary}`],
  ['a password in an address', { error: new Error(`cannot reach postgres://muster:${canary}@db/muster`) }],
  ['a password without a name', { error: new Error(`redis://:${canary}@cache:6379 refused`) }],
  ['a mail password', { error: new Error(`smtps://user:${canary}@mail.example.org refused`) }],
  ['the cause of an error', { error: new Error('outer', { cause: new Error(`mst_${canary}`) }) }],
  [
    'the token of a bot in an address',
    { error: new Error(`https://api.example.org/bot123456789:${canary}${canary}/sendMessage refused`) },
  ],
  ['the token of a bot in a sentence', {}, `the token 123456789:${canary}${canary} is wrong`],
  ['a link in an error', { error: new Error(`GET /a/${canary}.${canary}`) }],
])('%s stays out of the log', (_, parts, message) => {
  expect(written(parts, message)).not.toContain(canary);
});

test('what is no secret stays readable, and an error tells its message', () => {
  const text = written({ error: new Error('the disk is full'), door: 'heartbeat', url: '/ping/x' });
  expect(text).toContain('the disk is full');
  expect(text).toContain('/ping/x');
});

test.each(['a', 'a.', '://', 'x://y', 'a://b:c', '/a/', '&key=', 'mst_', 'Bearer ', '/ingest/a', '@', '"'])(
  'a long line of %j is cleaned in no time',
  (part) => {
    const line = part.repeat(200_000 / part.length);
    const taken = stopwatch();
    redactPatterns(line);
    expect(taken()).toBeLessThan(2_000);
  },
);

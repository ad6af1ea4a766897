import { expect, it } from 'vitest';
import type { DoorRequest } from '../../model.ts';
import { keyFromRequest } from './keys.ts';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

function request(headers: Record<string, string>, query = ''): DoorRequest {
  const receivedAt = Temporal.Instant.from('2026-11-20T23:30:00Z');
  return { method: 'POST', path: '/', query, headers, rawBody: '', receivedAt, deliveryId: 'd' };
}

it.each([
  ['bearer', { authorization: 'Bearer k1' }, '', 'k1', 'header'],
  ['bearer, odd case and blanks', { authorization: '  bearer   k1 ' }, '', 'k1', 'header'],
  ['any scheme', { authorization: 'GenieKey k1' }, '', 'k1', 'header'],
  ['no scheme', { authorization: 'k1' }, '', 'k1', 'header'],
  ['basic password', { authorization: basic('anybody:k1') }, '', 'k1', 'header'],
  [
    'basic with : and @ and umlaut',
    { authorization: basic('alert-user:p@ss:wörd') },
    '',
    'p@ss:wörd',
    'header',
  ],
  ['basic user only', { authorization: basic('k1:') }, '', 'k1', 'header'],
  ['basic without colon', { authorization: basic('k1') }, '', 'k1', 'header'],
  ['X-Api-Key', { 'x-api-key': 'k1' }, '', 'k1', 'header'],
  ['token', {}, 'token=k%201', 'k 1', 'query'],
  ['apiKey', {}, 'a=b&apiKey=k1', 'k1', 'query'],
  ['header before query', { 'x-api-key': 'k1' }, 'token=k2', 'k1', 'header'],
  ['blank header, then query', { authorization: 'Bearer ' }, 'token=k2', 'k2', 'query'],
])('%s', (_name, headers, query, key, where) => {
  expect(keyFromRequest(request(headers, query))).toEqual({ kind: 'key', key, where });
});

it('finds none in nothing', () => {
  expect(keyFromRequest(request({}))).toEqual({ kind: 'none' });
  expect(keyFromRequest(request({ authorization: ' ' }, 'token='))).toEqual({ kind: 'none' });
});

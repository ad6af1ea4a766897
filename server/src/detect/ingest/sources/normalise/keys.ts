import type { DoorRequest, KeyFound } from '../../model.ts';
import { headerOf } from './body.ts';

/**
 * The key of a request whose path holds none, by the placements of ingest.md section 1. Where several disagree
 * the first wins: Authorization, X-Api-Key, `?token=`, `?apiKey=`; so a key in a URL can never override one
 * that was put into a header.
 */
export function keyFromRequest(request: DoorRequest): KeyFound {
  const header =
    fromAuthorization(headerOf(request, 'authorization')) ?? filled(headerOf(request, 'x-api-key'));
  if (header !== null) return { kind: 'key', key: header, where: 'header' };
  if (request.query === '') return { kind: 'none' };
  const query = new URLSearchParams(request.query);
  const key = filled(query.get('token')) ?? filled(query.get('apiKey'));
  return key === null ? { kind: 'none' } : { kind: 'key', key, where: 'query' };
}

/** `Bearer <key>`, any other scheme word before it, the bare key, or Basic with the key as password. */
function fromAuthorization(value: string | null): string | null {
  const trimmed = filled(value);
  if (trimmed === null) return null;
  const blank = trimmed.indexOf(' ');
  // A scheme word with nothing behind it is no key.
  if (blank < 0) return /^(?:bearer|basic)$/i.test(trimmed) ? null : trimmed;
  const credentials = filled(trimmed.slice(blank + 1));
  if (credentials === null || trimmed.slice(0, blank).toLowerCase() !== 'basic') return credentials;
  return fromBasic(Buffer.from(credentials, 'base64').toString('utf8'));
}

/** A user name holds no colon, a password may. Some senders give the key as the user and no password. */
function fromBasic(pair: string): string | null {
  const colon = pair.indexOf(':');
  if (colon < 0) return filled(pair);
  return filled(pair.slice(colon + 1)) ?? filled(pair.slice(0, colon));
}

function filled(value: string | null): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

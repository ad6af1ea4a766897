import type { CustomFetch } from 'openid-client';
import type { Egress } from '../egress/model.ts';
import { OidcFailure } from './model.ts';

/** For everything together: finding the address, connecting, and the last byte of the answer. */
const timeoutMs = 8_000;
/** The longest of these documents is a list of keys; those of large providers have some tens of kB. */
const maxBytes = 524_288;

/**
 * The egress guard in the form that openid-client calls: private addresses are refused, time and size are limited,
 * and no redirect is followed, so that none leads anywhere else. Throws OidcFailure.
 */
export function guardedFetch(egress: Egress): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await egress.request(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs,
      maxBytes,
    });
    if (answer.kind !== 'answered') throw new OidcFailure('unreachable', answer.reason);
    if (!answer.isComplete)
      throw new OidcFailure('unreachable', 'The answer of the provider is too long, or it broke off.');
    if (answer.status >= 300 && answer.status < 400)
      throw new OidcFailure(
        'misconfigured',
        'The provider answers with a redirect, which is not followed. Write the issuer exactly as the provider does.',
      );
    const isEmpty = answer.status === 204 || answer.body.length === 0;
    return new Response(isEmpty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: { 'content-type': String(answer.headers['content-type'] ?? '') },
    });
  };
}

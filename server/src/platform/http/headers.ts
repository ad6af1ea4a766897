import type { FastifyInstance } from 'fastify';
import { closedPolicy, reportingEndpoints } from './content-policy.ts';

/** Two years: browsers then come by https only, whatever a link says. */
const strictTransport = 'max-age=63072000; includeSubDomains';

/** The parts of a browser that no page of ours needs, and the three that it does. */
const permissions = [
  ...[
    'accelerometer',
    'autoplay',
    'bluetooth',
    'browsing-topics',
    'camera',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((name) => `${name}=()`),
  'clipboard-write=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

/**
 * What every answer says to a browser, whatever it is: a page, an answer of the API, a refusal, a file. An answer
 * that is more than that says so itself and replaces the policy or the rule for caches.
 */
export function safeHeaders(url: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': closedPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions,
    'referrer-policy': 'same-origin',
    'reporting-endpoints': reportingEndpoints,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(url.startsWith('https:') ? { 'strict-transport-security': strictTransport } : {}),
  };
}

/** Puts them on every answer before anything else is known of the request. */
export function sendSafeHeaders(server: FastifyInstance, url: string): void {
  const headers = safeHeaders(url);
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

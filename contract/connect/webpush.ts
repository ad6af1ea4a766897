import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';

export const getPushKey = endpoint('GET /api/v1/webpush/key', {
  who: 'signedIn',
  area: 'contacts',
  summary: 'The public key a browser needs to subscribe (VAPID).',
  answer: z.object({ publicKey: z.string() }),
});
export const subscribePush = endpoint('PUT /api/v1/me/webpush', {
  who: 'responder',
  area: 'contacts',
  summary: 'Make this browser one of my contact methods.',
  body: z.strictObject({
    label: z.string().trim().min(1).max(100),
    endpoint: z.url({ protocol: /^https?$/ }).max(2000),
    keys: z.strictObject({ p256dh: z.string().min(80).max(200), auth: z.string().min(16).max(64) }),
  }),
  answer: z.object({ contact: z.string() }),
});

import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant } from '../platform/wire.ts';

export const session = z.object({
  id,
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
  method: z.enum(['password', 'passkey', 'sso', 'link', 'setup']),
  address: z.string().nullable(),
  /** Such as `Firefox on Linux`. */
  browser: z.string(),
  isOwnDevice: z.boolean(),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
});
export type Session = z.infer<typeof session>;

export const device = z.object({
  id,
  isThis: z.boolean(),
  browser: z.string(),
  address: z.string().nullable(),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
});
export type Device = z.infer<typeof device>;

export const listSessions = endpoint('GET /api/v1/me/sessions', {
  who: 'signedIn',
  area: 'security',
  summary: 'Where I am signed in, the latest use first.',
  answer: z.object({ items: z.array(session), hasPassword: z.boolean() }),
});
export const endSession = endpoint('DELETE /api/v1/me/sessions/{id}', {
  who: 'signedIn',
  area: 'security',
  summary: 'Sign out one of my browsers.',
  params: byId,
});
export const endOtherSessions = endpoint('DELETE /api/v1/me/sessions', {
  who: 'signedIn',
  area: 'security',
  summary: 'Sign out all my browsers but this one.',
});

export const listDevices = endpoint('GET /api/v1/me/devices', {
  who: 'signedIn',
  area: 'security',
  summary: 'The devices that I called my own.',
  answer: z.object({ items: z.array(device) }),
});
export const keepDevice = endpoint('POST /api/v1/me/devices', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary:
    'This is my own device: it can acknowledge my pages when its session has ended. Sets the device cookie.',
  answer: z.object({ id, expiresAt: instant }),
  status: 201,
});
export const forgetDevice = endpoint('DELETE /api/v1/me/devices/{id}', {
  who: 'signedIn',
  area: 'security',
  summary: 'No longer my own device.',
  params: byId,
});

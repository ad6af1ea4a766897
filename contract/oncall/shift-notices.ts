import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';

/** When a person is told, by letter, of the own shifts. */
export const shiftNotices = z.strictObject({
  /** At 18:00 of the day before, by the person's clock. */
  evening: z.boolean(),
  /** So many minutes before it begins; null for not at all. */
  minutes: z.int().min(5).max(1_440).nullable(),
  ending: z.boolean(),
});
export type ShiftNotices = z.infer<typeof shiftNotices>;

export const getShiftNotices = endpoint('GET /api/v1/me/shift-notices', {
  who: 'signedIn',
  area: 'contacts',
  summary: 'When one is told of one’s own shifts, and whether this server can.',
  answer: z.object({ ...shiftNotices.shape, hasMail: z.boolean() }),
});
export const putShiftNotices = endpoint('PUT /api/v1/me/shift-notices', {
  who: 'responder',
  area: 'contacts',
  summary: 'Choose when to be told of one’s own shifts.',
  body: shiftNotices,
});

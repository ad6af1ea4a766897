import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, line, name } from '../platform/wire.ts';

const span = z.object({ start: instant, end: instant });

/** Own time off. It changes no rota: `conflicts` are the own shifts that fall into it and still stand. */
export const timeOffItem = span.extend({
  id,
  note: z.string(),
  /** Whether a calendar told it; then it is changed there. */
  imported: z.boolean(),
  conflicts: z.array(span.extend({ schedule: name })),
});
export type TimeOffItem = z.infer<typeof timeOffItem>;

export const listTimeOff = endpoint('GET /api/v1/me/time-off', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'One’s own time off that is not over, with the shifts that fall into it.',
  answer: z.object({
    items: z.array(timeOffItem),
    /** How reading one's calendar went; its address is told to nobody. Null where there is none. */
    address: z.object({ readAt: instant.nullable(), problem: z.string().nullable() }).nullable(),
  }),
});
export const putTimeOffAddress = endpoint('PUT /api/v1/me/time-off-address', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take one’s time off from a calendar as well: its iCal address, read every six hours.',
  body: z.strictObject({ url: z.url({ protocol: /^(https?|webcal)$/i }).max(2_000) }),
});
export const removeTimeOffAddress = endpoint('DELETE /api/v1/me/time-off-address', {
  who: 'responder',
  area: 'schedules',
  summary: 'Read that calendar no longer; what it told is gone.',
});
export const addTimeOff = endpoint('POST /api/v1/me/time-off', {
  who: 'responder',
  area: 'schedules',
  summary: 'Tell when one is away. No rota changes by it; shifts that fall into it are told at once.',
  body: z.strictObject({ start: instant, end: instant, note: line(200).optional() }),
  answer: timeOffItem,
  status: 201,
});
export const removeTimeOff = endpoint('DELETE /api/v1/me/time-off/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take time off back.',
  params: byId,
});
export const scheduleTimeOff = endpoint('GET /api/v1/schedules/{name}/time-off', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'When those on a schedule are away between two instants, without their notes; at most 100 days.',
  params: byName,
  query: z.strictObject({ from: instant, until: instant }),
  answer: z.object({ items: z.array(span.extend({ person: z.string() })) }),
});

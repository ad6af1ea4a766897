/** Maintenance: planned work on services. While it runs, their alerts are kept and call nobody. */
import { z } from 'zod';
import { timeZoneSchema } from '../oncall/definition.ts';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';

/** Worked out from the clock whenever somebody asks; none is stored. */
export const maintenanceStates = ['scheduled', 'running', 'done', 'cancelled'] as const;
export type MaintenanceState = (typeof maintenanceStates)[number];

/** A time of the wall clock, such as `2026-10-25T02:00`; the zone stands beside it. */
export const wallTime = z
  .string()
  .regex(/^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is no date and time such as 2026-10-25T02:00')
  .refine(isWallTime, 'is a date or a time that no calendar has');

function isWallTime(text: string): boolean {
  const at = new Date(`${text}:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const window = z.object({ start: instant, end: instant });

/** When it is, as it was planned; `repeats` weekly at the same times of the wall clock, whatever the clocks do. */
const times = {
  timeZone: timeZoneSchema,
  start: wallTime,
  end: wallTime,
  repeats: z.enum(['weekly']).nullable(),
  /** The last day on which it may begin again; null for ever. */
  lastDay: z.iso.date().nullable(),
};

export const maintenance = z.object({
  id,
  title: z.string(),
  note: z.string(),
  services: z.array(z.string()),
  ...times,
  /** A change that is treated as an incident that was not declared: a room is proposed before it begins (P31). */
  isMajor: z.boolean(),
  state: z.enum(maintenanceStates),
  /** The window that runs, or the next one, or the last one there was; null where there never was one. */
  window: window.nullable(),
  /** The windows after it, as far as they are known: at most five. */
  next: z.array(window),
  createdBy: z.string(),
  createdAt: instant,
  cancelledBy: z.string().nullable(),
  cancelledAt: instant.nullable(),
  version: z.string(),
});
export type Maintenance = z.infer<typeof maintenance>;

const services = z.array(name).min(1, 'name at least one service').max(100);
const note = z.string().trim().max(5_000);
const plan = {
  title: line(200),
  note: note.optional(),
  services,
  timeZone: timeZoneSchema,
  start: wallTime,
  end: wallTime,
  repeats: z.enum(['weekly']).nullable().optional(),
  lastDay: z.iso.date().nullable().optional(),
  isMajor: z.boolean().optional(),
};
export const maintenanceBody = z.strictObject(plan);
export type MaintenancePlan = z.input<typeof maintenanceBody>;

/**
 * Before it has begun everything may change; afterwards what it says, and how the window that runs ends: `endsAt` moves
 * its end, and a time that is not ahead ends it now. `cancelled` takes back what has not begun.
 */
export const maintenanceChange = z.strictObject({
  title: line(200).optional(),
  note: note.optional(),
  services: services.optional(),
  timeZone: timeZoneSchema.optional(),
  start: wallTime.optional(),
  end: wallTime.optional(),
  repeats: z.enum(['weekly']).nullable().optional(),
  lastDay: z.iso.date().nullable().optional(),
  isMajor: z.boolean().optional(),
  endsAt: instant.optional(),
  cancelled: z.literal(true).optional(),
});
export type MaintenanceChange = z.input<typeof maintenanceChange>;

export const listMaintenances = endpoint('GET /api/v1/maintenances', {
  who: 'signedIn',
  area: 'services',
  summary: 'Maintenance: what runs and what is to come by its time, or what is over, the newest first.',
  query: z.strictObject({
    ...listQuery,
    /** `open`: what runs and what is to come. `over`: what is done or cancelled. */
    when: z.enum(['open', 'over']).default('open'),
    service: name.optional(),
  }),
  answer: listOf(maintenance),
});
export const getMaintenance = endpoint('GET /api/v1/maintenances/{id}', {
  who: 'signedIn',
  area: 'services',
  summary: 'One maintenance.',
  params: byId,
  answer: maintenance,
});
export const planMaintenance = endpoint('POST /api/v1/maintenances', {
  who: 'responder',
  area: 'services',
  summary: 'Plan a maintenance. While it runs, alerts of its services are kept and call nobody.',
  body: maintenanceBody,
  answer: maintenance,
  status: 201,
});
export const changeMaintenance = endpoint('PATCH /api/v1/maintenances/{id}', {
  who: 'responder',
  area: 'services',
  summary: 'Change, prolong, end or cancel a maintenance.',
  params: byId,
  body: maintenanceChange,
  answer: maintenance,
});
export const previewMaintenance = endpoint('POST /api/v1/maintenances/preview', {
  who: 'signedIn',
  area: 'services',
  isRead: true,
  summary: 'What a maintenance would silence: services, their policies and open alerts. Nothing is stored.',
  body: maintenanceBody.pick({
    services: true,
    timeZone: true,
    start: true,
    end: true,
    repeats: true,
    lastDay: true,
  }),
  answer: z.object({
    windows: z.array(window),
    services: z.array(z.object({ name, policy: z.string().nullable(), openAlerts: z.number().int() })),
    alerts: z.array(z.object({ id, title: z.string(), service: z.string(), severity: z.string() })),
    /** Services that depend on these and are not part of it: their alerts call as always. */
    dependants: z.array(name),
    /** What else is planned for these services at that time. */
    overlaps: z.array(z.object({ id, title: z.string() })),
    /** What a clock change makes of it, in sentences. */
    clockChanges: z.array(z.string()),
  }),
});
export type MaintenancePreview = z.infer<(typeof previewMaintenance)['answer']>;

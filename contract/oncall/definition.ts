/**
 * The definitions of on call: schedules, escalation policies, notification rules, and the rehearsal of
 * a policy against a script. The format is the one of the public conformance vectors (parts 1 and 2),
 * so a vector is a valid definition and the other way round. Unknown fields are refused: a misspelt
 * "restriction" must not silently page somebody at night.
 *
 * Everything here is a pure check: no clock, no network, only the zone names of the runtime.
 */
import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const NAME_LENGTH = 200;
const MAX_MINUTES = 43_200;

const name = z.string().min(1, 'a name must not be empty').max(NAME_LENGTH);
const names = z.array(name).max(1_000, 'at most 1,000 people');
const weekday = z.enum(WEEKDAYS);
const weekdays = z.array(weekday).max(7, 'each weekday once at most');

/** Wall-clock time of day, "00:00" to "23:59". */
export const localTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written 09:00, from 00:00 to 23:59');

/** Wall-clock date and time without an offset, "2024-03-25T09:00"; years 1900 to 2199. */
export const localDateTimeSchema = z
  .string()
  .refine(
    isLocalDateTime,
    'a local date and time is written 2024-03-25T09:00 and must exist in the calendar',
  );

/** A moment with its offset, "2024-03-25T08:00:00Z"; at most milliseconds. */
export const instantSchema = z
  .string()
  .refine(isInstant, 'a moment is written 2024-03-25T08:00:00Z and must exist in the calendar');

/** An IANA zone name that this runtime knows. */
export const timeZoneSchema = z
  .string()
  .max(100)
  .refine(isTimeZone, 'not a time zone of the IANA list, such as Europe/Amsterdam');

export const windowSchema = z.union(
  [
    z.strictObject({ weekdays: weekdays.optional(), from: localTimeSchema, to: localTimeSchema }),
    z.strictObject({
      start: z.strictObject({ weekday, time: localTimeSchema }),
      end: z.strictObject({ weekday, time: localTimeSchema }),
    }),
  ],
  'a window is either {weekdays, from, to} or {start: {weekday, time}, end: {weekday, time}}',
);

export const hoursSchema = z.strictObject({
  timeZone: timeZoneSchema,
  windows: z.array(windowSchema).min(1, 'hours need at least one window').max(500),
});

export const rotationSchema = z
  .strictObject({
    unit: z.enum(['hour', 'day', 'week', 'month']),
    length: z.int().min(1, 'a turn lasts at least one unit').max(10_000),
    start: localDateTimeSchema,
    handoff: z
      .strictObject({
        time: localTimeSchema,
        weekday: weekday.optional(),
        monthDay: z.int().min(1).max(31).optional(),
      })
      .optional(),
    days: weekdays.optional(),
    members: z.array(names).max(1_000, 'at most 1,000 turns in a ring'),
  })
  .superRefine((rotation, context) => {
    for (const [field, message] of rotationFaults(rotation)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

export const layerSchema = z
  .strictObject({
    id: name.optional(),
    level: z.int().min(-1_000_000).max(1_000_000).optional(),
    timeZone: timeZoneSchema.optional(),
    rotation: rotationSchema.optional(),
    users: names.optional(),
    from: localDateTimeSchema.optional(),
    until: localDateTimeSchema.optional(),
    restrictions: z.array(windowSchema).max(500).optional(),
  })
  .refine((layer) => (layer.rotation === undefined) !== (layer.users === undefined), {
    error: 'a layer has either a rotation or users',
  })
  // Local date-times of this one shape sort as text.
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    error: 'the end of a layer must be after its start',
    path: ['until'],
  });

const span = { start: instantSchema, end: instantSchema };
const scope = { layers: z.array(name).max(50).optional() };
const ofUsers = <K extends string>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), ...span, users: names, ...scope });

export const overrideSchema = z
  .discriminatedUnion('kind', [
    ofUsers('set'),
    ofUsers('add'),
    ofUsers('remove'),
    z.strictObject({ kind: z.literal('replace'), ...span, user: name, with: name, ...scope }),
  ])
  .refine((override) => !endsBeforeStart(override), {
    error: 'the end of an override must be after its start',
    path: ['end'],
  });

export const scheduleSchema = z
  .strictObject({
    timeZone: timeZoneSchema,
    layers: z.array(layerSchema).max(50, 'at most 50 layers'),
    overrides: z.array(overrideSchema).max(5_000, 'at most 5,000 overrides').optional(),
  })
  .superRefine((schedule, context) => {
    const ids = schedule.layers.flatMap((layer) => layer.id ?? []);
    if (new Set(ids).size < ids.length) {
      context.addIssue({ code: 'custom', path: ['layers'], message: 'two layers bear the same id' });
    }
    schedule.overrides?.forEach((override, index) => {
      const unknown = override.layers?.find((id) => !ids.includes(id));
      if (unknown === undefined) return;
      const path = ['overrides', index, 'layers'];
      context.addIssue({ code: 'custom', path, message: `no layer has the id "${unknown}"` });
    });
  });

/** A stretch of the answer: these users, sorted by character code, from start up to but not including end. */
export const segmentSchema = z.strictObject({ start: instantSchema, end: instantSchema, onCall: names });

export const urgencySchema = z.enum(['high', 'low']);

export const ruleSchema = z.strictObject({ after: z.int().min(0).max(MAX_MINUTES), via: name });

export const targetSchema = z.union(
  [z.strictObject({ user: name }), z.strictObject({ schedule: name }), z.strictObject({ team: name })],
  'a target is one of {user}, {schedule}, {team}',
);

export const stepSchema = z.strictObject({
  escalateAfter: z.int().min(1, 'a step waits at least one minute').max(MAX_MINUTES),
  targets: z.array(targetSchema).max(1_000, 'at most 1,000 targets'),
  assign: z.enum(['all', 'round-robin']).optional(),
  urgency: urgencySchema.optional(),
  when: z
    .union(
      [z.strictObject({ within: hoursSchema }), z.strictObject({ outside: hoursSchema })],
      'a condition is either {within: hours} or {outside: hours}',
    )
    .optional(),
});

export const policySchema = z.strictObject({
  repeat: z.int().min(0).max(100, 'at most 100 repeats'),
  steps: z.array(stepSchema).max(1_000, 'at most 1,000 steps'),
});

export const urgencyBySupportHoursSchema = z.strictObject({
  supportHours: hoursSchema,
  during: urgencySchema,
  outside: urgencySchema,
  raiseOnStart: z.boolean(),
});

/** How the alerts of one service page people. `ackTimeout` in minutes; absent = an acknowledgement lasts. */
export const servicePagingSchema = z.strictObject({
  policy: name,
  urgency: z.union([urgencySchema, urgencyBySupportHoursSchema]).optional(),
  escalateLowUrgency: z.boolean().optional(),
  ackTimeout: z.int().min(1).max(MAX_MINUTES).optional(),
});

export type Weekday = z.infer<typeof weekday>;
export type Window = z.infer<typeof windowSchema>;
export type Hours = z.infer<typeof hoursSchema>;
export type Rotation = z.infer<typeof rotationSchema>;
export type Layer = z.infer<typeof layerSchema>;
export type Override = z.infer<typeof overrideSchema>;
export type Schedule = z.infer<typeof scheduleSchema>;
export type Segment = z.infer<typeof segmentSchema>;
export type Urgency = z.infer<typeof urgencySchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Target = z.infer<typeof targetSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Policy = z.infer<typeof policySchema>;
export type ServicePaging = z.infer<typeof servicePagingSchema>;

function rotationFaults(rotation: {
  unit: string;
  handoff?: { weekday?: string | undefined; monthDay?: number | undefined } | undefined;
  days?: readonly string[] | undefined;
}): [field: string, message: string][] {
  const { unit, handoff, days } = rotation;
  const faults: [string, string][] = [];
  if (days !== undefined && unit !== 'day') faults.push(['days', 'days go with the unit "day" only']);
  if (handoff === undefined) return faults;
  if (unit === 'hour') faults.push(['handoff', 'an hourly rotation has no handoff; its start is the anchor']);
  if ((handoff.weekday !== undefined) !== (unit === 'week')) {
    faults.push(['handoff', 'a weekday belongs to the handoff of a weekly rotation, and only there']);
  }
  if ((handoff.monthDay !== undefined) !== (unit === 'month')) {
    faults.push(['handoff', 'a monthDay belongs to the handoff of a monthly rotation, and only there']);
  }
  return faults;
}

function endsBeforeStart(override: { start: string; end: string }): boolean {
  // Moments that are no moments have been reported by their own check already.
  return Date.parse(override.end) <= Date.parse(override.start);
}

function isLocalDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d$/.exec(text);
  return match !== null && isDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

function isInstant(text: string): boolean {
  const time = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
  const match = time.exec(text);
  if (match === null || !isDate(Number(match[1]), Number(match[2]), Number(match[3]))) return false;
  return !Number.isNaN(Date.parse(text));
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Zone names that have passed; making a formatter is slow, and a definition names the same zone often. */
const knownZones = new Set<string>();

function isTimeZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  // Runtimes accept "+01:00" too, which is an offset and knows no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
  knownZones.add(zone);
  return true;
}

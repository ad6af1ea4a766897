/**
 * The rehearsal: a policy and its world tried out against a timed script, without paging anybody.
 * Times are whole minutes from `zero`. The format is that of the conformance vectors, part 2.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import {
  instantSchema,
  policySchema,
  ruleSchema,
  scheduleSchema,
  segmentSchema,
  servicePagingSchema,
  type targetSchema,
  urgencySchema,
} from './definition.ts';

const MAX_MINUTES = 44_640;
const MAX_EVENTS = 2_000;

const name = z.string().min(1).max(200);
const minute = z.int().min(0).max(MAX_MINUTES, 'at most 31 days');
const rules = z.array(ruleSchema).max(100);

export const rehearsalWorldSchema = z
  .strictObject({
    users: z.record(name, z.strictObject({ high: rules, low: rules })),
    teams: z.record(name, z.array(name).max(1_000)).optional(),
    schedules: z.record(name, scheduleSchema).optional(),
    policies: z.record(name, policySchema),
    services: z.record(name, servicePagingSchema),
  })
  .superRefine((world, context) => {
    for (const [path, message] of unknownNames(world)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

const at = { t: minute };
const onPage = { ...at, incident: name, by: name };
const plain = <K extends string>(verb: K) => z.strictObject({ ...onPage, do: z.literal(verb) });

export const rehearsalEventSchema = z.union([
  z.strictObject({
    ...at,
    do: z.literal('alert'),
    service: name,
    key: z.string().max(500).optional(),
    urgency: urgencySchema.optional(),
  }),
  z.strictObject({ ...at, do: z.literal('clear'), service: name, key: z.string().max(500) }),
  plain('ack'),
  plain('unack'),
  plain('resolve'),
  plain('unsnooze'),
  z.strictObject({ ...onPage, do: z.literal('snooze'), minutes: z.int().min(1).max(MAX_MINUTES) }),
  z.strictObject({ ...onPage, do: z.literal('escalate'), toStep: z.int().min(1).max(1_000).optional() }),
  z.strictObject({ ...onPage, do: z.literal('reassign'), users: z.array(name).min(1).max(1_000) }),
  z.strictObject({ ...onPage, do: z.literal('reassign'), policy: name }),
  z.strictObject({ ...onPage, do: z.literal('setUrgency'), urgency: urgencySchema }),
  z.strictObject({
    ...at,
    do: z.literal('maintenance'),
    service: name,
    on: z.boolean(),
    /** What it is called in the explanation. */
    title: z.string().max(200).optional(),
  }),
]);

export const rehearsalInputSchema = z
  .strictObject({
    zero: instantSchema,
    until: minute,
    world: rehearsalWorldSchema,
    script: z.array(rehearsalEventSchema).max(MAX_EVENTS),
  })
  .superRefine(({ world, script }, context) => {
    script.forEach((event, index) => {
      if ('service' in event && !Object.hasOwn(world.services, event.service)) {
        const message = `no service is called "${event.service}"`;
        context.addIssue({ code: 'custom', path: ['script', index, 'service'], message });
      }
      if ('policy' in event && !Object.hasOwn(world.policies, event.policy)) {
        const message = `no policy is called "${event.policy}"`;
        context.addIssue({ code: 'custom', path: ['script', index, 'policy'], message });
      }
    });
  });

export const rehearsalNotificationSchema = z.strictObject({
  t: minute,
  incident: name,
  user: name,
  via: name,
});

export const rehearsalFinalSchema = z.strictObject({
  state: z.enum(['triggered', 'acknowledged', 'snoozed', 'resolved']),
  escalation: z.enum(['running', 'exhausted', 'off']),
  alerts: z.int(),
});

/** `notifications` sorted by time, incident, user, via; `final` by incident name ("i1", "i2", ...). */
export const rehearsalOutputSchema = z.strictObject({
  notifications: z.array(rehearsalNotificationSchema),
  final: z.record(name, rehearsalFinalSchema),
});

export type RehearsalWorld = z.infer<typeof rehearsalWorldSchema>;
export type RehearsalEvent = z.infer<typeof rehearsalEventSchema>;
export type RehearsalInput = z.infer<typeof rehearsalInputSchema>;
export type RehearsalNotification = z.infer<typeof rehearsalNotificationSchema>;
export type RehearsalFinal = z.infer<typeof rehearsalFinalSchema>;
export type RehearsalOutput = z.infer<typeof rehearsalOutputSchema>;

interface Named {
  teams?: Record<string, unknown> | undefined;
  schedules?: Record<string, unknown> | undefined;
  policies: Record<string, { steps: { targets: z.infer<typeof targetSchema>[] }[] }>;
  services: Record<string, { policy: string }>;
}

/** People need no entry (somebody without rules gets an e-mail, E5); what is looked up by name does. */
function unknownNames(world: Named): [path: (string | number)[], message: string][] {
  const faults: [(string | number)[], string][] = [];
  for (const [service, { policy }] of Object.entries(world.services)) {
    if (!Object.hasOwn(world.policies, policy)) {
      faults.push([['services', service, 'policy'], `no policy is called "${policy}"`]);
    }
  }
  for (const [policy, { steps }] of Object.entries(world.policies)) {
    steps.forEach(({ targets }, step) => {
      targets.forEach((target, index) => {
        const fault = unknownTarget(world, target);
        if (fault) faults.push([['policies', policy, 'steps', step, 'targets', index], fault]);
      });
    });
  }
  return faults;
}

function unknownTarget(world: Named, target: z.infer<typeof targetSchema>): string | null {
  if ('schedule' in target && !Object.hasOwn(world.schedules ?? {}, target.schedule)) {
    return `no schedule is called "${target.schedule}"`;
  }
  if ('team' in target && !Object.hasOwn(world.teams ?? {}, target.team)) {
    return `no team is called "${target.team}"`;
  }
  return null;
}

/** Without those who have left; they are named beside it. */
const called = segmentSchema.extend({ left: z.array(z.string()).optional() });

/** Part 1 of the conformance page, exactly: names need not exist, nothing is stored. At most 750 days. */
export const previewSchedule = endpoint('POST /api/v1/schedules/preview', {
  who: 'signedIn',
  area: 'schedules',
  isRead: true,
  summary: 'Who would be on call under this definition; nothing is stored.',
  body: z.strictObject({
    schedule: scheduleSchema,
    query: z
      .strictObject({ from: instantSchema, until: instantSchema })
      .refine(
        ({ from, until }) => Date.parse(from) < Date.parse(until),
        'the end of the query must be after its start',
      )
      .refine(
        ({ from, until }) => Date.parse(until) - Date.parse(from) <= 750 * 86_400_000,
        'a query spans at most 750 days',
      ),
    /** Whether each layer is wanted by itself, too: with its restrictions and its own overrides, before stacking. */
    layers: z.boolean().optional(),
  }),
  answer: z.object({
    segments: z.array(called),
    /** In the order of the definition; only when asked for. */
    layers: z.array(z.array(called)).optional(),
  }),
});

/** Part 2 of the conformance page, exactly: runs the code of real pages, stores and sends nothing. */
export const rehearsePolicy = endpoint('POST /api/v1/policies/rehearsal', {
  who: 'signedIn',
  area: 'policies',
  isRead: true,
  summary: 'Who would be notified when; nothing is stored or sent.',
  body: rehearsalInputSchema,
  answer: rehearsalOutputSchema,
});
